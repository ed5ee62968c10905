import type { ComplaintDetail, ComplaintEventView } from './desk-view.ts';
import type { ComplaintCategory } from './record.ts';

/** What is on file about a complaint, as a notice begins from it. The outcome is not in it: people decide that. */
export interface NoticeDraftFacts {
  readonly complaintNo: string;
  readonly receivedAt: Date;
  readonly category: ComplaintCategory;
  readonly matter: string;
  readonly request: string | undefined;
  readonly claimNo: string | undefined;
  /** What was told to the customer by people, oldest first. */
  readonly contacts: readonly { readonly at: Date; readonly summary: string }[];
  /** How often the customer handed something in afterwards. */
  readonly supplements: number;
  readonly hasAppraisal: boolean;
  readonly hasMediation: boolean;
  /** What they refused before, and why. */
  readonly disputes: readonly { readonly at: Date; readonly reason: string }[];
  readonly compensationFen: number | undefined;
}

type Detail = Pick<
  ComplaintDetail,
  'complaintNo' | 'receivedAt' | 'category' | 'matter' | 'request' | 'claimNo' | 'compensationFen'
>;

/** Collects what a notice begins from, out of the case as the desk reads it (masked) and its history, oldest first. */
export function factsForNotice(
  detail: Detail,
  events: readonly ComplaintEventView[],
): NoticeDraftFacts {
  const of = (name: string): readonly ComplaintEventView[] =>
    events.filter((event) => event.name === name);
  const pausedFor = (reason: string): boolean =>
    of('pause').some(({ data }) => data['reason'] === reason);
  return {
    complaintNo: detail.complaintNo,
    receivedAt: detail.receivedAt,
    category: detail.category,
    matter: detail.matter,
    request: detail.request ?? undefined,
    claimNo: detail.claimNo ?? undefined,
    contacts: of('contact').map(({ occurredAt, data }) => ({
      at: occurredAt,
      summary: textOf(data['summary']),
    })),
    supplements: of('supplement').length,
    hasAppraisal: pausedFor('external_appraisal'),
    hasMediation: pausedFor('mediation'),
    disputes: of('dispute').map(({ occurredAt, data }) => ({
      at: occurredAt,
      reason: textOf(data['reason']),
    })),
    compensationFen: detail.compensationFen ?? undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
