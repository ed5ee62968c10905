import type { z } from 'zod';
import type { careCalendarDay } from '../../../../server/contract/care.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';

export type CareDay = z.infer<typeof careCalendarDay>;
export type CareItem = CareDay['items'][number];

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const DAYS_IN_WEEK = 7;

/** The month that an address names; that of `today` otherwise. `YYYY-MM`. */
export function monthOf(text: string | undefined, today: string): string {
  return text !== undefined && MONTH.test(text) ? text : today.slice(0, 7);
}

/** So many months on. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** Its first and last day. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const to = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to };
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK;
}

/** A day off: a public holiday, or a weekend that is not worked. */
export function isDayOff({ date, holiday }: Pick<CareDay, 'date' | 'holiday'>): boolean {
  return holiday === null ? weekdayOf(date) >= 5 : !holiday.isWorkday;
}

/** `十五`; the name of its month on the first, and before the day when asked for whole. */
export function lunarText({ month, day, isLeap }: CareDay['lunar'], isWhole = false): string {
  const { leap, lunarMonths, lunarMonth } = CARE_COPY;
  const name = lunarMonth(`${isLeap ? leap : ''}${lunarMonths[month - 1] ?? ''}`);
  if (isWhole) return name + lunarDay(day);
  return day === 1 ? name : lunarDay(day);
}

/** The tenth, twentieth and thirtieth have names of their own. */
function lunarDay(day: number): string {
  const { lunarTens, lunarOnes, lunarRound } = CARE_COPY;
  const round = lunarRound[day / 10 - 1];
  if (day % 10 === 0 && round !== undefined) return round;
  return `${lunarTens[Math.floor(day / 10)] ?? ''}${lunarOnes[(day % 10) - 1] ?? ''}`;
}

/** True: something is due on it and will not be sent, and somebody can still do something about that. */
export function isProblem(item: CareItem): boolean {
  if (item.campaign !== null) return item.campaign.status === 'asking';
  return item.skip === 'no_approved_template' || !item.hasApprovedTemplate;
}
