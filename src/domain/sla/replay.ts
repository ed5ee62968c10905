import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { CLOCK_KINDS, type ClockTarget, type SlaClock } from './clock.ts';
import type { ClockEvent } from './clock-event.ts';
import { type Meter, makeWorkingMeter, WALL } from './lengths.ts';
import { breachBefore, type MeterOf } from './run-clock.ts';
import { showClock } from './show-clock.ts';
import { BEFORE_OPENING, takeIn } from './take-in.ts';

export interface ReplayInput {
  /** In any order; the happenings of one act in the order in which the act names them. */
  readonly events: readonly ClockEvent[];
  readonly calendarOf: (id: string, version: number) => BusinessCalendar | undefined;
  /** Deadlines before this instant have passed. Events after it count all the same: they are known. */
  readonly asOf: Date;
}

/**
 * The clocks of a complaint as its events make them, by when they started, then by kind and cycle. Pure: the same
 * events give the same clocks byte for byte, whenever and in whatever order they are read, and a verdict follows from
 * when things happened, never from when somebody looked. Throws for a calendar or version that there is not.
 */
export function replayClocks({ events, calendarOf, asOf }: ReplayInput): readonly SlaClock[] {
  const meterOf = makeMeterOf(calendarOf);
  const inOrder = [...events].sort((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq);
  let course = BEFORE_OPENING;
  for (const { at, happened } of inOrder) {
    course = takeIn(course, { atMs: at.getTime(), happened }, meterOf);
  }
  return course.clocks
    .map((clock) => showClock(breachBefore(clock, asOf.getTime()), meterOf))
    .sort(
      (a, b) =>
        a.startedAt.getTime() - b.startedAt.getTime() ||
        CLOCK_KINDS.indexOf(a.kind) - CLOCK_KINDS.indexOf(b.kind) ||
        a.cycle - b.cycle,
    );
}

function makeMeterOf(calendarOf: ReplayInput['calendarOf']): MeterOf {
  const meters = new Map<string, Meter>();
  return ({ length }: ClockTarget, version) => {
    if (length.basis !== 'working') return WALL;
    const key = `${length.calendarId} ${version}`;
    const known = meters.get(key);
    if (known !== undefined) return known;
    const calendar = version === null ? undefined : calendarOf(length.calendarId, version);
    if (calendar === undefined) {
      // Without it a promise would silently have no deadline.
      throw new Error(`no version ${version} of calendar ${length.calendarId}`);
    }
    const meter = makeWorkingMeter(calendar);
    meters.set(key, meter);
    return meter;
  };
}
