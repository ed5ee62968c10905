import type { ClaimStatus } from '../domain/claim/status.ts';
import { isClosed } from '../domain/claim/transitions.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import type { IdentityLevel } from '../domain/identity.ts';
import { maskPlate } from '../domain/mask.ts';
import { addMs, DAY_MS } from '../lib/clock.ts';
import { claimStages, type StageFacts } from './copy/claim-stages.ts';
import { day, dayTime, yuan } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';

/** Who reads: decides what of a claim is told (domain.md 3.4). */
export interface ClaimReadership {
  readonly level: IdentityLevel;
  /** Reported it, and is not the insured: the stage and the handler only. */
  readonly isReporter: boolean;
  readonly now: Date;
}

/** Stages from the confirmed loss on, in the ordinary way: only there an amount may be told (domain.md 1.4). */
const AMOUNT_STAGES: ReadonlySet<ClaimStatus> = new Set([
  'LOSS_CONFIRMED',
  'DOCS_PENDING',
  'DOCS_COMPLETE',
  'ADJUSTING',
  'CLAIM_REVIEW',
  'APPROVED',
  'PAYING',
  'PAY_FAILED',
  'PAID',
  'CLOSED_PAID',
]);
const PAYABLE_STAGES: ReadonlySet<ClaimStatus> = new Set([
  'APPROVED',
  'PAYING',
  'PAY_FAILED',
  'PAID',
  'CLOSED_PAID',
]);
/** While the whole case is held or refused, no amount of any part is told. */
const HELD_STAGES: ReadonlySet<ClaimStatus> = new Set([
  'INVESTIGATING',
  'SUSPENDED',
  'REJECTION_REVIEW',
  'REJECTED',
  'CANCELLED',
  'CLOSED_ZERO',
]);
/** 交强险条例 29: decided within five days after the documents are complete. */
const COMPULSORY_DECISION_DAYS = 5;

/** True for whoever may see amounts, documents and the payee's account. */
export function maySeeDetails({ level, isReporter }: ClaimReadership): boolean {
  return level >= 2 && !isReporter;
}

/** True when this stage's amount may be told at all. */
export function mayTellAmount(status: ClaimStatus): boolean {
  return AMOUNT_STAGES.has(status);
}

/** True when amounts of single items may be told although the case is not so far. */
export function mayTellItemAmounts(caseStatus: ClaimStatus): boolean {
  return !HELD_STAGES.has(caseStatus);
}

/** The facts of a claim that this reader may see, written for people. */
export function stageFactsOf(view: ClaimView, reader: ClaimReadership): StageFacts {
  const { facts } = view;
  const isOpen = maySeeDetails(reader);
  const missing = facts.missingDocuments ?? [];
  const complete = instant(facts.documentsCompleteAt);
  const expected = instant(facts.expectedAt);
  const assessed = mayTellAmount(view.status) ? facts.assessedFen : undefined;
  const payable = PAYABLE_STAGES.has(view.status) ? facts.payableFen : undefined;
  return {
    reportNo: view.reportNo,
    handler: view.handler,
    contactWithinMinutes: facts.contactWithinMinutes,
    assessedYuan: isOpen && assessed !== undefined ? yuan(assessed) : undefined,
    payableYuan: isOpen && payable !== undefined ? yuan(payable) : undefined,
    payeeLast4: isOpen ? facts.payeeLast4 : undefined,
    missing: isOpen ? missing : undefined,
    missingCount: reader.isReporter ? 0 : missing.length,
    completeDay: complete === undefined ? undefined : day(complete, reader.now),
    expected: expected === undefined ? undefined : dayTime(expected, reader.now),
    isLate: expected !== undefined && expected <= reader.now && !isClosed(view.status),
    compulsoryDueDay: compulsoryDueDay(view, complete, reader.now),
    decisionChannel: facts.decisionChannel,
  };
}

/** Natural days, the first not counted (民法典 201): the day itself, in Shanghai. */
function compulsoryDueDay(view: ClaimView, complete: Date | undefined, now: Date) {
  if (complete === undefined || view.facts.compulsoryStatus === 'PAID') return undefined;
  return day(addMs(complete, COMPULSORY_DECISION_DAYS * DAY_MS), now);
}

function instant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** What tells one claim from another: `粤B12345，6月11日事故`; masked for who is not fully known. */
export function aboutClaim(view: ClaimView, reader: ClaimReadership): string {
  const when =
    view.accidentAt === undefined
      ? copy.claim.aboutReport(day(view.reportedAt, reader.now))
      : copy.claim.aboutAccident(day(view.accidentAt, reader.now));
  if (view.plate === undefined) return when;
  const plate = maySeeDetails(reader) ? view.plate : maskPlate(view.plate);
  return `${copy.claim.aboutPlate(plate)}，${when}`;
}

/** The short word for a stage, safe for the customer. */
export function stageBadge(status: ClaimStatus): string {
  return claimStages[status].badge;
}
