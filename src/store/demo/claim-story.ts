import type { ClaimEventInput, ClaimHandler, ClaimStep } from '../../domain/claim/record.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import type { ClaimFacts, LossItemKind } from '../../domain/claim/view.ts';
import { addMs, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { DemoHandler } from './data/staff.ts';
import { padded } from './demo-numbers.ts';
import { at } from './seeded.ts';

/** The system that all events of the demo insurer come from. */
export const DEMO_SOURCE = 'demo-core';

export type StageTime = ClaimStep;

/** What happened to one claim, to be told as events. */
export interface ClaimStory {
  readonly reportNo: string;
  readonly reportedAt: Date;
  /** After REPORTED, oldest first. */
  readonly stages: readonly StageTime[];
  /** Each is told once it is confirmed. */
  readonly losses: readonly { readonly kind: LossItemKind; readonly amountFen: number }[];
  /** The first loss is confirmed although the case is not. */
  readonly isPartly: boolean;
  /** The n-th is sent at the n-th dispatch. */
  readonly handlers: readonly DemoHandler[];
  /** What a stage tells beside itself, when the claim comes to it. */
  readonly factsAt: Readonly<Partial<Record<ClaimStatus, ClaimFacts>>>;
  /** What the newest stage tells beside that: an older estimate would say nothing now. */
  readonly lastFacts: ClaimFacts;
}

type Untold = Omit<ClaimEventInput, 'sourceEventId' | 'source' | 'isSnapshot'>;

const ITEM_GAP_MS = 7 * MINUTE_MS;
/** From the start of the assessment to the first confirmed loss. */
const PARTLY_AFTER_MS = 2 * HOUR_MS;

/** The story as the insurer's system would have sent it, in order of time. */
export function eventsOf(story: ClaimStory): readonly ClaimEventInput[] {
  const steps: readonly StageTime[] = [
    { status: 'REPORTED', at: story.reportedAt },
    ...story.stages,
  ];
  const opening = steps.findIndex((step) => opensItems(step, steps));
  const events = steps.flatMap((step, index) => [
    ...(step.status === 'LOSS_CONFIRMED' ? confirmItems(story, step.at) : []),
    caseEvent(story, steps, index),
    ...(index === opening ? openItems(story, step) : []),
  ]);
  return events.map((event, i) => ({
    ...event,
    sourceEventId: `${story.reportNo}-${padded(i + 1, 2)}`,
    source: DEMO_SOURCE,
    isSnapshot: false,
  }));
}

/** Losses are told from the assessment on; without one, from the documents on. */
function opensItems(step: StageTime, steps: readonly StageTime[]): boolean {
  if (step.status === 'ASSESSING') return true;
  return step.status === 'DOCS_PENDING' && steps.every(({ status }) => status !== 'ASSESSING');
}

function caseEvent(story: ClaimStory, steps: readonly StageTime[], index: number): Untold {
  const { status, at: occurredAt } = at(steps, index);
  const isLast = index === steps.length - 1;
  const handler = handlerAt(story, steps, index);
  return {
    status,
    occurredAt,
    facts: { ...story.factsAt[status], ...(isLast ? story.lastFacts : {}) },
    ...(handler === undefined ? {} : { handler: toHandler(handler), actor: handler.staffNo }),
  };
}

function toHandler({ name, phone }: DemoHandler): ClaimHandler {
  return { name, phone };
}

/** Somebody is named at each dispatch, and at the first step of a claim that nobody drives out for. */
function handlerAt(
  story: ClaimStory,
  steps: readonly StageTime[],
  index: number,
): DemoHandler | undefined {
  const { status } = at(steps, index);
  const before = steps.slice(0, index).filter((step) => step.status === 'DISPATCHED').length;
  if (status === 'DISPATCHED') return at(story.handlers, before);
  return status === 'ASSESSING' && index === 1 ? at(story.handlers, 0) : undefined;
}

function openItems(story: ClaimStory, step: StageTime): readonly Untold[] {
  const opened = story.losses.map(({ kind }, i) => ({
    status: step.status,
    occurredAt: addMs(step.at, (i + 1) * MINUTE_MS),
    lossItemNo: itemNo(i),
    lossItemKind: kind,
    facts: {},
  }));
  return story.isPartly
    ? [...opened, confirmItem(story, 0, addMs(step.at, PARTLY_AFTER_MS))]
    : opened;
}

/** One after the other; the last of them is the case's own step. */
function confirmItems(story: ClaimStory, at: Date): readonly Untold[] {
  const last = story.losses.length - 1;
  return story.losses.map((_, i) => confirmItem(story, i, addMs(at, -(last - i) * ITEM_GAP_MS)));
}

function confirmItem(story: ClaimStory, index: number, occurredAt: Date): Untold {
  const { kind, amountFen } = at(story.losses, index);
  return {
    status: 'LOSS_CONFIRMED',
    occurredAt,
    lossItemNo: itemNo(index),
    lossItemKind: kind,
    facts: { assessedFen: amountFen },
  };
}

function itemNo(index: number): string {
  return padded(index + 1, 2);
}
