import type {
  ClaimEvent,
  ClaimHandler,
  ClaimOpening,
  ClaimStep,
  DerivedClaim,
  DerivedLossItem,
} from './record.ts';
import { factsAfterStep, factsAt } from './stage-facts.ts';
import type { ClaimStatus } from './status.ts';
import {
  isClosed,
  isMove,
  isTransitionAllowed,
  moveTrack,
  stageProgress,
  stageRank,
  type Track,
} from './transitions.ts';
import type { ClaimFacts, LossItemKind } from './view.ts';

interface Item {
  readonly kind: LossItemKind;
  readonly own: Track;
  /** What counts for the case: the item's own stage, or the case's when that was told later. */
  readonly effective: ClaimStatus;
  readonly amountFen?: number;
}

/** The state of one walk through a history; local to `deriveClaim`. */
interface Walk {
  caseTrack: Track;
  rawStatus: string | undefined;
  facts: ClaimFacts;
  handler: ClaimHandler | undefined;
  readonly items: Map<string, Item>;
  readonly path: ClaimStep[];
  readonly anomalies: Map<string, string>;
}

/**
 * What a claim is, from its whole history (domain.md 1.3): the order in which events arrived does not
 * matter, because they are put in order of `occurredAt` first and repeated ones are dropped.
 */
export function deriveClaim(opening: ClaimOpening, events: readonly ClaimEvent[]): DerivedClaim {
  const start: Track = { status: 'REPORTED', since: opening.reportedAt };
  const walk: Walk = {
    caseTrack: start,
    rawStatus: undefined,
    facts: {},
    handler: undefined,
    items: new Map(),
    path: [{ status: start.status, at: start.since }],
    anomalies: new Map(),
  };
  for (const event of inOrder(events)) advance(walk, event);
  return {
    status: walk.caseTrack.status,
    statusAt: walk.caseTrack.since,
    ...(walk.rawStatus === undefined ? {} : { rawStatus: walk.rawStatus }),
    facts: withItemTotal(factsAt(walk.facts, walk.caseTrack.status), walk.items),
    ...(walk.handler === undefined ? {} : { handler: walk.handler }),
    lossItems: [...walk.items]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([itemNo, item]) => toLossItem(itemNo, item)),
    path: walk.path,
    anomalies: walk.anomalies,
  };
}

/**
 * By time, then items, the case and facts alone, then stage rank, then id: a total order, so arrival cannot
 * matter. Facts come last because they belong to the stage entered at the same instant.
 */
function inOrder(events: readonly ClaimEvent[]): readonly ClaimEvent[] {
  const unique = new Map<string, ClaimEvent>();
  for (const event of events) {
    if (!unique.has(event.sourceEventId)) unique.set(event.sourceEventId, event);
  }
  return [...unique.values()].sort(
    (a, b) =>
      a.occurredAt.getTime() - b.occurredAt.getTime() ||
      turnOf(a) - turnOf(b) ||
      rankOf(a) - rankOf(b) ||
      (a.sourceEventId < b.sourceEventId ? -1 : 1),
  );
}

function turnOf(event: ClaimEvent): number {
  if (event.status === undefined && event.rawStatus === undefined) return 2;
  return event.lossItemNo === undefined ? 1 : 0;
}

function rankOf(event: ClaimEvent): number {
  return event.status === undefined ? -1 : stageRank(event.status);
}

function advance(walk: Walk, event: ClaimEvent): void {
  if (event.handler !== undefined) walk.handler = event.handler;
  move(walk, event);
  // After the move, which ends what was told for the stage before.
  if (event.lossItemNo === undefined) walk.facts = { ...walk.facts, ...event.facts };
  else mergeItemFacts(walk, event);
}

function move(walk: Walk, event: ClaimEvent): void {
  if (event.status === undefined) {
    // An unknown code is kept to be looked at; the last known stage stays (domain.md 1.3 a).
    if (event.rawStatus !== undefined) walk.rawStatus = event.rawStatus;
    return;
  }
  walk.rawStatus = undefined;
  if (event.lossItemNo === undefined) moveCase(walk, event, event.status);
  else moveItem(walk, { event, itemNo: event.lossItemNo, to: event.status });
}

function moveCase(walk: Walk, event: ClaimEvent, to: ClaimStatus): void {
  const from = walk.caseTrack;
  for (const [itemNo, item] of walk.items) {
    if (!isClosed(item.effective) || to === 'REOPENED') {
      walk.items.set(itemNo, { ...item, effective: to });
    }
  }
  // A snapshot that repeats a stage says where the claim still stands; an event may start it anew.
  if (!isMove(from, to) || (event.isSnapshot && from.status === to)) return;
  if (!event.isSnapshot && !isTransitionAllowed(from, to)) {
    walk.anomalies.set(event.sourceEventId, `${from.status}>${to}`);
  }
  enter(walk, moveTrack(from, to, event.occurredAt));
}

function moveItem(
  walk: Walk,
  move: { readonly event: ClaimEvent; readonly itemNo: string; readonly to: ClaimStatus },
): void {
  const { event, itemNo, to } = move;
  const before = walk.items.get(itemNo);
  const own: Track =
    before === undefined
      ? { status: to, since: event.occurredAt }
      : moveTrack(before.own, to, event.occurredAt);
  if (before !== undefined && !event.isSnapshot && !mayItemMove(before, to)) {
    walk.anomalies.set(event.sourceEventId, `${before.own.status}>${to}`);
  }
  const amountFen = event.facts.assessedFen ?? before?.amountFen;
  walk.items.set(itemNo, {
    kind: event.lossItemKind ?? before?.kind ?? 'OWN_VEHICLE',
    own,
    effective: to,
    ...(amountFen === undefined ? {} : { amountFen }),
  });
  const lowest = leastAdvanced([...walk.items.values()].map((item) => item.effective));
  if (lowest !== walk.caseTrack.status) {
    enter(walk, moveTrack(walk.caseTrack, lowest, event.occurredAt));
  }
}

/** An item may follow its own stage or the case's: the case went on while the item had nothing to tell. */
function mayItemMove(item: Item, to: ClaimStatus): boolean {
  if (!isMove(item.own, to)) return true;
  const asCase: Track = { status: item.effective, since: item.own.since };
  return isTransitionAllowed(item.own, to) || isTransitionAllowed(asCase, to);
}

/** The case stands where its least advanced open item stands; when all are closed, where the first of those is. */
function leastAdvanced(statuses: readonly ClaimStatus[]): ClaimStatus {
  const open = statuses.filter((status) => !isClosed(status));
  const among = open.length > 0 ? open : statuses;
  return among.reduce((low, status) => (stageProgress(status) < stageProgress(low) ? status : low));
}

function enter(walk: Walk, track: Track): void {
  walk.facts = factsAfterStep(walk.facts, walk.caseTrack, track.status);
  walk.caseTrack = track;
  walk.path.push({ status: track.status, at: track.since });
}

function mergeItemFacts(walk: Walk, event: ClaimEvent): void {
  const { assessedFen, ...ofCase } = event.facts;
  walk.facts = { ...walk.facts, ...ofCase };
  if (event.status !== undefined || event.lossItemNo === undefined) return;
  const item = walk.items.get(event.lossItemNo);
  if (item === undefined || assessedFen === undefined) return;
  walk.items.set(event.lossItemNo, { ...item, amountFen: assessedFen });
}

/** The case's assessed loss is the sum of its items', unless the source told it for the case. */
function withItemTotal(facts: ClaimFacts, items: ReadonlyMap<string, Item>): ClaimFacts {
  if (facts.assessedFen !== undefined || items.size === 0) return facts;
  let assessedFen = 0;
  for (const item of items.values()) {
    if (isClosed(item.own.status) && item.amountFen === undefined) continue;
    if (item.amountFen === undefined) return facts;
    assessedFen += item.amountFen;
  }
  return { ...facts, assessedFen };
}

function toLossItem(itemNo: string, item: Item): DerivedLossItem {
  return {
    itemNo,
    kind: item.kind,
    status: item.own.status,
    ...(item.amountFen === undefined ? {} : { amountFen: item.amountFen }),
  };
}
