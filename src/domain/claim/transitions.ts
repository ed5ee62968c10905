import { CLAIM_STATUSES, type ClaimStatus } from './status.ts';

/** Where a claim may go from each stage (domain.md 1.3). Side stages also return to where they came from. */
export const NEXT_STATUSES: Readonly<Record<ClaimStatus, readonly ClaimStatus[]>> = {
  REPORTED: ['DISPATCHED', 'ASSESSING', 'CANCELLED', 'INVESTIGATING'],
  DISPATCHED: ['SURVEYING', 'DISPATCHED', 'CANCELLED'],
  SURVEYING: ['SURVEYED', 'INVESTIGATING', 'CANCELLED'],
  SURVEYED: ['ASSESSING', 'DOCS_PENDING', 'INVESTIGATING', 'CANCELLED', 'REJECTION_REVIEW'],
  ASSESSING: ['LOSS_REVIEW', 'LOSS_CONFIRMED', 'INVESTIGATING'],
  LOSS_REVIEW: ['LOSS_CONFIRMED', 'ASSESSING'],
  LOSS_CONFIRMED: ['DOCS_PENDING', 'DOCS_COMPLETE', 'ASSESSING'],
  DOCS_PENDING: ['DOCS_COMPLETE', 'DOCS_PENDING', 'CANCELLED', 'SUSPENDED'],
  DOCS_COMPLETE: ['ADJUSTING'],
  ADJUSTING: ['CLAIM_REVIEW', 'DOCS_PENDING'],
  CLAIM_REVIEW: ['APPROVED', 'ADJUSTING', 'ASSESSING', 'REJECTION_REVIEW', 'CLOSED_ZERO'],
  APPROVED: ['PAYING'],
  PAYING: ['PAID', 'PAY_FAILED'],
  PAY_FAILED: ['PAYING'],
  PAID: ['CLOSED_PAID', 'PAYING'],
  CLOSED_PAID: ['REOPENED'],
  CLOSED_ZERO: ['REOPENED'],
  CANCELLED: ['REOPENED'],
  INVESTIGATING: ['SURVEYED', 'ASSESSING', 'DOCS_PENDING', 'REJECTION_REVIEW', 'CANCELLED'],
  SUSPENDED: [],
  REJECTION_REVIEW: ['REJECTED'],
  REJECTED: ['REOPENED'],
  REOPENED: ['ASSESSING', 'ADJUSTING', 'DOCS_PENDING'],
};

/** Stages that a claim leaves by returning to the stage before them. */
const SIDE_STATUSES: ReadonlySet<ClaimStatus> = new Set(['SUSPENDED', 'REJECTION_REVIEW']);

/** Stages whose repetition is an event of its own: another handler, another list of documents. */
const RESTARTING_STATUSES: ReadonlySet<ClaimStatus> = new Set(['DISPATCHED', 'DOCS_PENDING']);

const CLOSED_STATUSES: ReadonlySet<ClaimStatus> = new Set([
  'CLOSED_PAID',
  'CLOSED_ZERO',
  'CANCELLED',
  'REJECTED',
]);

/** True when nothing more happens to a claim unless it is reopened. */
export function isClosed(status: ClaimStatus): boolean {
  return CLOSED_STATUSES.has(status);
}

/** Order of stages that happened at the same instant. */
export function stageRank(status: ClaimStatus): number {
  return CLAIM_STATUSES.indexOf(status);
}

/** Side stages stand beside the ordinary stage whose work they hold up. */
const PROGRESS_OVERRIDES: Readonly<Partial<Record<ClaimStatus, number>>> = {
  INVESTIGATING: stageRank('SURVEYED') + 0.4,
  REOPENED: stageRank('SURVEYED') + 0.5,
  SUSPENDED: stageRank('DOCS_PENDING') + 0.5,
  REJECTION_REVIEW: stageRank('CLAIM_REVIEW') + 0.5,
  PAY_FAILED: stageRank('APPROVED') + 0.5,
};

/** How far a stage is along the way: the case is where its least advanced open item is. */
export function stageProgress(status: ClaimStatus): number {
  return PROGRESS_OVERRIDES[status] ?? stageRank(status);
}

/** One line of stages: the case itself, or one loss item of it. */
export interface Track {
  readonly status: ClaimStatus;
  /** When it entered `status`, by the source's clock. */
  readonly since: Date;
  /** Where a side stage returns to. */
  readonly resumesTo?: ClaimStatus;
}

/** True when the table, or the way back out of a side stage, allows the step. */
export function isTransitionAllowed(from: Track, to: ClaimStatus): boolean {
  return NEXT_STATUSES[from.status].includes(to) || from.resumesTo === to;
}

/** True when an event of this status moves the track; a repeated ordinary stage does not. */
export function isMove(from: Track, to: ClaimStatus): boolean {
  return from.status !== to || RESTARTING_STATUSES.has(to);
}

/** The track after it went to `to`, allowed or not: the core system is the source of truth. */
export function moveTrack(from: Track, to: ClaimStatus, at: Date): Track {
  if (!isMove(from, to)) return from;
  return SIDE_STATUSES.has(to)
    ? { status: to, since: at, resumesTo: from.status }
    : { status: to, since: at };
}
