import { MINUTE_MS } from '../../lib/clock.ts';
import { dayAt, formatDay, type ShanghaiDay, startOf } from '../calendar/shanghai-day.ts';
import type { PushRefusal, PushRequest, PushRules } from './push.ts';

/** A part of each day in minutes, half-open; from later than until: over midnight; the same: the whole day. */
interface DailyMinutes {
  readonly from: number;
  readonly until: number;
}

/** Whose hours are asked for. */
export interface HoursQuestion {
  readonly request: PushRequest;
  readonly city: string | undefined;
  readonly rules: PushRules;
}

/**
 * Why the hour is wrong; undefined when it is right. Each instant is judged by the day in Shanghai that it falls on:
 * hours over midnight that begin on a working day and end on a day off follow the day off's hours after midnight.
 * Silent days are whole days and never of service; an urgent notice of service may be sent at any time.
 */
export function hoursObstacle(question: HoursQuestion, atMs: number): PushRefusal | undefined {
  const { request } = question;
  if (mayAnyTime(request)) return undefined;
  const day = dayAt(atMs);
  const minute = Math.floor((atMs - startOf(day)) / MINUTE_MS);
  const { isSilent, allowed } = readDay(question, day);
  if (isSilent) return 'silent_day';
  if (!isWithin(allowed, minute)) return 'quiet_hours';
  return isWithin(dailyOf(request), minute) ? undefined : 'outside_hours';
}

/** The first instant from `fromMs` on, before `limitMs`, at which the hour is right; undefined when there is none. */
export function nextRightHour(
  question: HoursQuestion,
  fromMs: number,
  limitMs: number,
): number | undefined {
  if (fromMs >= limitMs) return undefined;
  const { request } = question;
  if (mayAnyTime(request)) return fromMs;
  const daily = dailyOf(request);
  for (let day = dayAt(fromMs); startOf(day) < limitMs; day += 1) {
    const { isSilent, allowed } = readDay(question, day);
    if (isSilent) continue;
    const startMs = startOf(day);
    const elapsedMs = Math.max(0, fromMs - startMs);
    const atMs = startMs + firstWithin(allowed, daily, elapsedMs);
    if (atMs !== Number.POSITIVE_INFINITY) return atMs < limitMs ? atMs : undefined;
  }
  return undefined;
}

/**
 * How long after midnight both allow it, from `elapsedMs` on; infinite: not on that day. Right hours begin now, at
 * midnight, where the desk's begin, or where the sender's begin: nowhere else.
 */
function firstWithin(allowed: DailyMinutes, daily: DailyMinutes, elapsedMs: number): number {
  let firstMs = Number.POSITIVE_INFINITY;
  for (const ms of [elapsedMs, allowed.from * MINUTE_MS, daily.from * MINUTE_MS]) {
    if (ms < elapsedMs || ms >= firstMs) continue;
    const minute = Math.floor(ms / MINUTE_MS);
    if (isWithin(allowed, minute) && isWithin(daily, minute)) firstMs = ms;
  }
  return firstMs;
}

function mayAnyTime({ pushClass, isUrgent }: PushRequest): boolean {
  return pushClass === 'service' && isUrgent;
}

function readDay(
  { request: { pushClass }, city, rules }: HoursQuestion,
  day: ShanghaiDay,
): { readonly isSilent: boolean; readonly allowed: DailyMinutes } {
  const date = dateOf(day);
  const { service, others } = rules.settings.hours;
  const kinds = pushClass === 'service' ? service : others;
  const { from, until } = rules.isDayOff(date) ? kinds.dayOff : kinds.workday;
  return {
    isSilent: pushClass !== 'service' && rules.silentDay(date, pushClass, city) !== undefined,
    allowed: { from: minuteOf(from), until: minuteOf(until) },
  };
}

function dailyOf({ dailyFrom = '00:00', dailyUntil = '00:00' }: PushRequest): DailyMinutes {
  return { from: minuteOf(dailyFrom), until: minuteOf(dailyUntil) };
}

function isWithin({ from, until }: DailyMinutes, minute: number): boolean {
  if (from === until) return true;
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** Of `HH:mm`. Asked several times for each decision: cutting the text apart took longer than all the rest. */
function minuteOf(time: string): number {
  const hours = digitAt(time, 0) * 10 + digitAt(time, 1);
  return hours * 60 + digitAt(time, 3) * 10 + digitAt(time, 4);
}

/** The character code of `0`. */
const ZERO = 48;

function digitAt(time: string, index: number): number {
  return time.charCodeAt(index) - ZERO;
}

/** A year of them: pushes are judged for a few days at a time. */
const DATES_MAX = 400;
const dates = new Map<ShanghaiDay, string>();

/** Writing a date takes longer than a decision, and they are few. */
function dateOf(day: ShanghaiDay): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= DATES_MAX) dates.clear();
  const date = formatDay(day);
  dates.set(day, date);
  return date;
}
