import { COPY } from './copy.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** A span of time in two units, such as `3分05秒`; never negative. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const { duration } = COPY;
  if (seconds < MINUTE_S) return duration.seconds(seconds);
  if (seconds < HOUR_S) return duration.minutes(Math.floor(seconds / MINUTE_S), seconds % MINUTE_S);
  if (seconds < DAY_S)
    return duration.hours(Math.floor(seconds / HOUR_S), Math.floor((seconds % HOUR_S) / MINUTE_S));
  return duration.days(Math.floor(seconds / DAY_S), Math.floor((seconds % DAY_S) / HOUR_S));
}

/** A ticking wait in as few characters as a list has room for: `0:42`, `12:05`, `3:05:00`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  return hours === 0
    ? `${minutes}:${two(seconds % MINUTE_S)}`
    : `${hours}:${two(minutes)}:${two(seconds % MINUTE_S)}`;
}

const ZONE = 'Asia/Shanghai';
const timeOfDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayParts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' });

/** `14:05`, Asia/Shanghai. */
export function formatTime(instant: string): string {
  return timeOfDay.format(new Date(instant));
}

/** `2026-06-10`, Asia/Shanghai: days are told apart by it. */
export function dayOf(instant: string): string {
  return dayParts.format(new Date(instant));
}

/** `今天`, `昨天`, `6月10日`, or `2025年6月10日` in another year. */
export function formatDay(instant: string, nowMs: number): string {
  const day = dayOf(instant);
  const today = dayParts.format(nowMs);
  if (day === today) return COPY.day.today;
  if (day === dayParts.format(nowMs - DAY_S * SECOND_MS)) return COPY.day.yesterday;
  const [year, month, date] = day.split('-').map(Number);
  const short = `${month}月${date}日`;
  return today.startsWith(`${year}-`) ? short : `${year}年${short}`;
}

/** `今天 14:05`, `明天 14:05`, `昨天 14:05`; any other day as `2026-06-10 14:05`. */
export function formatNear(instant: string, nowMs: number): string {
  const day = dayOf(instant);
  const { yesterday, today, tomorrow } = COPY.day;
  const near = [yesterday, today, tomorrow].find(
    (_, index) => dayParts.format(nowMs + (index - 1) * DAY_S * SECOND_MS) === day,
  );
  return `${near ?? day} ${formatTime(instant)}`;
}

/** `14:05` today, `昨天 14:05`, `6月10日 14:05`. */
export function formatMoment(instant: string, nowMs: number): string {
  const day = formatDay(instant, nowMs);
  const time = formatTime(instant);
  return day === COPY.day.today ? time : `${day} ${time}`;
}

/** `2026-06-10 14:05`, Asia/Shanghai: for tables and exports. */
export function formatFull(instant: string): string {
  return `${dayOf(instant)} ${formatTime(instant)}`;
}
