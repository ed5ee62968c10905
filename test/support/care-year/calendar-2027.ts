import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { lunarTable } from '../../domain/care/lunar-table.ts';

/** The beginning of a day in Shanghai, which knows no summer time. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** `YYYY-MM-DD` in Shanghai. */
export function dayOf(at: Date): string {
  return addMs(at, 8 * HOUR_MS)
    .toISOString()
    .slice(0, 10);
}

/** So many days later, or earlier. */
export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Every day from one to another, both included. */
export function daysFrom(first: string, last: string): readonly string[] {
  const count = daysBetween(first, last) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, nth) => plusDays(first, nth));
}

/**
 * Days off and make-up working days of 2027 as a notice of the State Council may have them: it was not out when this
 * was written. What matters is that the desk and the count by hand go by the same table.
 */
export const HOLIDAYS_2027 = [
  ...off('2027-01-01', '2027-01-03', '元旦'),
  ...off('2027-02-05', '2027-02-12', '春节'),
  ...work(['2027-01-31', '2027-02-20'], '春节'),
  ...off('2027-04-03', '2027-04-05', '清明节'),
  ...off('2027-05-01', '2027-05-05', '劳动节'),
  ...work(['2027-04-25', '2027-05-08'], '劳动节'),
  ...off('2027-06-09', '2027-06-09', '端午节'),
  ...off('2027-09-15', '2027-09-15', '中秋节'),
  ...off('2027-10-01', '2027-10-07', '国庆节'),
  ...work(['2027-09-26', '2027-10-09'], '国庆节'),
];

function off(first: string, last: string, name: string) {
  return daysFrom(first, last).map((date) => ({ date, isWorkday: false, name }));
}

function work(days: readonly string[], name: string) {
  return days.map((date) => ({ date, isWorkday: true, name }));
}

const TABLE = new Map(HOLIDAYS_2027.map(({ date, isWorkday }) => [date, isWorkday]));

/** True when offices work: by the table, else from Monday to Friday. */
export function isWorkday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return TABLE.get(day) ?? (weekday !== 0 && weekday !== 6);
}

/** The nth working day after a day. */
export function nthWorkdayAfter(day: string, nth: number): string {
  let found = day;
  for (let left = nth; left > 0; ) {
    found = plusDays(found, 1);
    if (isWorkday(found)) left -= 1;
  }
  return found;
}

/** Festivals, days of safety and solar terms from December 2026 on, copied from domain.md 5.2. */
export const OCCASION_DATES: Readonly<Record<string, readonly string[]>> = {
  new_year: ['2027-01-01'],
  spring_festival: ['2027-02-06'],
  lantern_festival: ['2027-02-20'],
  labour_day: ['2027-05-01'],
  dragon_boat: ['2027-06-09'],
  mid_autumn: ['2027-09-15'],
  national_day: ['2027-10-01'],
  double_ninth: ['2027-10-08'],
  term_qingming: ['2027-04-05'],
  term_dashu: ['2027-07-23'],
  term_shuangjiang: ['2027-10-23'],
  term_dongzhi: ['2026-12-22', '2027-12-22'],
  consumer_rights_day: ['2027-03-15'],
  traffic_safety_day: ['2026-12-02', '2027-12-02'],
  /** Fixed by the house: one topic in the middle of each month. */
  monthly_knowledge: [
    '2026-12-15',
    ...Array.from({ length: 12 }, (_, i) => `2027-${String(i + 1).padStart(2, '0')}-15`),
  ],
};

/** Days on which nothing kind is sent: 12-13, 9-18 and 中元 (domain.md 5.2, 5.3). */
export const SILENT_FOR_CARE: ReadonlySet<string> = new Set([
  '2026-12-13',
  '2027-08-16',
  '2027-09-18',
  '2027-12-13',
]);
/** Days on which nobody is wished well: 清明 and 中元. */
export const NO_GREETING: ReadonlySet<string> = new Set(['2027-04-05', '2027-08-16']);

const MONTHS = lunarTable(2025, 2028);

/** A day of the lunar calendar, by astronomy: not by the library that the desk goes by. */
export function lunarOf(day: string): Lunar {
  const at = daysBetween('1970-01-01', day);
  const month = MONTHS.find(({ first, length }) => first <= at && at < first + length);
  if (month === undefined) throw new RangeError(`beyond the table: ${day}`);
  return { month: month.month, day: at - month.first + 1, isLeap: month.isLeap };
}

export interface Lunar {
  readonly month: number;
  readonly day: number;
  readonly isLeap: boolean;
}
