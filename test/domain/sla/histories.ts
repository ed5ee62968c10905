import {
  CLOCK_KINDS,
  type ClockKind,
  type ClockLength,
  type ClockTarget,
  PAUSE_REASONS,
  type SlaClock,
} from '../../../src/domain/sla/clock.ts';
import type {
  CalendarVersions,
  ClockEvent,
  ClockHappening,
} from '../../../src/domain/sla/clock-event.ts';
import { defaultTargets, REVIEW_TARGET } from '../../../src/domain/sla/policy.ts';
import { consultOracle } from './oracle.ts';
import { CALENDAR_IDS, flowsOf, versionsOf } from './worlds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A history of a complaint, and when one looks at it. */
export interface History {
  readonly events: readonly ClockEvent[];
  readonly asOf: Date;
}

/** The same number always gives the same dice. */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }

  /** 0 <= n < 1 */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let n = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n: number): number {
    return Math.floor(this.roll() * n);
  }

  chance(share: number): boolean {
    return this.roll() < share;
  }

  pick<T>(of: readonly T[]): T {
    const one = of[this.below(of.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  shuffle<T>(of: readonly T[]): readonly T[] {
    return of
      .map((one) => ({ one, by: this.roll() }))
      .sort((a, b) => a.by - b.by)
      .map(({ one }) => one);
  }
}

/** Days around which calendars differ most: before, in and after long holidays and make-up days. */
const HARD_DAYS = [
  '2024-02-08',
  '2024-10-11',
  '2025-01-25',
  '2025-09-27',
  '2026-02-13',
  '2026-09-19',
]
  .concat(['2026-09-30', '2026-12-30', '2026-05-19', '2026-10-09'])
  .map((date) => Date.parse(`${date}T00:00:00+08:00`));
const FIRST = Date.parse('2024-01-01T00:00:00+08:00');

/** A history that nobody made up: anything may follow anything, at any distance, written down in any order. */
export function rollHistory(seed: number): History {
  const dice = new Dice(seed);
  const begin = dice.chance(0.5)
    ? dice.pick(HARD_DAYS) + dice.below(3 * DAY)
    : FIRST + dice.below(1_050 * DAY);
  let now = dice.chance(0.3) ? begin - (begin % (30 * MINUTE)) : begin;
  const events: ClockEvent[] = [{ at: new Date(now), seq: 1, happened: rollOpening(dice) }];
  const length = 3 + dice.below(11);
  while (events.length < length) {
    now = rollNext(dice, events, now);
    const happened = rollNear(dice, events) ?? rollHappening(dice, now);
    // Some things are written down late, and some clocks are wrong; but no review comes before its complaint.
    const isLate = happened.kind !== 'review_requested' && dice.chance(0.12);
    const at = new Date(now - (isLate ? dice.below(2 * DAY) : 0));
    events.push({ at, seq: events.length + 1, happened });
  }
  return { events, asOf: new Date(rollNext(dice, events, now)) };
}

/** Often what was begun last is ended, or relabelled to the same: whoever only rolls dice sees little of either. */
function rollNear(dice: Dice, events: readonly ClockEvent[]): ClockHappening | undefined {
  const last = events.at(-1)?.happened;
  if (dice.chance(0.6)) return undefined;
  if (last?.kind === 'paused') return { kind: 'resumed', reason: last.reason };
  if (last?.kind !== 'extended') return undefined;
  const targets = events.flatMap(({ happened }) =>
    'targets' in happened ? [happened.targets] : [],
  );
  return { kind: 'retargeted', targets: targets.at(-1) ?? [], calendars: rollVersions(dice) };
}

/** Often just at a deadline, a millisecond before it or after it; otherwise anything from nothing to weeks. */
function rollNext(dice: Dice, events: readonly ClockEvent[], now: number): number {
  if (dice.chance(0.12)) {
    const dues = consultOracle(events, flowsOf, new Date(now))
      .flatMap(({ dueAt, halfAt }) => [dueAt, halfAt])
      .flatMap((date) => (date !== null && date.getTime() > now ? [date.getTime()] : []));
    const horizon = Date.parse('2030-01-01T00:00:00Z');
    const near = dues.filter((due) => due < horizon);
    if (near.length > 0) return Math.max(now, dice.pick(near) + dice.pick([-1, 0, 0, 1]));
  }
  const reach = dice.pick([0, 1, 1_000, MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 5 * DAY, 20 * DAY]);
  return now + dice.below(reach + 1);
}

function rollOpening(dice: Dice): ClockHappening {
  return { kind: 'opened', targets: rollTargets(dice), calendars: rollVersions(dice) };
}

function rollVersions(dice: Dice): CalendarVersions {
  return Object.fromEntries(CALENDAR_IDS.map((id) => [id, 1 + dice.below(versionsOf(id))]));
}

function rollTargets(dice: Dice): readonly ClockTarget[] {
  if (dice.chance(0.4)) return defaultTargets(dice.pick(['S1', 'S2', 'S3', 'S4'] as const));
  return CLOCK_KINDS.filter(() => dice.chance(0.85)).map((kind) => rollTarget(dice, kind));
}

function rollTarget(dice: Dice, kind: ClockKind): ClockTarget {
  const pausedBy = PAUSE_REASONS.filter(() => dice.chance(0.5));
  return { kind, length: rollLength(dice), pausedBy };
}

function rollLength(dice: Dice): ClockLength {
  const minutes = dice.pick([1, 30, 60, 479, 480, 481, 960, 1_440, 2_880, 4_320]);
  if (dice.chance(0.3)) return { basis: 'continuous', minutes };
  if (dice.chance(0.3)) return { basis: 'natural_days', days: dice.pick([1, 2, 5, 15, 30]) };
  const calendarId = dice.chance(0.6) ? 'office' : dice.pick(CALENDAR_IDS);
  return { basis: 'working', minutes, calendarId };
}

type Roll = (dice: Dice, now: number) => ClockHappening;

const ROLLS: readonly (readonly [weight: number, roll: Roll])[] = [
  [2, () => ({ kind: 'answered' })],
  [5, () => ({ kind: 'contacted' })],
  [5, () => ({ kind: 'customer_spoke' })],
  [8, (dice) => ({ kind: 'paused', reason: dice.pick(PAUSE_REASONS) })],
  [8, (dice) => ({ kind: 'resumed', reason: dice.pick(PAUSE_REASONS) })],
  [2, () => ({ kind: 'proposed' })],
  [2, () => ({ kind: 'decided' })],
  [1, () => ({ kind: 'settled' })],
  [2, () => ({ kind: 'new_facts' })],
  [4, rollExtension],
  [
    5,
    (dice) => ({ kind: 'retargeted', targets: rollTargets(dice), calendars: rollVersions(dice) }),
  ],
  [4, (dice) => ({ kind: 'calendar_changed', calendars: rollVersions(dice) })],
  [2, (dice) => ({ kind: 'review_requested', target: rollReview(dice) })],
  [3, () => ({ kind: 'review_decided' })],
  [
    1,
    (dice) => ({
      kind: 'ended',
      why: dice.pick(['closed', 'withdrawn', 'merged', 'declined'] as const),
    }),
  ],
  [1, rollOpening],
];

function rollHappening(dice: Dice, now: number): ClockHappening {
  let left = dice.below(ROLLS.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, roll] of ROLLS) {
    if (left < weight) return roll(dice, now);
    left -= weight;
  }
  throw new Error('the weights do not add up');
}

function rollExtension(dice: Dice, now: number): ClockHappening {
  const to = dice.chance(0.5)
    ? { days: dice.pick([15, 30, 60]) }
    : { until: new Date(now + dice.below(10 * DAY)) };
  return { kind: 'extended', clock: dice.pick(CLOCK_KINDS), to };
}

function rollReview(dice: Dice): ClockTarget {
  return dice.chance(0.5) ? REVIEW_TARGET : rollTarget(dice, 'review');
}

/** The same clocks in the same words; empty: no difference. */
export function differences(ours: readonly SlaClock[], theirs: readonly SlaClock[]): string {
  const [a, b] = [ours, theirs].map((clocks) => clocks.map((clock) => JSON.stringify(clock)));
  const only = (these: readonly string[] = [], those: readonly string[] = []): string =>
    these.filter((one, index) => one !== those[index]).join('\n');
  return JSON.stringify(a) === JSON.stringify(b)
    ? ''
    : `engine:\n${only(a, b)}\noracle:\n${only(b, a)}`;
}
