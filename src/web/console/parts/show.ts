import { ACTION_COPY } from '../copy-admin/forms.ts';
import { dayOf, formatDuration, formatFull, formatNear } from '../format.ts';

const WEEKDAY_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const MIDNIGHT = ' 00:00';

/** RFC 3339, as the API answers. */
type Moment = string | null | undefined;

/** `2026-11-23 05:30`, in Asia/Shanghai. */
export function showTime(at: Moment): string {
  return at === null || at === undefined ? ACTION_COPY.unknown : formatFull(at);
}

/** A deadline as `showTime`; the end of a day is that day's `24:00`. */
export function showDeadline(at: Moment): string {
  const shown = showTime(at);
  if (at === null || at === undefined || !shown.endsWith(MIDNIGHT)) return shown;
  return `${dayOf(new Date(Date.parse(at) - 1).toISOString())} 24:00`;
}

/** A deadline that somebody works towards: `今天 17:30`, `明天 24:00`, any other day in full. */
export function showNearDeadline(at: string, nowMs: number): string {
  if (!formatFull(at).endsWith(MIDNIGHT)) return formatNear(at, nowMs);
  return formatNear(new Date(Date.parse(at) - 1).toISOString(), nowMs).replace('23:59', '24:00');
}

/** `2026-11-23`, in Asia/Shanghai. */
export function showDay(at: Moment): string {
  return at === null || at === undefined ? ACTION_COPY.unknown : dayOf(at);
}

/** `11月23日周一 09:00`, in Asia/Shanghai. */
export function showWeekdayTime(at: Date): string {
  return WEEKDAY_TIME.format(at);
}

/** `3分05秒`; a dash when nobody measured. */
export function showDuration(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? ACTION_COPY.unknown : formatDuration(ms);
}

/** `12.5%` of a share from 0 to 1. */
export function showShare(share: number | null | undefined): string {
  return share === null || share === undefined
    ? ACTION_COPY.unknown
    : `${Number((share * 100).toFixed(1))}%`;
}

/** `12,345.67 元` */
export function showYuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return ACTION_COPY.unknown;
  const yuan = (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });
  return `${yuan} 元`;
}

/** `1.5 GB`; 1024 to the next unit. */
export function showBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return ACTION_COPY.unknown;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** What is not there shows as a dash. */
export function show(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === ''
    ? ACTION_COPY.unknown
    : String(value);
}
