import type { z } from 'zod';
import type { weekly } from '../../../../server/contract/setup.ts';

export type Week = z.infer<typeof weekly>;
export type Weekday = keyof Week;
export type Interval = Week[Weekday][number];

/** In the order in which a week is read here; `Date#getUTCDay` counts from Sunday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const BY_UTC_DAY: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Asia/Shanghai has had no summer time since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A calendar that is shut for longer than this is shown as one that never opens. */
const LOOK_AHEAD_DAYS = 60;

export interface Holiday {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** True: a day of the weekend that is worked (调休). */
  readonly isWorkday: boolean;
}

/** What is wrong with a day: an interval that ends before it begins, or two that overlap. */
export type DayProblem = 'backwards' | 'overlap' | undefined;

/** Minutes since midnight of `HH:MM`; `24:00` is 1440. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

export function dayProblem(intervals: readonly Interval[]): DayProblem {
  if (intervals.some(([from, to]) => minutesOf(from) >= minutesOf(to))) return 'backwards';
  const sorted = sortDay(intervals);
  const overlaps = sorted.some(([from], index) => {
    const before = sorted[index - 1];
    return before !== undefined && minutesOf(from) < minutesOf(before[1]);
  });
  return overlaps ? 'overlap' : undefined;
}

/** The same intervals in the order of the day. */
export function sortDay(intervals: readonly Interval[]): Interval[] {
  return [...intervals].sort(([a], [b]) => minutesOf(a) - minutesOf(b));
}

/** The interval that is offered after what a day has already; undefined when the day is full. */
export function nextInterval(intervals: readonly Interval[]): Interval | undefined {
  const last = sortDay(intervals).at(-1);
  if (last === undefined) return ['09:00', '18:00'];
  const from = minutesOf(last[1]) + 60;
  if (from >= 24 * 60) return undefined;
  return [timeOf(from), timeOf(Math.min(from + 4 * 60, 24 * 60))];
}

/** Every quarter of an hour of a day, `00:00` to `24:00`. */
export const TIMES: readonly string[] = Array.from({ length: 97 }, (_, quarter) =>
  timeOf(quarter * 15),
);

function timeOf(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

export type Opening =
  /** For as long as one looks ahead. */
  | { readonly kind: 'always' }
  | { readonly kind: 'open'; readonly until: Date }
  | { readonly kind: 'opens'; readonly at: Date }
  | { readonly kind: 'never' };

/**
 * Whether a calendar is open at a moment, and what comes next. A preview of what is being edited: the desk itself
 * decides by its own calendar.
 */
export function openingAt(
  calendar: { readonly weekly: Week; readonly keepsHolidays: boolean },
  holidays: readonly Holiday[],
  now: Date,
): Opening {
  const known = new Map(holidays.map(({ date, isWorkday }) => [date, isWorkday]));
  const first = Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
  const spans: { from: number; to: number }[] = [];
  for (let day = first; day < first + LOOK_AHEAD_DAYS; day += 1) {
    const midnight = day * DAY_MS - SHANGHAI_OFFSET_MS;
    for (const [from, to] of intervalsOn(calendar, known, day)) {
      const span = {
        from: midnight + minutesOf(from) * MINUTE_MS,
        to: midnight + minutesOf(to) * MINUTE_MS,
      };
      const before = spans.at(-1);
      // Until midnight and on from midnight is one span.
      if (before !== undefined && before.to === span.from) before.to = span.to;
      else spans.push(span);
    }
  }
  const next = spans.find(({ to }) => to > now.getTime());
  if (next === undefined) return { kind: 'never' };
  const end = (first + LOOK_AHEAD_DAYS) * DAY_MS - SHANGHAI_OFFSET_MS;
  if (next.from <= now.getTime() && next.to >= end) return { kind: 'always' };
  return next.from <= now.getTime()
    ? { kind: 'open', until: new Date(next.to) }
    : { kind: 'opens', at: new Date(next.from) };
}

/** A public holiday is shut; a made-up day stands for a weekday, whatever day it is (domain/calendar). */
function intervalsOn(
  calendar: { readonly weekly: Week; readonly keepsHolidays: boolean },
  known: ReadonlyMap<string, boolean>,
  day: number,
): readonly Interval[] {
  const date = new Date(day * DAY_MS);
  const weekday = BY_UTC_DAY[date.getUTCDay()] ?? 'mon';
  const own = sortDay(calendar.weekly[weekday]);
  const isWorkday = known.get(date.toISOString().slice(0, 10));
  if (!calendar.keepsHolidays || isWorkday === undefined) return own;
  if (!isWorkday) return [];
  const worked = WEEKDAYS.slice(0, 5).find((name) => calendar.weekly[name].length > 0);
  return worked === undefined ? own : sortDay(calendar.weekly[worked]);
}
