import { MINUTE_MS } from '../../lib/clock.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `['09:00', '12:00']`: half-open, wall clock in Shanghai, `24:00` is the end of the day. */
export type HoursOfDay = readonly [from: string, to: string];

/** The hours of each weekday. Work across midnight is two intervals: until `24:00`, and from `00:00` the next day. */
export type WeeklyHours = Readonly<Record<Weekday, readonly HoursOfDay[]>>;

const ALL_DAY: readonly HoursOfDay[] = [['00:00', '24:00']];

/** Day and night: the hours of a desk that nobody gave any. */
export const ALWAYS_OPEN: WeeklyHours = {
  mon: ALL_DAY,
  tue: ALL_DAY,
  wed: ALL_DAY,
  thu: ALL_DAY,
  fri: ALL_DAY,
  sat: ALL_DAY,
  sun: ALL_DAY,
};

/** An interval of a day, half-open, in milliseconds since midnight. */
export interface DaySpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is wrong with these hours, or undefined. */
export function weeklyProblem(weekly: WeeklyHours):
  | {
      readonly weekday: Weekday;
      readonly problem: 'no_time' | 'ends_before_it_begins' | 'overlaps';
    }
  | undefined {
  for (const weekday of WEEKDAYS) {
    let busyUntilMs = 0;
    for (const [from, to] of weekly[weekday]) {
      const fromMs = parseTimeOfDay(from);
      const toMs = parseTimeOfDay(to);
      if (fromMs === undefined || toMs === undefined) return { weekday, problem: 'no_time' };
      if (toMs <= fromMs) return { weekday, problem: 'ends_before_it_begins' };
      if (fromMs < busyUntilMs) return { weekday, problem: 'overlaps' };
      busyUntilMs = toMs;
    }
  }
  return undefined;
}

/** The intervals of one weekday; those that touch are one. Throws a RangeError for hours that have a problem. */
export function spansOf(weekly: WeeklyHours, weekday: Weekday): readonly DaySpan[] {
  const spans: DaySpan[] = [];
  for (const [from, to] of weekly[weekday]) {
    const fromMs = parseTimeOfDay(from);
    const toMs = parseTimeOfDay(to);
    const last = spans.at(-1);
    const isInOrder =
      fromMs !== undefined && toMs !== undefined && fromMs < toMs && fromMs >= (last?.toMs ?? 0);
    if (!isInOrder) throw new RangeError(`hours of ${weekday}: ${from}-${to}`);
    if (last?.toMs === fromMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs };
    else spans.push({ fromMs, toMs });
  }
  return spans;
}

/** Milliseconds since midnight of `HH:MM`, up to `24:00`. */
function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return Number.isNaN(total) || total > 24 * 60 ? undefined : total * MINUTE_MS;
}
