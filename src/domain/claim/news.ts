import type { Id } from '../../lib/ids.ts';
import type { ClaimStep } from './record.ts';
import type { ClaimStatus } from './status.ts';
import type { ClaimView } from './view.ts';

/** Steps back that change nothing for the customer: a colleague asked for another look. */
const QUIET_RETURNS: ReadonlySet<string> = new Set([
  'LOSS_REVIEW>ASSESSING',
  'CLAIM_REVIEW>ADJUSTING',
]);

/** Stages that a customer never sees; the claim shows as under review meanwhile (domain.md 1.3). */
export function isHiddenStage(status: ClaimStatus): boolean {
  return status === 'REJECTION_REVIEW';
}

/** The stages as a customer may see them: hidden ones, and coming back from them, left out. */
export function visiblePath(path: readonly ClaimStep[]): readonly ClaimStep[] {
  const seen: ClaimStep[] = [];
  let isBackFromHidden = false;
  for (const step of path) {
    if (isHiddenStage(step.status)) {
      isBackFromHidden = true;
      continue;
    }
    if (!isBackFromHidden || seen.at(-1)?.status !== step.status) seen.push(step);
    isBackFromHidden = false;
  }
  return seen;
}

/** The stage shown now: what is hidden shows as under review. */
export function visibleStage(path: readonly ClaimStep[], reportedAt: Date): ClaimStep {
  const last = path.at(-1) ?? { status: 'REPORTED', at: reportedAt };
  return isHiddenStage(last.status) ? { status: 'CLAIM_REVIEW', at: last.at } : last;
}

/** The newest step that is worth a message. */
function newestNews(path: readonly ClaimStep[]): ClaimStep | undefined {
  let told: ClaimStep | undefined;
  let previous: ClaimStep | undefined;
  let isQuiet = false;
  for (const step of path) {
    const isReturn: boolean =
      isHiddenStage(step.status) || QUIET_RETURNS.has(`${previous?.status}>${step.status}`);
    // After a quiet step back, reaching again what was already told is no news either.
    const isRepeat: boolean = isQuiet && step.status === told?.status;
    if (!isReturn && !isRepeat) told = step;
    isQuiet = isReturn || (isQuiet && isRepeat);
    previous = step;
  }
  return told;
}

/**
 * True when the customer is told: a visible stage was entered and is the current one. Late events, hidden
 * stages and internal steps back are not told, and of several stages at once only the newest is.
 */
export function isNews(before: readonly ClaimStep[], after: readonly ClaimStep[]): boolean {
  const news = newestNews(after);
  if (news === undefined || news !== after.at(-1)) return false;
  return [before.at(-1), newestNews(before)].every((known) => isNewerThan(news, known));
}

/** A late event can move the moment a stage was entered; that is no news. */
function isNewerThan(news: ClaimStep, known: ClaimStep | undefined): boolean {
  return known === undefined || news.status !== known.status || news.at > known.at;
}

/** A change of a claim that its customer is told. */
export interface ClaimChange {
  readonly customerId: Id<'customer'>;
  readonly claim: ClaimView;
  readonly previousStatus: ClaimStatus;
  readonly now: Date;
}

/**
 * Tells customers about their claims. `tell` runs inside the transaction that changes the claim and
 * returns the conversations it wrote to; `publish` is called with them once that is committed.
 */
export interface ClaimNews<Tx> {
  tell(tx: Tx, change: ClaimChange): Promise<readonly Id<'conversation'>[]>;
  publish(conversationIds: readonly Id<'conversation'>[]): void;
}
