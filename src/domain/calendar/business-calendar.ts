import { MINUTE_MS } from '../../lib/clock.ts';
import type { HolidayTable } from './holiday-table.ts';
import { dayAt, type ShanghaiDay, startOf, weekdayOf } from './shanghai-day.ts';
import { type DaySpan, spansOf, WEEKDAYS, type WeeklyHours } from './weekly-hours.ts';

/** When people work, ready to be asked often. */
export interface BusinessCalendar {
  /** The hours of a day, in order, none of them touching. */
  spansOn(day: ShanghaiDay): readonly DaySpan[];
  /** Days that are not what their weekday says, earliest first; none when the calendar does not keep holidays. */
  readonly exceptions: readonly ShanghaiDay[];
  /** Work in an ordinary week, in milliseconds. */
  readonly weekMs: number;
  readonly holidays: HolidayTable;
}

/**
 * A calendar of these weekly hours in Shanghai. A calendar that keeps holidays is closed on them; on a make-up day
 * (调休) it has the hours of a Monday, or of the first weekday that has any, since a make-up day stands for a weekday. Throws a RangeError for hours that have a problem (weekly-hours.ts).
 */
export function makeBusinessCalendar(input: {
  readonly weekly: WeeklyHours;
  readonly keepsHolidays: boolean;
  readonly holidays: HolidayTable;
}): BusinessCalendar {
  const { holidays } = input;
  const byWeekday = WEEKDAYS.map((weekday) => spansOf(input.weekly, weekday));
  const makeUp = byWeekday.slice(0, 5).find((spans) => spans.length > 0);
  const ordinary = (day: ShanghaiDay): readonly DaySpan[] => byWeekday[weekdayOf(day)] ?? [];
  const exceptions = input.keepsHolidays ? holidays.days : [];
  const exceptional = new Map(
    exceptions.map((day) => [
      day,
      holidays.kindOf(day) === 'workday' ? (makeUp ?? ordinary(day)) : [],
    ]),
  );
  return {
    holidays,
    exceptions,
    weekMs: byWeekday.flat().reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0),
    spansOn: (day) => exceptional.get(day) ?? ordinary(day),
  };
}

/** True while people work. */
export function isOpenAt(calendar: BusinessCalendar, at: Date): boolean {
  const day = dayAt(at.getTime());
  const timeMs = at.getTime() - startOf(day);
  return calendar.spansOn(day).some(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);
}

/** How far ahead an opening is looked for, in days: the longest holiday is nine, and no desk closes for a year. */
const LOOK_AHEAD_DAYS = 400;

/** The first instant at or after `from` when people work; undefined when there is none within 400 days. */
export function nextOpening(calendar: BusinessCalendar, from: Date): Date | undefined {
  const first = openSpans(calendar, from, LOOK_AHEAD_DAYS).next();
  return first.done === true ? undefined : new Date(first.value.fromMs);
}

/** A time that somebody may be called in, half-open. */
export interface Slot {
  readonly from: Date;
  readonly to: Date;
}

/** Times of `lengthMinutes` that lie wholly within opening hours, at or after `from`, on that day and the next ones. */
export function openSlots(
  calendar: BusinessCalendar,
  from: Date,
  { days, lengthMinutes }: { readonly days: number; readonly lengthMinutes: number },
): readonly Slot[] {
  const lengthMs = lengthMinutes * MINUTE_MS;
  if (!(lengthMs > 0)) return [];
  const slots: Slot[] = [];
  const today = dayAt(from.getTime());
  for (let day = today; day < today + days; day += 1) {
    for (const span of calendar.spansOn(day)) {
      // Counted from when the hours begin, so that the times are round whenever they are asked for.
      const endMs = startOf(day) + span.toMs;
      for (let at = startOf(day) + span.fromMs; at + lengthMs <= endMs; at += lengthMs) {
        if (at < from.getTime()) continue;
        slots.push({ from: new Date(at), to: new Date(at + lengthMs) });
      }
    }
  }
  return slots;
}

/** Opening hours from an instant on, as instants in milliseconds; the first may have begun before it. */
function* openSpans(calendar: BusinessCalendar, from: Date, days: number): Generator<DaySpan> {
  const startMs = from.getTime();
  if (Number.isNaN(startMs)) return;
  const today = dayAt(startMs);
  for (let day = today; day < today + days; day += 1) {
    for (const { fromMs, toMs } of calendar.spansOn(day)) {
      const span = { fromMs: startOf(day) + fromMs, toMs: startOf(day) + toMs };
      if (span.toMs > startMs) yield { ...span, fromMs: Math.max(span.fromMs, startMs) };
    }
  }
}
