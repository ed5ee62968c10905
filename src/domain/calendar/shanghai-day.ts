import { DAY_MS, HOUR_MS } from '../../lib/clock.ts';

/** Days since 1 January 1970 on Shanghai's calendar. */
export type ShanghaiDay = number;

/** Shanghai has had no summer time since 1991: an offset is enough for every date that this desk sees. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** Which day it is in Shanghai. */
export function dayAt(instantMs: number): ShanghaiDay {
  return Math.floor((instantMs + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** When a day begins in Shanghai, in milliseconds since 1970 UTC. */
export function startOf(day: ShanghaiDay): number {
  return day * DAY_MS - SHANGHAI_OFFSET_MS;
}

/** Monday is 0, Sunday 6. 1 January 1970 was a Thursday. */
export function weekdayOf(day: ShanghaiDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The day of `YYYY-MM-DD`; undefined when there is no such day. */
export function parseDay(date: string): ShanghaiDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || formatDay(ms / DAY_MS) !== date ? undefined : ms / DAY_MS;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: ShanghaiDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
