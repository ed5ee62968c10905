import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';

/** The demo insurer's wall clock; Shanghai has had no daylight saving since 1991. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** A minute of the day in Shanghai, `days` days after the day of `now`: (now, -1, 570) is yesterday, 09:30. */
export function shanghaiTime(now: Date, days: number, minuteOfDay = 0): Date {
  const local = now.getTime() + SHANGHAI_OFFSET_MS;
  const midnight = local - (((local % DAY_MS) + DAY_MS) % DAY_MS) - SHANGHAI_OFFSET_MS;
  return new Date(midnight + days * DAY_MS + minuteOfDay * MINUTE_MS);
}

/** The same Shanghai day some years later (or earlier, negative); 29 February becomes 1 March. */
export function addYears(date: Date, years: number): Date {
  const local = addMs(date, SHANGHAI_OFFSET_MS);
  local.setUTCFullYear(local.getUTCFullYear() + years);
  return addMs(local, -SHANGHAI_OFFSET_MS);
}

/** A day of the calendar year before the one of `now`, month 1 to 12. */
export function dayOfLastYear(
  now: Date,
  day: { readonly month: number; readonly day: number },
): Date {
  const year = addMs(now, SHANGHAI_OFFSET_MS).getUTCFullYear() - 1;
  return new Date(Date.UTC(year, day.month - 1, day.day) - SHANGHAI_OFFSET_MS);
}

/** The time of day in Shanghai, in minutes since midnight. */
export function minuteOfDay(date: Date): number {
  return Math.floor(((date.getTime() + SHANGHAI_OFFSET_MS) % DAY_MS) / MINUTE_MS);
}
