const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The wall clock in Shanghai, which has had no daylight saving since 1991. */
function shanghai(date: Date): Date {
  return new Date(date.getTime() + SHANGHAI_OFFSET_MS);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `6月11日`; with the year when it is not this year. */
export function day(date: Date, now: Date = date): string {
  const local = shanghai(date);
  const year =
    local.getUTCFullYear() === shanghai(now).getUTCFullYear() ? '' : `${local.getUTCFullYear()}年`;
  return `${year}${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
}

/** `15:00`. */
export function clock(date: Date): string {
  const local = shanghai(date);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

/** `6月11日 15:00`. */
export function dayTime(date: Date, now: Date = date): string {
  return `${day(date, now)} ${clock(date)}`;
}

/** A deadline: `6月11日 15:00`; the end of a day is that day's `24:00`. */
export function deadline(date: Date, now: Date = date): string {
  if (clock(date) !== '00:00') return dayTime(date, now);
  return `${day(new Date(date.getTime() - 1), now)} 24:00`;
}

/** `￥` is for tables; sentences say `12,345.67 元`. */
export function yuan(fen: number): string {
  const [whole, cents] = (fen / 100).toFixed(2).split('.');
  return `${(whole ?? '0').replace(/\B(?=(\d{3})+$)/g, ',')}.${cents ?? '00'}`;
}

/** `¥12,345.67`. */
export function money(fen: number): string {
  return `¥${yuan(fen)}`;
}

/** Whole minutes from now until then, at least one. */
export function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}

/** Days between the Shanghai dates: 0 today, 1 yesterday. */
export function daysAgo(date: Date, now: Date): number {
  const dayNumber = (d: Date): number => Math.floor(shanghai(d).getTime() / DAY_MS);
  return dayNumber(now) - dayNumber(date);
}

/** `今天`, `昨天`, `前天`, `大前天`, or nothing. */
export function relativeDay(date: Date, now: Date): string | undefined {
  return ['今天', '昨天', '前天', '大前天'][daysAgo(date, now)];
}
