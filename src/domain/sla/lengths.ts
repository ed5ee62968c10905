import { MINUTE_MS } from '../../lib/clock.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { dayAt, startOf } from '../calendar/shanghai-day.ts';
import { addWorkingMs, workingMsBetween } from '../calendar/working-time.ts';
import type { ClockLength } from './clock.ts';

/** The time by which a clock runs: of the wall, or of a calendar. Instants and lengths are in milliseconds. */
export interface Meter {
  /** The first instant by which that much has passed; Infinity when it never does. */
  add(fromMs: number, ms: number): number;
  between(fromMs: number, toMs: number): number;
}

/** Day and night; also for natural days, whose deadline is an instant as soon as their first day is known. */
export const WALL: Meter = {
  add: (fromMs, ms) => fromMs + ms,
  between: (fromMs, toMs) => toMs - fromMs,
};

/** Only the hours of a calendar. */
export function makeWorkingMeter(calendar: BusinessCalendar): Meter {
  return {
    add: (fromMs, ms) =>
      addWorkingMs(calendar, new Date(fromMs), ms)?.getTime() ?? Number.POSITIVE_INFINITY,
    between: (fromMs, toMs) => workingMsBetween(calendar, new Date(fromMs), new Date(toMs)),
  };
}

/**
 * The end of so many natural days: the first day does not count, and the last one lasts until its 24:00 in Shanghai
 * (民法典 201 and 203). It does not move behind a holiday: the regulator counts natural days (投诉处理管理办法 43), and
 * the earlier end is the safe reading.
 */
export function endOfNaturalDays(fromMs: number, days: number): number {
  return startOf(dayAt(fromMs) + days + 1);
}

/** How much of its own time a clock has that begins at an instant, in milliseconds. */
export function ownMs(length: ClockLength, fromMs: number): number {
  if (length.basis !== 'natural_days') return length.minutes * MINUTE_MS;
  return endOfNaturalDays(fromMs, length.days) - fromMs;
}

/**
 * The deadline of a clock that begins at an instant and never stands still; undefined: none, its calendar has no
 * hours. A working length needs its calendar, and throws without.
 */
export function deadlineOf(
  length: ClockLength,
  from: Date,
  calendar?: BusinessCalendar,
): Date | undefined {
  const fromMs = from.getTime();
  if (length.basis !== 'working') return new Date(fromMs + ownMs(length, fromMs));
  if (calendar === undefined) throw new Error(`no calendar ${length.calendarId}`);
  return addWorkingMs(calendar, from, length.minutes * MINUTE_MS);
}
