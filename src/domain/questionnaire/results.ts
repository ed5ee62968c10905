import { type CesFigures, type CsatFigures, type NpsFigures, ratio } from './stats.ts';

/** By what results are told apart. handler: whoever had handled it when it closed. */
export const RESULT_GROUPS = ['handler', 'team', 'branch', 'month', 'way', 'version'] as const;
export type ResultGroup = (typeof RESULT_GROUPS)[number];

/** What became of invitations, each in every step that it reached. */
export interface FunnelCounts {
  readonly invited: number;
  readonly sent: number;
  readonly delivered: number;
  readonly opened: number;
  readonly answered: number;
  readonly completed: number;
  readonly refused: number;
  readonly expired: number;
  readonly notSent: number;
  /** From the first answer to the last, in seconds. */
  readonly medianSeconds: number | null;
}

export interface Funnel extends FunnelCounts {
  readonly responseRate: number | null;
  readonly completionRate: number | null;
}

/** With its rates: of what was delivered, never of what was sent (domain.md 4.4). */
export function toFunnel(counts: FunnelCounts): Funnel {
  return {
    ...counts,
    responseRate: ratio(counts.completed, counts.delivered),
    completionRate: ratio(counts.completed, counts.opened),
  };
}

/** The numbers of one group of invitations. */
export interface Figures {
  readonly funnel: Funnel;
  readonly csat: CsatFigures;
  readonly nps: NpsFigures;
  readonly ces: CesFigures;
}

export interface Share {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly share: number | null;
}

export interface QuestionResult {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly n: number;
  readonly skipped: number;
  readonly shares: readonly Share[];
  readonly csat: CsatFigures | null;
  readonly nps: NpsFigures | null;
  readonly ces: CesFigures | null;
}

/** What a questionnaire came to. `from` and `to`: days in Shanghai, both included, by when it was asked. */
export interface SurveyResults {
  readonly questionnaireId: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly all: Figures;
  readonly byWay: readonly { readonly way: string; readonly funnel: Funnel }[];
  readonly questions: readonly QuestionResult[];
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    /** Anonymous, and too few to be shown apart. */
    readonly isHidden: boolean;
    readonly figures: Figures | null;
  }[];
  readonly comments: readonly {
    readonly text: string;
    readonly csat: number | null;
    readonly at: Date;
  }[];
}

export interface ResultsQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly groupBy?: ResultGroup | undefined;
}
