import type { PageRequest } from '../page.ts';
import type { QuestionKind } from '../questionnaire/question.ts';
import type {
  IdentityProof,
  IdentityQuestion,
  VisitKind,
  VisitReason,
  VisitResult,
  VisitSlot,
  VisitStatus,
  VisitWay,
} from './visit.ts';

/** Which visits a list shows. */
export interface VisitQuery extends PageRequest {
  readonly status?: readonly VisitStatus[] | undefined;
  readonly kind?: VisitKind | undefined;
  /** An agent's id, or `none`. */
  readonly ownerId?: string | undefined;
  /** `today`: to be called before midnight; `overdue`: the last day of its window, or the time to call is over. */
  readonly due?: 'today' | 'overdue' | undefined;
  readonly customerNo?: string | undefined;
  /** Whose window overlaps [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** A visit in a list; names are masked. */
export interface VisitSummary {
  readonly id: string;
  readonly kind: VisitKind;
  readonly status: VisitStatus;
  readonly customerNo: string;
  readonly customerName: string;
  readonly tier: string;
  readonly branch: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly dueFrom: Date;
  readonly dueUntil: Date;
  readonly nextAttemptAt: Date | null;
  readonly attempts: number;
  readonly attemptsMax: number;
  readonly lastWay: VisitWay | null;
  readonly result: VisitResult | null;
  readonly reason: VisitReason | null;
  readonly resultAt: Date | null;
}

/** One try, as the desk reads it. */
export interface VisitTryView {
  readonly nth: number;
  readonly way: VisitWay;
  readonly slot: VisitSlot;
  readonly at: Date;
  readonly result: VisitResult | null;
  readonly reason: string | null;
  readonly byName: string | null;
  /** Masked. */
  readonly note: string | null;
  readonly identity: IdentityProof | null;
}

/** A question as it is read out. */
export interface VisitQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly text: string;
  readonly isOptional: boolean;
  /** Of a choice. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Of a choice: several may be named. */
  readonly isMultiple: boolean;
}

/** What may be said on the phone: how to begin, and what is asked. */
export interface VisitScript {
  /** Who calls, that it is recorded, what for. */
  readonly introduction: string;
  readonly identity: readonly { readonly asks: IdentityQuestion; readonly text: string }[];
  readonly questions: readonly VisitQuestion[];
  readonly closing: string;
}

/** What the visit is about: told only once the person on the phone was proved to be the customer. */
export interface VisitSubjectView {
  readonly plate: string | null;
  readonly policyNo: string | null;
  readonly policyKind: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly claimNo: string | null;
  readonly complaintNo: string | null;
}

/** What whoever asks may do with it now. */
export type VisitAct = 'take' | 'identify' | 'result';

/** A visit whole, masked. */
export interface VisitDetail extends VisitSummary {
  readonly phone: string | null;
  readonly invitationId: string | null;
  readonly tries: readonly VisitTryView[];
  readonly script: VisitScript;
  /** True: the present call was proved to be with the customer. */
  readonly isIdentified: boolean;
  readonly about: VisitSubjectView | null;
  /** Whoever asks may have nothing to do with it. */
  readonly isExcluded: boolean;
  readonly may: readonly VisitAct[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A rate with what it is made of; null when nothing was due. */
export interface VisitRate {
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: number | null;
}

export const VISIT_RATE_GROUPS = ['owner', 'branch', 'month'] as const;
export type VisitRateGroup = (typeof VISIT_RATE_GROUPS)[number];

/** Rates of visits whose window ended in a period (domain.md 4.4). */
export interface VisitRates {
  /** Null: of all. Otherwise the owner's id, the branch or `YYYY-MM`; empty: of nobody. */
  readonly key: string | null;
  /** The owner's name. */
  readonly name: string | null;
  /** Visits that were due, without those whose reason went away (policy cancelled, renewed, sold, bereavement). */
  readonly due: number;
  readonly away: number;
  /** Customers with at least one due visit that was tried / customers with one that was due. */
  readonly coverage: VisitRate;
  /** SUCCESS, and PARTIAL of at least half / due. */
  readonly success: VisitRate;
  /** Those inside the window / due. */
  readonly timeliness: VisitRate;
}

/** Of the visits whose window begins on a day: where they stand now. */
export interface VisitDay {
  /** `YYYY-MM-DD` in Shanghai. */
  readonly day: string;
  readonly kind: VisitKind;
  readonly due: number;
  readonly open: number;
  readonly done: number;
  readonly missed: number;
  readonly stopped: number;
}
