import { expect, it } from 'vitest';
import { weekdayOf } from '../../../src/domain/calendar/shanghai-day.ts';
import type { DeliveryState } from '../../../src/domain/outreach/delivery.ts';
import type { VisitFacts, VisitPush } from '../../../src/domain/visit/facts.ts';
import { callAt, callRefusal } from '../../../src/domain/visit/may-call.ts';
import { VISIT_PLANS } from '../../../src/domain/visit/plan.ts';
import { recordCall } from '../../../src/domain/visit/record-result.ts';
import { slotAt } from '../../../src/domain/visit/slots.ts';
import { decideStep, type VisitStep } from '../../../src/domain/visit/step.ts';
import {
  isVisitEnded,
  VISIT_KINDS,
  VISIT_RESULTS,
  type Visit,
  type VisitTry,
} from '../../../src/domain/visit/visit.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { makeSeeded, type Seeded } from '../../../src/store/demo/seeded.ts';

const HISTORIES = 5_000;
const rules = { isDayOff: (day: number) => weekdayOf(day) >= 5 };
const START = new Date('2026-06-01T00:00:00+08:00');

interface World {
  visit: Visit;
  facts: VisitFacts;
  now: Date;
  refusedAt: Date | undefined;
}

it(`ends each of ${HISTORIES} histories with a reason, and tries nobody where it may not`, () => {
  const ends = new Map<string, number>();
  for (let nth = 0; nth < HISTORIES; nth += 1) {
    const world = live(makeSeeded(`visit ${nth}`));
    const { visit } = world;
    const label = `${nth} ${visit.kind} ${visit.status} ${visit.result} ${visit.reason}`;
    expect(isVisitEnded(visit.status), label).toBe(true);
    expect(visit.result ?? visit.reason, label).toBeDefined();
    if (visit.status !== 'done') expect(visit.reason, label).toBeDefined();
    expect(visit.tries.length, label).toBeLessThanOrEqual(visit.attemptsMax);
    checkTries(world, label);
    const end = `${visit.status} ${visit.result ?? ''} ${visit.reason ?? ''}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  // A walk that met only a few ends would prove nothing.
  expect(ends.size).toBeGreaterThan(25);
});

function checkTries({ visit, refusedAt }: World, label: string): void {
  for (const [index, one] of visit.tries.entries()) {
    expect(one.at >= visit.dueFrom && one.at < visit.dueUntil, `${label}: in its window`).toBe(
      true,
    );
    expect(slotAt(one.at, rules), `${label}: by day`).toBe(one.slot);
    if (refusedAt !== undefined)
      expect(one.at <= refusedAt, `${label}: after a refusal`).toBe(true);
    const before = visit.tries[index - 1];
    if (before === undefined || before.result === 'CALL_LATER') continue;
    expect(one.slot, `${label}: twice in one part of the day`).not.toBe(before.slot);
  }
}

/** One visit in a world that does what it likes: delays, answers, refusals, calls at odd hours, a desk that stands still. */
function live(seeded: Seeded): World {
  const kind = seeded.pick(VISIT_KINDS);
  const { ways, attemptsMax } = VISIT_PLANS[kind];
  const dueFrom = addMs(
    START,
    seeded.int(0, 5) * DAY_MS + (kind === 'POST_COMPLAINT' ? seeded.int(0, 23) * HOUR_MS : 0),
  );
  const dueUntil = addMs(dueFrom, seeded.int(2, 24) * DAY_MS);
  const plain = { eventKey: 'x', customerId: 'cus_1', excludedIds: [], tries: [] };
  const visit: Visit = {
    id: 'rvs_1',
    ...plain,
    kind,
    dueFrom,
    dueUntil,
    status: 'planned',
    ways,
    attemptsMax,
  };
  const facts: VisitFacts = {
    hasPhone: seeded.chance(0.8),
    phoneObstacle: seeded.chance(0.1) ? 'no_consent' : undefined,
    isBereaved: false,
    isSevere: seeded.chance(0.3),
    rating:
      kind === 'POST_COMPLAINT' ? { isInChat: seeded.chance(0.6), isAnswered: false } : undefined,
  };
  const world: World = { visit, facts, now: START, refusedAt: undefined };
  while (!isVisitEnded(world.visit.status) && world.now < addMs(dueUntil, 40 * DAY_MS)) {
    world.now = addMs(
      world.now,
      seeded.chance(0.02) ? seeded.int(1, 8) * DAY_MS : seeded.int(10, 400) * MINUTE_MS,
    );
    happen(world, seeded);
    const step = decideStep(world.visit, { ...world, rules });
    if (step !== undefined) apply(world, step);
    if (world.visit.status === 'calling' && seeded.chance(0.4)) call(world, seeded);
  }
  return world;
}

function happen(world: World, seeded: Seeded): void {
  const { facts, visit, now } = world;
  const change = (part: Partial<VisitFacts>): void => {
    world.facts = { ...world.facts, ...part };
  };
  if (seeded.chance(0.005)) change({ isBereaved: true });
  if (seeded.chance(0.005)) change({ gone: 'policy_cancelled' });
  if (seeded.chance(0.01) && world.refusedAt === undefined)
    change({ surveySilentUntil: addMs(now, seeded.int(1, 300) * DAY_MS) });
  if (seeded.chance(0.05))
    change({ hold: facts.hold === undefined ? 'open_complaint' : undefined });
  if (seeded.chance(0.01) && world.refusedAt === undefined) {
    change({ phoneObstacle: 'refused' });
    world.refusedAt = now;
    if (visit.status === 'inviting')
      change({ answer: { isComplete: false, isRefused: true, share: 0, hasFollowUp: false } });
    else change({ surveySilentUntil: addMs(now, 365 * DAY_MS) });
  }
  askInChat(world, seeded);
  if (world.refusedAt !== undefined) return;
  if (facts.push?.state === 'planned') settle(world, facts.push, seeded);
  if (
    world.facts.push?.releasedAt !== undefined &&
    visit.status === 'inviting' &&
    seeded.chance(0.05)
  ) {
    const share = seeded.pick([0.2, 0.5, 1]);
    const csat = share === 1 ? seeded.int(1, 5) : undefined;
    change({
      answer: {
        isComplete: share === 1,
        isRefused: false,
        share,
        csat,
        hasFollowUp: seeded.chance(0.5),
      },
    });
  }
}

function askInChat(world: World, seeded: Seeded): void {
  const { rating } = world.facts;
  const { visit, now } = world;
  if (rating === undefined) return;
  const slot = slotAt(now, rules);
  const isDue = now >= visit.dueFrom && now < visit.dueUntil && slot !== undefined;
  if (
    rating.askedAt === undefined &&
    isDue &&
    world.refusedAt === undefined &&
    seeded.chance(0.7)
  ) {
    world.facts = { ...world.facts, rating: { ...rating, askedAt: now } };
    if (rating.isInChat && visit.tries.length === 0)
      world.visit = { ...visit, tries: [{ nth: 1, way: 'web', slot, at: now }] };
  } else if (rating.askedAt !== undefined && seeded.chance(0.05)) {
    world.facts = { ...world.facts, rating: { ...rating, isAnswered: true } };
  }
}

/** The sender: at once or not at all, mostly. */
function settle(world: World, push: VisitPush, seeded: Seeded): void {
  if (!seeded.chance(0.5)) return;
  const state = seeded.pick<DeliveryState>([
    'sent',
    'sent',
    'delivered',
    'unknown',
    'suppressed',
    'failed',
  ]);
  const last = world.visit.tries.at(-1);
  const isOut = state === 'sent' || state === 'delivered' || state === 'unknown';
  const reason = isOut ? undefined : seeded.pick(['no_way', 'cap_class', 'unreachable', 'blocked']);
  world.facts = {
    ...world.facts,
    push: { ...push, state, reason, releasedAt: isOut ? last?.at : undefined },
  };
}

/** As store/visits/apply-step.ts does. */
function apply(world: World, step: VisitStep): void {
  const { visit, now } = world;
  switch (step.do) {
    case 'wait':
      world.visit = { ...visit, reason: step.reason };
      return;
    case 'invite': {
      const one: VisitTry = {
        nth: visit.tries.length + 1,
        way: step.ways[0] ?? 'wechat',
        slot: slotAt(now, rules) ?? 'morning',
        at: now,
      };
      world.visit = {
        ...visit,
        status: 'inviting',
        reason: undefined,
        tries: [...visit.tries, one],
      };
      world.facts = { ...world.facts, push: { state: 'planned', isReminded: false } };
      return;
    }
    case 'call':
      world.visit = { ...visit, status: 'calling', reason: step.reason, nextAttemptAt: step.from };
      return;
    case 'end':
      world.visit = { ...visit, status: step.status, result: step.result, reason: step.reason };
      if (step.result === 'REFUSED') world.refusedAt ??= now;
  }
}

/** As store/visits/visit-desk.ts does. */
function call(world: World, seeded: Seeded): void {
  const { visit, now, facts } = world;
  if (callRefusal(visit, { now, facts, rules }) !== undefined) return;
  const one = callAt(visit, { now, rules, byId: 'agt_1' });
  const others = visit.tries.filter(({ nth }) => nth !== one.nth);
  // Some calls are begun and never written down.
  if (seeded.chance(0.1)) {
    world.visit = { ...visit, tries: [...others, one] };
    return;
  }
  const result = seeded.pick([
    ...VISIT_RESULTS,
    'NO_ANSWER',
    'NO_ANSWER',
    'NO_ANSWER',
    'CALL_LATER',
  ] as const);
  const tried = { ...visit, tries: [...others, { ...one, result }] };
  const callLaterAt = result === 'CALL_LATER' ? addMs(now, seeded.int(1, 72) * HOUR_MS) : undefined;
  const after = recordCall(
    tried,
    { result, at: now, callLaterAt, isHalf: seeded.chance(0.5) },
    rules,
  );
  if (after === 'wrong_time') return;
  const { ways, attemptsMax } = after;
  world.visit = { ...tried, ways, attemptsMax };
  if (after.step.do === 'wait') world.visit = { ...world.visit, status: 'planned' };
  else apply(world, after.step);
  if (result === 'REFUSED') world.refusedAt ??= now;
}
