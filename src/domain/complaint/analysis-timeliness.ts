import { HOUR_MS } from '../../lib/clock.ts';
import { type ClockKind, isOpenClock } from '../sla/clock.ts';
import { endOfNaturalDays } from '../sla/lengths.ts';
import { durationsOf, groupBy, numbersOf, rateOf } from './analysis.ts';
import type { AnalysedClock, AnalysedComplaint } from './analysis-rows.ts';
import {
  type OverClock,
  TIMELINESS_MEASURES,
  type Timeliness,
  type TimelinessMeasure,
} from './report.ts';

/** More than these are no list to work through: narrow the days. */
const OVER_CLOCK_MAX = 500;

interface Measured {
  readonly kind: ClockKind;
  /** The end of a term that is the same for all; absent: the clock's own deadline. */
  readonly endMs?: (startedAtMs: number) => number;
}

const within = (hours: number) => (startedAtMs: number) => startedAtMs + hours * HOUR_MS;
const days = (count: number) => (startedAtMs: number) => endOfNaturalDays(startedAtMs, count);

const MEASURED: Readonly<Record<TimelinessMeasure, Measured>> = {
  acknowledgement: { kind: 'acknowledgement' },
  first_feedback: { kind: 'first_feedback' },
  first_feedback_48h: { kind: 'first_feedback', endMs: within(48) },
  interim: { kind: 'interim' },
  next_response: { kind: 'next_response' },
  resolution: { kind: 'resolution' },
  resolution_72h: { kind: 'resolution', endMs: within(72) },
  regulator: { kind: 'regulator' },
  regulator_15d: { kind: 'regulator', endMs: days(15) },
  regulator_30d: { kind: 'regulator', endMs: days(30) },
  regulator_60d: { kind: 'regulator', endMs: days(60) },
  review: { kind: 'review' },
};

type Verdict = 'met' | 'breached' | null;

/**
 * How often each promise was kept (domain.md 4.4): in time / done or due. A complaint counts once and is late when any
 * run of that clock was. Every case counts that was promised something, also one that was merged, declined or relabelled
 * afterwards: otherwise that would be the way to make a breach disappear.
 */
export function timelinessOf(given: {
  readonly complaints: readonly AnalysedComplaint[];
  readonly clocks: readonly AnalysedClock[];
  readonly now: Date;
}): readonly Timeliness[] {
  const complaints = new Map(given.complaints.map((one) => [one.complaintNo, one]));
  const byKind = groupBy(given.clocks, ({ kind }) => kind);
  return TIMELINESS_MEASURES.map((measure) => {
    const { kind, endMs } = MEASURED[measure];
    const runs = byKind.get(kind) ?? [];
    const verdictOf = (clock: AnalysedClock): Verdict =>
      endMs === undefined
        ? ownVerdict(clock, given.now)
        : termVerdict(clock, { endMs, now: given.now });
    const late = new Set<string>();
    const counted = new Set<string>();
    const stillLate = new Set<string>();
    for (const run of runs) {
      const verdict = verdictOf(run);
      if (verdict === null) continue;
      counted.add(run.complaintNo);
      if (verdict === 'met') continue;
      late.add(run.complaintNo);
      if (isOpenClock(run)) stillLate.add(run.complaintNo);
    }
    return {
      measure,
      rate: rateOf(counted.size - late.size, counted.size),
      stillLate: stillLate.size,
      gross: durationsOf(runs.flatMap(({ grossMs }) => (grossMs === null ? [] : [grossMs]))),
      net: durationsOf(runs.flatMap(({ netMs }) => (netMs === null ? [] : [netMs]))),
      lateNos: numbersOf([...late].flatMap((no) => complaints.get(no) ?? [])),
    };
  });
}

/** The stored verdict; a deadline that has passed since it was stored counts as passed. */
function ownVerdict(clock: AnalysedClock, now: Date): Verdict {
  if (clock.verdict !== null) return clock.verdict;
  const isDue = isOpenClock(clock) && clock.dueAt !== null && clock.dueAt < now;
  return isDue ? 'breached' : null;
}

/** By a term from the start, longer by what the clock stood still. At its very end is in time. */
function termVerdict(
  clock: AnalysedClock,
  given: { readonly endMs: (startedAtMs: number) => number; readonly now: Date },
): Verdict {
  const until = clock.doneAt ?? clock.endedAt ?? given.now;
  const standsMs =
    clock.pausedAt === null ? 0 : Math.max(0, until.getTime() - clock.pausedAt.getTime());
  const end = given.endMs(clock.startedAt.getTime()) + clock.pausedMs + standsMs;
  if (until.getTime() > end) return 'breached';
  return clock.doneAt === null ? null : 'met';
}

/** Every run past its deadline: those that still wait first, and of each the latest. */
export function overClockOf(given: {
  readonly complaints: readonly AnalysedComplaint[];
  readonly clocks: readonly AnalysedClock[];
  readonly now: Date;
}): OverClock {
  const complaints = new Map(given.complaints.map((one) => [one.complaintNo, one]));
  const rows = given.clocks.flatMap((clock) => {
    const complaint = complaints.get(clock.complaintNo);
    const dueAt = clock.breachedAt ?? clock.dueAt;
    if (complaint === undefined || dueAt === null) return [];
    if (ownVerdict(clock, given.now) !== 'breached') return [];
    const { complaintNo, kind, cycle, doneAt, endedAt } = clock;
    const { severity, status, handlerName } = complaint;
    const until = doneAt ?? endedAt ?? given.now;
    const lateMs = until.getTime() - dueAt.getTime();
    return [
      { complaintNo, kind, cycle, severity, status, handlerName, dueAt, doneAt, endedAt, lateMs },
    ];
  });
  rows.sort((a, b) => Number(isOpenClock(b)) - Number(isOpenClock(a)) || b.lateMs - a.lateMs);
  return { total: rows.length, rows: rows.slice(0, OVER_CLOCK_MAX) };
}
