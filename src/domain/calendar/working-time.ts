import type { BusinessCalendar } from './business-calendar.ts';
import { dayAt, type ShanghaiDay, startOf } from './shanghai-day.ts';

/** The last day that a Date can hold. */
const LAST_DAY = dayAt(8.64e15);
const WEEK_DAYS = 7;

/**
 * The first instant by which `ms` milliseconds of work have passed since `from`: a deadline that falls on the end of
 * the hours is that end, not the next morning. Undefined when that much work never passes (a calendar without hours,
 * the end of time), when `ms` is negative or no finite number, or when `from` is no date. The time it takes grows
 * with the number of holidays between, not with `ms`.
 */
export function addWorkingMs(calendar: BusinessCalendar, from: Date, ms: number): Date | undefined {
  const fromMs = from.getTime();
  if (Number.isNaN(fromMs) || !Number.isFinite(ms) || ms < 0) return undefined;
  let leftMs = Math.ceil(ms);
  if (leftMs === 0) return new Date(fromMs);
  let day = dayAt(fromMs);
  while (day <= LAST_DAY) {
    for (const span of calendar.spansOn(day)) {
      const startMs = Math.max(startOf(day) + span.fromMs, fromMs);
      const lengthMs = startOf(day) + span.toMs - startMs;
      if (lengthMs <= 0) continue;
      if (leftMs <= lengthMs) return instant(startMs + leftMs);
      leftMs -= lengthMs;
    }
    day += 1;
    const below = weeksBelow(leftMs, calendar.weekMs);
    const weeks = below === 0 ? 0 : Math.min(ordinaryWeeks(calendar, day), below);
    if (weeks === Number.POSITIVE_INFINITY) return undefined;
    leftMs -= weeks * calendar.weekMs;
    day += weeks * WEEK_DAYS;
  }
  return undefined;
}

/** Work between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function workingMsBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  const fromMs = from.getTime();
  const toMs = to.getTime();
  if (!(fromMs < toMs)) return 0;
  const lastDay = dayAt(toMs);
  let sumMs = 0;
  let day = dayAt(fromMs);
  while (day <= lastDay) {
    for (const span of calendar.spansOn(day)) {
      const startMs = Math.max(startOf(day) + span.fromMs, fromMs);
      sumMs += Math.max(0, Math.min(startOf(day) + span.toMs, toMs) - startMs);
    }
    day += 1;
    const wholeWeeks = Math.max(0, Math.floor((lastDay - day) / WEEK_DAYS));
    const weeks = Math.min(ordinaryWeeks(calendar, day), wholeWeeks);
    sumMs += weeks * calendar.weekMs;
    day += weeks * WEEK_DAYS;
  }
  return sumMs;
}

/** Whole weeks from the beginning of a day on without a day that is not what its weekday says. */
function ordinaryWeeks({ exceptions }: BusinessCalendar, day: ShanghaiDay): number {
  let low = 0;
  let high = exceptions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((exceptions[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  const next = exceptions[low];
  return next === undefined ? Number.POSITIVE_INFINITY : Math.floor((next - day) / WEEK_DAYS);
}

/** Whole weeks that leave some work over, so that the deadline lies behind them. */
function weeksBelow(leftMs: number, weekMs: number): number {
  return weekMs === 0 ? Number.POSITIVE_INFINITY : Math.ceil(leftMs / weekMs) - 1;
}

function instant(ms: number): Date | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
