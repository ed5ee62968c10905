import type { ClaimStatus } from '../domain/claim/status.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import type { CardFact, CardStep, ProgressCard } from '../domain/reply.ts';
import {
  aboutClaim,
  type ClaimReadership,
  maySeeDetails,
  stageBadge,
  stageFactsOf,
} from './claim-view-text.ts';
import { claimStages, type StageFacts } from './copy/claim-stages.ts';
import { dayTime } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';

/** The stages behind each step of the line; those absent have no place of their own. */
const MILESTONES: readonly (readonly ClaimStatus[])[] = [
  ['REPORTED', 'DISPATCHED'],
  ['SURVEYING', 'SURVEYED'],
  ['ASSESSING', 'LOSS_REVIEW', 'LOSS_CONFIRMED'],
  ['DOCS_PENDING', 'DOCS_COMPLETE'],
  ['ADJUSTING', 'CLAIM_REVIEW', 'REJECTION_REVIEW', 'APPROVED'],
  ['PAYING', 'PAY_FAILED', 'PAID', 'CLOSED_PAID'],
];

const FINISHED: ReadonlySet<ClaimStatus> = new Set(['PAID', 'CLOSED_PAID']);

/** Where the claim stands as a line of steps with the facts this reader may see. */
export function claimCard(view: ClaimView, reader: ClaimReadership): ProgressCard {
  const stage = claimStages[view.status];
  return {
    kind: 'progress',
    title: copy.claim.cardTitle,
    subtitle: aboutClaim(view, reader),
    status: stage.badge,
    tone: stage.tone,
    steps: stepsOf(view, reader.now),
    facts: factsOf(view, reader),
  };
}

function milestoneOf(status: ClaimStatus): number {
  return MILESTONES.findIndex((stages) => stages.includes(status));
}

/** A stage without a place (held, refused) stands where the claim was before it. */
function currentMilestone(view: ClaimView): number {
  const own = milestoneOf(view.status);
  if (own >= 0) return own;
  const last = view.history.findLast(({ status }) => milestoneOf(status) >= 0);
  return last === undefined ? 0 : milestoneOf(last.status);
}

function stepsOf(view: ClaimView, now: Date): readonly CardStep[] {
  const current = currentMilestone(view);
  const ending = endStep(view, now);
  const labels = copy.claim.steps.slice(0, ending === undefined ? undefined : current + 1);
  const steps = labels.map((label, i) => {
    const isDone = i < current || ending !== undefined || FINISHED.has(view.status);
    const at = reachedAt(view, i, now);
    return {
      label,
      state: isDone ? ('done' as const) : i === current ? ('current' as const) : ('todo' as const),
      ...(at === undefined || i > current ? {} : { at }),
    };
  });
  return ending === undefined ? steps : [...steps, ending];
}

/** When the claim first came to this milestone. */
function reachedAt(view: ClaimView, milestone: number, now: Date): string | undefined {
  if (milestone === 0) return dayTime(view.reportedAt, now);
  const entry = view.history.find(({ status }) => milestoneOf(status) === milestone);
  return entry === undefined ? undefined : dayTime(entry.at, now);
}

/** Claims that ended without a payment end the line where they ended. */
function endStep(view: ClaimView, now: Date): CardStep | undefined {
  const labels: Partial<Record<ClaimStatus, string>> = {
    REJECTED: copy.claim.endStep.rejected,
    CANCELLED: copy.claim.endStep.cancelled,
    CLOSED_ZERO: copy.claim.endStep.zero,
  };
  const label = labels[view.status];
  return label === undefined
    ? undefined
    : { label, state: 'current', at: dayTime(view.statusAt, now) };
}

function factsOf(view: ClaimView, reader: ClaimReadership): readonly CardFact[] {
  const facts = stageFactsOf(view, reader);
  const words = copy.claim.facts;
  const rows: readonly (CardFact | undefined)[] = [
    row(words.reportNo, view.reportNo ?? view.claimNo),
    reader.isReporter || view.accidentAt === undefined
      ? undefined
      : row(words.accidentAt, dayTime(view.accidentAt, reader.now)),
    maySeeDetails(reader) ? row(words.place, view.accidentPlace) : undefined,
    ...coverRows(view),
    ...amountRows(facts),
    ...documentRows(facts),
    facts.expected === undefined || facts.isLate
      ? undefined
      : row(words.expected, words.before(facts.expected)),
    handlerRow(view),
  ];
  return rows.filter((fact) => fact !== undefined);
}

function coverRows({ facts }: ClaimView): readonly (CardFact | undefined)[] {
  const words = copy.claim.facts;
  const { compulsoryStatus, commercialStatus } = facts;
  if (compulsoryStatus === undefined || commercialStatus === undefined) return [];
  return [
    row(words.compulsory, stageBadge(compulsoryStatus)),
    row(words.commercial, stageBadge(commercialStatus)),
  ];
}

function amountRows(facts: StageFacts): readonly (CardFact | undefined)[] {
  const words = copy.claim.facts;
  return [
    row(words.assessed, withSign(facts.assessedYuan)),
    row(words.payable, withSign(facts.payableYuan)),
    facts.payableYuan === undefined || facts.payeeLast4 === undefined
      ? undefined
      : row(words.payee, words.payeeValue(facts.payeeLast4)),
  ];
}

function documentRows(facts: StageFacts): readonly (CardFact | undefined)[] {
  const words = copy.claim.facts;
  if (facts.missingCount === 0) return [];
  return [row(words.missing, facts.missing?.join('、') ?? words.missingCount(facts.missingCount))];
}

function handlerRow({ handler }: ClaimView): CardFact | undefined {
  if (handler === undefined) return undefined;
  const fact = { label: copy.claim.facts.handler, value: handler.name };
  return handler.phone === undefined ? fact : { ...fact, phone: handler.phone.replace(/\D/g, '') };
}

function row(label: string, value: string | undefined): CardFact | undefined {
  return value === undefined ? undefined : { label, value };
}

function withSign(yuanText: string | undefined): string | undefined {
  return yuanText === undefined ? undefined : `¥${yuanText}`;
}
