import type { ClockLength, ClockTarget } from './clock.ts';
import type { CalendarVersions, ClockHappening } from './clock-event.ts';
import { endOfNaturalDays, ownMs, WALL } from './lengths.ts';
import {
  endLap,
  heed,
  instantOf,
  isMovable,
  type MeterOf,
  NO_FLOOR,
  type RunningClock,
  startClock,
  usedMs,
  withDue,
} from './run-clock.ts';

/** Which version of its calendar a clock of this length counts by; null when it has no calendar. */
export function versionOf(length: ClockLength, calendars: CalendarVersions): number | null {
  if (length.basis !== 'working') return null;
  const version = calendars[length.calendarId];
  if (version === undefined) throw new Error(`no version of calendar ${length.calendarId}`);
  return version;
}

/** A later deadline: so many natural days from the start and the time that it stood still, or an instant. */
export function extendClock(
  clock: RunningClock,
  { to }: Extract<ClockHappening, { readonly kind: 'extended' }>,
  atMs: number,
  meterOf: MeterOf,
): RunningClock {
  if (!isMovable(clock)) return clock;
  if ('until' in to && clock.isStanding) {
    return { ...clock, floorMs: Math.max(clock.floorMs, to.until.getTime()) };
  }
  const untilMs = 'until' in to ? to.until.getTime() : daysOfRunning(clock, to.days);
  if (clock.isStanding) {
    const meter = meterOf(clock.target, clock.version);
    return { ...clock, leftMs: Math.max(clock.leftMs, meter.between(clock.lapMs, untilMs)) };
  }
  const dueMs = Math.max(clock.dueMs, untilMs);
  return withDue(clock, { dueMs, atMs, why: 'extension' }, meterOf);
}

/** By the wall, whatever the clock's own time is: the days of the law are natural ones. */
function daysOfRunning(clock: RunningClock, days: number): number {
  const lengthMs = endOfNaturalDays(clock.startedMs, days) - clock.startedMs;
  return instantOf(clock, lengthMs, () => WALL);
}

/** What is left is worked through by another version of the calendar from here on. */
export function recalendar(
  clock: RunningClock,
  calendars: CalendarVersions,
  atMs: number,
  meterOf: MeterOf,
): RunningClock {
  const { length } = clock.target;
  const version = length.basis === 'working' ? calendars[length.calendarId] : undefined;
  if (!isMovable(clock) || version === undefined || version === clock.version) return clock;
  if (clock.isStanding) return { ...clock, version };
  const counted = { ...endLap(clock, atMs, meterOf), version };
  const dueMs = meterOf(clock.target, version).add(atMs, counted.leftMs);
  return withDue(counted, { dueMs, atMs, why: 'calendar' }, meterOf);
}

/**
 * Another target. The deadline is counted from the start with the new length, from the change when that lies behind,
 * and is never later than it was: a promise that was given does not become longer. The same length again moves
 * nothing, or else a relabelling would take back an extension that was agreed upon.
 */
export function retarget(
  clock: RunningClock,
  given: {
    readonly target: ClockTarget;
    readonly calendars: CalendarVersions;
    readonly atMs: number;
  },
  meterOf: MeterOf,
): RunningClock {
  if (!isMovable(clock)) return clock;
  const { target, atMs } = given;
  if (isSameLength(clock.target.length, target.length)) return { ...clock, target };
  const present = meterOf(clock.target, clock.version);
  const counted = recount(clock, given, meterOf);
  const meter = meterOf(counted.target, counted.version);
  if (!clock.isStanding) {
    const dueMs = Math.min(counted.dueMs, clock.dueMs);
    const from = { ...counted, dueMs: clock.dueMs };
    return withDue(from, { dueMs, atMs, why: 'target' }, meterOf);
  }
  // As if it went on now: which of the two would be earlier.
  const presentMs = present.add(atMs, clock.leftMs);
  if (meter.add(atMs, counted.leftMs) < Math.max(presentMs, clock.floorMs)) {
    return { ...counted, floorMs: NO_FLOOR };
  }
  const isNever = !Number.isFinite(presentMs);
  const leftMs = isNever ? counted.leftMs : meter.between(atMs, presentMs);
  return { ...counted, leftMs, floorMs: clock.floorMs };
}

/** A clock that a relabelling brings: it counts from when the complaint was opened, the pauses since then left out. */
export function startBehind(
  given: {
    readonly cycle: number;
    readonly target: ClockTarget;
    readonly calendars: CalendarVersions;
    readonly openedMs: number;
    readonly atMs: number;
    readonly pauses: readonly {
      readonly atMs: number;
      readonly reasons: ReadonlySet<string>;
    }[];
  },
  meterOf: MeterOf,
): RunningClock {
  const { cycle, target, openedMs, atMs } = given;
  const version = versionOf(target.length, given.calendars);
  const fresh = startClock({ cycle, target, version, startedMs: openedMs }, meterOf);
  const stood = given.pauses.reduce(
    (clock, pause) => heed(clock, pause.reasons, pause.atMs, meterOf),
    fresh,
  );
  const counted = recount(stood, given, meterOf);
  const meter = meterOf(target, version);
  const firstDueMs = counted.isStanding ? meter.add(atMs, counted.leftMs) : counted.dueMs;
  const promised = { ...counted, firstDueMs, changes: [] };
  if (promised.isStanding) return promised;
  return withDue(promised, { dueMs: promised.dueMs, atMs, why: 'target' }, meterOf);
}

/** The clock with a target's length from its start on, or from now on when that lies behind. */
function recount(
  clock: RunningClock,
  {
    target,
    calendars,
    atMs,
  }: {
    readonly target: ClockTarget;
    readonly calendars: CalendarVersions;
    readonly atMs: number;
  },
  meterOf: MeterOf,
): RunningClock {
  const version = versionOf(target.length, calendars);
  const laps = clock.laps.map((lap) => ({ ...lap, version }));
  const counted = { ...clock, target, version, laps };
  const meter = meterOf(target, version);
  const totalMs = ownMs(target.length, clock.startedMs);
  const dueMs = instantOf(counted, totalMs, meterOf);
  if (dueMs >= (clock.isStanding ? clock.lapMs : atMs)) {
    return { ...counted, dueMs, leftMs: Math.max(0, totalMs - usedMs(counted, meterOf)) };
  }
  const anewMs = ownMs(target.length, atMs);
  return { ...counted, dueMs: meter.add(atMs, anewMs), leftMs: anewMs };
}

function isSameLength(a: ClockLength, b: ClockLength): boolean {
  switch (a.basis) {
    case 'natural_days':
      return b.basis === a.basis && a.days === b.days;
    case 'continuous':
      return b.basis === a.basis && a.minutes === b.minutes;
    case 'working':
      return b.basis === a.basis && a.minutes === b.minutes && a.calendarId === b.calendarId;
  }
}
