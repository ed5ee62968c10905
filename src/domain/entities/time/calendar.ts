import { Lunar, Solar } from 'lunar-typescript';

/** Days are counted from 1 January 1970; Shanghai has had no summer time since 1991, so an offset is enough. */
export type EpochDay = number;

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
export const DAY_MINUTES = 1440;

/** The minute of an instant on Shanghai's wall clock, counted from 1 January 1970 there. */
export function toWallMinute(instant: Date): number {
  return Math.floor((instant.getTime() + SHANGHAI_OFFSET_MS) / MINUTE_MS);
}

/** The day with this date, or undefined when there is none (30 February). */
export function toDay(year: number, month: number, day: number): EpochDay | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() / DAY_MS : undefined;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date of a day. */
export function toDate(epochDay: EpochDay): CivilDate {
  const date = new Date(epochDay * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

/** Monday is 1, Sunday 7. 1 January 1970 was a Thursday. */
export function weekdayOf(epochDay: EpochDay): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** The same day of another month, at its end when that month is shorter. */
export function addMonths(epochDay: EpochDay, months: number): EpochDay {
  const { year, month, day } = toDate(epochDay);
  for (let last = day; last > 27; last -= 1) {
    const found = toDayOfMonth(year, month + months, last);
    if (found !== undefined) return found;
  }
  return toDayOfMonth(year, month + months, day) ?? epochDay;
}

/** Like toDay, for months below 1 and above 12 too. */
export function toDayOfMonth(year: number, month: number, day: number): EpochDay | undefined {
  const index = year * 12 + month - 1;
  return toDay(Math.floor(index / 12), (index % 12) + 1, day);
}

/** `YYYY-MM-DD`. */
export function formatDay(epochDay: EpochDay): string {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DDTHH:mm` on the wall clock. */
export function formatMinute(wallMinute: number): string {
  return new Date(wallMinute * MINUTE_MS).toISOString().slice(0, 16);
}

// The library takes half a millisecond a conversion, and the same festivals are asked for again and again.
const lunarDays = new Map<string, EpochDay | undefined>();

/** The day with this date of the lunar calendar (农历), or undefined when that month has no such day. */
export function lunarDay(year: number, month: number, day: number): EpochDay | undefined {
  const key = `${year}/${month}/${day}`;
  if (!lunarDays.has(key)) lunarDays.set(key, convertLunar(year, month, day));
  return lunarDays.get(key);
}

function convertLunar(year: number, month: number, day: number): EpochDay | undefined {
  if (year < LIBRARY_YEAR_MIN || year > LIBRARY_YEAR_MAX || month > 12 || month < 1)
    return undefined;
  // The library throws for the thirtieth of a month that has 29 days.
  if (day < 1 || day > 30 || (day === 30 && !hasThirtyDays(year, month))) return undefined;
  const solar = Lunar.fromYmd(year, month, day).getSolar();
  return toDay(solar.getYear(), solar.getMonth(), solar.getDay());
}

const LIBRARY_YEAR_MIN = 1900;
const LIBRARY_YEAR_MAX = 2100;

function hasThirtyDays(year: number, month: number): boolean {
  const last = Lunar.fromYmd(year, month, 29).getSolar().next(1).getLunar();
  return last.getDay() === 30;
}

const solarTerms = new Map<number, ReadonlyMap<string, EpochDay>>();

/** The day of a solar term (节气) in a calendar year. */
export function solarTermDay(year: number, name: string): EpochDay | undefined {
  if (year < LIBRARY_YEAR_MIN || year > LIBRARY_YEAR_MAX) return undefined;
  let terms = solarTerms.get(year);
  if (terms === undefined) {
    terms = readSolarTerms(year);
    solarTerms.set(year, terms);
  }
  return terms.get(name);
}

function readSolarTerms(year: number): ReadonlyMap<string, EpochDay> {
  const table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable();
  const terms = new Map<string, EpochDay>();
  for (const [key, solar] of Object.entries(table)) {
    if (solar.getYear() !== year) continue;
    // The table spans more than a year; the winter solstice at its end has a Latin key.
    const name = key === 'DONG_ZHI' ? '冬至' : key;
    const day = toDay(solar.getYear(), solar.getMonth(), solar.getDay());
    if (day !== undefined) terms.set(name, day);
  }
  return terms;
}
