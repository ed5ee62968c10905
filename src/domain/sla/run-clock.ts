import type { ClockEnd, ClockTarget, DeadlineChange } from './clock.ts';
import { type Meter, ownMs } from './lengths.ts';

/** A stretch in which a clock ran, and the version of the calendar that counted it. */
export interface Lap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly version: number | null;
}

/** A clock in the middle of its replay. Instants are in milliseconds; Infinity is a deadline that never comes. */
export interface RunningClock {
  readonly cycle: number;
  readonly target: ClockTarget;
  /** Of its calendar; null for a clock that has none. */
  readonly version: number | null;
  readonly startedMs: number;
  readonly firstDueMs: number;
  /** While it stands still: the deadline before. */
  readonly dueMs: number;
  readonly halfMs: number;
  readonly mostMs: number;
  /** When the present lap began; while it stands still, when the last one ended. */
  readonly lapMs: number;
  readonly isStanding: boolean;
  /** The laps before the present one. */
  readonly laps: readonly Lap[];
  readonly stoodMs: number;
  /** Its own time from `lapMs` on. */
  readonly leftMs: number;
  /** Agreed upon while it stood still: its deadline is not before this when it runs again. */
  readonly floorMs: number;
  readonly isBreached: boolean;
  readonly doneMs: number | null;
  readonly ended: { readonly atMs: number; readonly by: ClockEnd } | null;
  readonly changes: readonly DeadlineChange[];
}

/** Which meter counts for a target in a version of its calendar. Throws when there is no such version. */
export type MeterOf = (target: ClockTarget, version: number | null) => Meter;

export const NO_FLOOR = Number.NEGATIVE_INFINITY;

/** True while it waits for something: running, standing still or late. */
export function isWaiting(clock: RunningClock): boolean {
  return clock.doneMs === null && clock.ended === null;
}

/** True while its deadline may still move. */
export function isMovable(clock: RunningClock): boolean {
  return isWaiting(clock) && !clock.isBreached;
}

/** A clock that starts to run. */
export function startClock(
  given: Pick<RunningClock, 'cycle' | 'target' | 'version' | 'startedMs'>,
  meterOf: MeterOf,
): RunningClock {
  const { cycle, target, version, startedMs } = given;
  const leftMs = ownMs(target.length, startedMs);
  const dueMs = meterOf(target, version).add(startedMs, leftMs);
  const fresh: RunningClock = {
    cycle,
    target,
    version,
    startedMs,
    firstDueMs: dueMs,
    dueMs,
    halfMs: dueMs,
    mostMs: dueMs,
    lapMs: startedMs,
    isStanding: false,
    laps: [],
    stoodMs: 0,
    leftMs,
    floorMs: NO_FLOOR,
    isBreached: false,
    doneMs: null,
    ended: null,
    changes: [],
  };
  return withShares(fresh, meterOf);
}

/** Stands still from `atMs` on. A deadline that has passed stays where it was. */
export function standStill(clock: RunningClock, atMs: number, meterOf: MeterOf): RunningClock {
  if (clock.isStanding || !isWaiting(clock)) return clock;
  const stopped = { ...endLap(clock, atMs, meterOf), isStanding: true };
  return clock.isBreached ? stopped : withChange(clock, stopped, { atMs, why: 'pause' });
}

/** Runs again from `atMs` on, with what was left. */
export function goOn(clock: RunningClock, atMs: number, meterOf: MeterOf): RunningClock {
  if (!clock.isStanding) return clock;
  const running = {
    ...clock,
    isStanding: false,
    lapMs: atMs,
    stoodMs: clock.stoodMs + atMs - clock.lapMs,
  };
  if (clock.isBreached) return running;
  const meter = meterOf(clock.target, clock.version);
  const dueMs = Math.max(meter.add(atMs, clock.leftMs), clock.floorMs);
  const moved = withDeadline({ ...running, floorMs: NO_FLOOR }, dueMs, meterOf);
  return withChange(clock, moved, { atMs, why: 'resume' });
}

/** Stands still while any of the open reasons stops it, and runs while none does. */
export function heed(
  clock: RunningClock,
  reasons: ReadonlySet<string>,
  atMs: number,
  meterOf: MeterOf,
): RunningClock {
  const isStopped = clock.target.pausedBy.some((reason) => reasons.has(reason));
  return isStopped ? standStill(clock, atMs, meterOf) : goOn(clock, atMs, meterOf);
}

/** What it waited for has happened. */
export function finish(clock: RunningClock, atMs: number, meterOf: MeterOf): RunningClock {
  if (!isWaiting(clock)) return clock;
  return { ...endLap(goOn(clock, atMs, meterOf), atMs, meterOf), doneMs: atMs };
}

/** Nobody waits for it any more. */
export function endClock(
  clock: RunningClock,
  given: { readonly atMs: number; readonly by: ClockEnd },
  meterOf: MeterOf,
): RunningClock {
  if (!isWaiting(clock)) return clock;
  return { ...endLap(goOn(clock, given.atMs, meterOf), given.atMs, meterOf), ended: given };
}

/** Breached when its deadline lies before `atMs`; at the deadline it is still in time. */
export function breachBefore(clock: RunningClock, atMs: number): RunningClock {
  const isLate = isMovable(clock) && !clock.isStanding && clock.dueMs < atMs;
  return isLate ? { ...clock, isBreached: true } : clock;
}

/** Another deadline for a clock that runs. */
export function withDue(
  clock: RunningClock,
  given: { readonly dueMs: number; readonly atMs: number; readonly why: DeadlineChange['why'] },
  meterOf: MeterOf,
): RunningClock {
  return withChange(clock, withDeadline(clock, given.dueMs, meterOf), given);
}

/** When a clock with these laps behind it will have had so much of its own time, if it runs from `lapMs` on. */
export function instantOf(
  clock: Pick<RunningClock, 'laps' | 'lapMs' | 'target' | 'version'>,
  ms: number,
  meterOf: MeterOf,
): number {
  let leftMs = ms;
  for (const lap of clock.laps) {
    const meter = meterOf(clock.target, lap.version);
    const lapMs = meter.between(lap.fromMs, lap.toMs);
    if (leftMs <= lapMs) return meter.add(lap.fromMs, leftMs);
    leftMs -= lapMs;
  }
  return meterOf(clock.target, clock.version).add(clock.lapMs, leftMs);
}

/** Its own time in the laps that have ended. */
export function usedMs(clock: Pick<RunningClock, 'laps' | 'target'>, meterOf: MeterOf): number {
  return clock.laps.reduce(
    (sum, { fromMs, toMs, version }) => sum + meterOf(clock.target, version).between(fromMs, toMs),
    0,
  );
}

/** The present lap ends and another could begin. */
export function endLap(clock: RunningClock, atMs: number, meterOf: MeterOf): RunningClock {
  const { lapMs, version } = clock;
  const own = meterOf(clock.target, version).between(lapMs, atMs);
  const laps = lapMs < atMs ? [...clock.laps, { fromMs: lapMs, toMs: atMs, version }] : clock.laps;
  return { ...clock, laps, lapMs: atMs, leftMs: Math.max(0, clock.leftMs - own) };
}

function withDeadline(clock: RunningClock, dueMs: number, meterOf: MeterOf): RunningClock {
  const meter = meterOf(clock.target, clock.version);
  // Of a deadline that never comes the time that is left stays known, for a calendar that has hours.
  const leftMs = Number.isFinite(dueMs) ? meter.between(clock.lapMs, dueMs) : clock.leftMs;
  return withShares({ ...clock, dueMs, leftMs }, meterOf);
}

function withShares(clock: RunningClock, meterOf: MeterOf): RunningClock {
  if (!Number.isFinite(clock.dueMs)) return { ...clock, halfMs: clock.dueMs, mostMs: clock.dueMs };
  const totalMs = usedMs(clock, meterOf) + clock.leftMs;
  return {
    ...clock,
    halfMs: instantOf(clock, Math.ceil(totalMs / 2), meterOf),
    mostMs: instantOf(clock, Math.ceil((totalMs * 4) / 5), meterOf),
  };
}

function withChange(
  before: RunningClock,
  after: RunningClock,
  { atMs, why }: { readonly atMs: number; readonly why: DeadlineChange['why'] },
): RunningClock {
  const from = deadlineNow(before);
  const to = deadlineNow(after);
  if (from === to) return after;
  const change = { at: new Date(atMs), why, from: dateOf(from), to: dateOf(to) };
  return { ...after, changes: [...after.changes, change] };
}

function deadlineNow(clock: RunningClock): number {
  return clock.isStanding ? Number.POSITIVE_INFINITY : clock.dueMs;
}

/** Null: never. */
export function dateOf(ms: number): Date | null {
  return Number.isFinite(ms) ? new Date(ms) : null;
}
