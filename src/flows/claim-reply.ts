import type { ClaimStatus } from '../domain/claim/status.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import { claimCard } from './claim-card.ts';
import {
  aboutClaim,
  type ClaimReadership,
  maySeeDetails,
  mayTellAmount,
  mayTellItemAmounts,
  stageBadge,
  stageFactsOf,
} from './claim-view-text.ts';
import { claimStages } from './copy/claim-stages.ts';
import { dayTime, yuan } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { Brand, Prompt } from './flow.ts';

/**
 * Where one claim stands: process, basis, estimate, next step and handler (互联网保险业务监管办法 27(3)),
 * with exactly what this reader may see. The text is complete without the card.
 */
export function claimReply(view: ClaimView, reader: ClaimReadership, brand: Brand): Prompt {
  return { text: claimLines(view, reader, brand).join('\n'), card: claimCard(view, reader) };
}

function claimLines(view: ClaimView, reader: ClaimReadership, brand: Brand): readonly string[] {
  const { lines } = copy.claim;
  const stage = claimStages[view.status];
  const facts = stageFactsOf(view, reader);
  return [
    copy.claim.heading(aboutClaim(view, reader)),
    lines.stage(stage.badge, dayTime(view.statusAt, reader.now)),
    stage.text(facts),
    coverLine(view),
    ...itemLines(view, reader),
    view.status === 'DOCS_PENDING' ? undefined : missingLine(facts),
    stage.basis === undefined ? undefined : lines.basis(stage.basis(facts)),
    estimateLine(view, reader),
    stage.next === undefined ? undefined : lines.next(stage.next(facts)),
    handlerLine(view, brand),
    view.isReportedByOther && !reader.isReporter ? lines.reportedByOther : undefined,
    limitLine(reader),
  ].filter((line) => line !== undefined);
}

/** Both covers, when they are at different stages (domain.md 1.3 d). */
function coverLine({ facts }: ClaimView): string | undefined {
  const { compulsoryStatus, commercialStatus } = facts;
  if (compulsoryStatus === undefined || commercialStatus === undefined) return undefined;
  if (compulsoryStatus === commercialStatus) return undefined;
  return copy.claim.lines.covers(stageBadge(compulsoryStatus), stageBadge(commercialStatus));
}

/** Several losses are shown one by one (domain.md 1.3 c); a single one is the case itself. */
function itemLines(view: ClaimView, reader: ClaimReadership): readonly string[] {
  if (view.lossItems.length < 2 || reader.isReporter) return [];
  const isOpen = maySeeDetails(reader) && mayTellItemAmounts(view.status);
  return [
    copy.claim.lines.itemsTitle,
    ...view.lossItems.map(({ kind, status, amountFen }) => {
      const isTold = isOpen && mayTellAmount(status) && amountFen !== undefined;
      return copy.claim.lines.item(kind, stageBadge(status), isTold ? yuan(amountFen) : undefined);
    }),
  ];
}

function missingLine(facts: ReturnType<typeof stageFactsOf>): string | undefined {
  if (facts.missingCount === 0) return undefined;
  return facts.missing === undefined
    ? copy.claim.lines.alsoMissing(facts.missingCount)
    : copy.claim.lines.missing(facts.missing.join('、'));
}

/** Stages whose own text tells the time already. */
const TOLD_IN_TEXT: ReadonlySet<ClaimStatus> = new Set([
  'ADJUSTING',
  'CLAIM_REVIEW',
  'REJECTION_REVIEW',
  'INVESTIGATING',
  'SUSPENDED',
]);

function estimateLine(view: ClaimView, reader: ClaimReadership): string | undefined {
  const { expected, isLate } = stageFactsOf(view, reader);
  const { lines } = copy.claim;
  const { promise } = claimStages[view.status];
  if (promise === undefined) return undefined;
  if (expected === undefined) return lines.promise(promise);
  if (isLate) return lines.late(expected);
  return TOLD_IN_TEXT.has(view.status) ? undefined : lines.expected(expected);
}

function handlerLine({ handler, status }: ClaimView, brand: Brand): string | undefined {
  if (handler !== undefined) return copy.claim.lines.handler(handler.name, handler.phone);
  return claimStages[status].promise === undefined ? undefined : copy.claim.lines.noHandler(brand);
}

function limitLine(reader: ClaimReadership): string | undefined {
  if (reader.isReporter) return copy.claim.lines.reporterOnly;
  return maySeeDetails(reader) ? undefined : copy.claim.lines.limited;
}
