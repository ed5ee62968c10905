import { DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import { dayAt, startOf } from '../calendar/shanghai-day.ts';
import { bucketOf } from './rates.ts';
import type { AccountLimits } from './record.ts';

/** How many messages an account has before it, and what it may send. */
export interface AccountLoad {
  readonly people: number;
  readonly limits: AccountLimits;
  /** Of the day on which it begins. */
  readonly sentToday: number;
}

export interface Schedule {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The first instant from one on at which anything may be sent; undefined: none in reach. */
  readonly nextRightHour: (atMs: number) => number | undefined;
  /** Of the campaign itself; null: as many as its accounts may. */
  readonly perMinute: number | null;
}

/** What comes of it. `doneBy` null: not everybody within the window. */
export interface Forecast {
  readonly doneBy: Date | null;
  readonly leftOver: number;
}

/** Messages in a minute that an account really sends: its bucket's, and never more than its pauses let through. */
function paceOf({ perMinute, switchMaxMs, switchMinMs }: AccountLimits): number {
  const pauseMs = (switchMinMs + switchMaxMs) / 2;
  const byPause = pauseMs === 0 ? Number.POSITIVE_INFINITY : MINUTE_MS / pauseMs;
  return Math.min(bucketOf(perMinute).refill, byPause);
}

interface Lane {
  left: number;
  today: number;
  readonly pace: number;
  readonly perDay: number;
}

/**
 * When everybody will have been written to: minute by minute, each account at its own pace and within its day, and all
 * of them together at the campaign's. Other campaigns of the same accounts are not looked at: it is the earliest time.
 */
export function forecast(loads: readonly AccountLoad[], schedule: Schedule): Forecast {
  const lanes = loads.map(({ people, limits, sentToday }) => ({
    left: people,
    today: sentToday,
    pace: paceOf(limits),
    perDay: limits.perDay,
  }));
  const endMs = schedule.endsAt.getTime();
  const cap =
    schedule.perMinute === null ? Number.POSITIVE_INFINITY : bucketOf(schedule.perMinute).refill;
  let atMs = schedule.startsAt.getTime();
  let day = dayAt(atMs);
  while (sumLeft(lanes) > 0) {
    const rightMs = schedule.nextRightHour(atMs);
    if (rightMs === undefined || rightMs >= endMs) break;
    atMs = rightMs;
    if (dayAt(atMs) !== day) {
      day = dayAt(atMs);
      for (const lane of lanes) lane.today = 0;
    }
    const sent = sendMinute(lanes, cap);
    // Everybody who is left has an account that is done for today.
    atMs = sent === 0 ? startOf(dayAt(atMs + DAY_MS)) : atMs + MINUTE_MS;
  }
  const leftOver = Math.ceil(sumLeft(lanes));
  return { doneBy: leftOver > 0 ? null : new Date(Math.min(atMs, endMs)), leftOver };
}

function sendMinute(lanes: readonly Lane[], cap: number): number {
  let sent = 0;
  for (const lane of lanes) {
    const room = Math.max(0, lane.perDay - lane.today);
    const now = Math.min(lane.left, lane.pace, room, cap - sent);
    lane.left -= now;
    lane.today += now;
    sent += now;
  }
  return sent;
}

function sumLeft(lanes: readonly Lane[]): number {
  const left = lanes.reduce((sum, lane) => sum + lane.left, 0);
  // Shares of a message that rounding left over are nobody.
  return left < 1e-6 ? 0 : left;
}

/** What is left of a campaign that is under way, from now on, or from its start when that is yet to come. */
export function forecastFrom(
  loads: readonly AccountLoad[],
  schedule: Schedule,
  now: Date,
): Forecast {
  return forecast(loads, { ...schedule, startsAt: laterOf(schedule.startsAt, now) });
}

/** The later of two instants. */
export function laterOf(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}
