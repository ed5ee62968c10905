import { dayOf } from '../../format.ts';

const DAY_MS = 86_400_000;

/** Both days included, `YYYY-MM-DD` in Asia/Shanghai. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The last so many days, today included. */
export function lastDays(days: number, nowMs: number): Range {
  return {
    from: dayOf(new Date(nowMs - (days - 1) * DAY_MS).toISOString()),
    to: dayOf(new Date(nowMs).toISOString()),
  };
}

/** What the address says; the last 30 days where it says nothing that is a day. */
export function rangeOf(read: (name: string) => string | undefined, nowMs: number): Range {
  const first = lastDays(30, nowMs);
  return { from: dayFrom(read('from')) ?? first.from, to: dayFrom(read('to')) ?? first.to };
}

function dayFrom(text: string | undefined): string | undefined {
  const isDay = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
  return isDay && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined;
}

/** The days of a month that lie in the range. */
export function monthIn(month: string, { from, to }: Range): Range {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const first = `${month}-01`;
  return { from: first > from ? first : from, to: last < to ? last : to };
}
