import { formatDay, parseDay, type ShanghaiDay } from './shanghai-day.ts';

/** A day that is not what its weekday says: off, or a make-up working day (调休). */
export interface HolidayDay {
  /** `YYYY-MM-DD` in Shanghai. */
  readonly date: string;
  readonly isWorkday: boolean;
  readonly name: string;
}

/** The days that are not what their weekdays say. */
export interface HolidayTable {
  /** Earliest first, each day once. */
  readonly days: readonly ShanghaiDay[];
  kindOf(day: ShanghaiDay): 'off' | 'workday' | undefined;
  /**
   * The last day, `YYYY-MM-DD`, for which public holidays are known; undefined when none are. Beyond it a day is
   * taken for what its weekday says, and an administrator must be told: calendars that do not say so end silently
   * (domain.md 0.10).
   */
  readonly knownUntil?: string;
}

/** A table of these rows; of two rows for a day the later one counts. Throws a RangeError for a date that is none. */
export function makeHolidayTable(rows: readonly HolidayDay[]): HolidayTable {
  const byDay = new Map<ShanghaiDay, HolidayDay>();
  for (const row of rows) {
    const day = parseDay(row.date);
    if (day === undefined) throw new RangeError(`no such day: ${row.date}`);
    byDay.set(day, row);
  }
  const knownUntil = findKnownUntil(byDay);
  return {
    days: [...byDay.keys()].sort((a, b) => a - b),
    kindOf: (day) => {
      const row = byDay.get(day);
      if (row === undefined) return undefined;
      return row.isWorkday ? 'workday' : 'off';
    },
    ...(knownUntil === undefined ? {} : { knownUntil }),
  };
}

/**
 * The State Council gives notice of a whole year at once, and 1 October is always in it. So a year is known when that
 * day is a row; days of the insurer's own do not make a year known.
 */
function findKnownUntil(byDay: ReadonlyMap<ShanghaiDay, HolidayDay>): string | undefined {
  const years = [...byDay]
    .filter(([day, { isWorkday }]) => !isWorkday && formatDay(day).endsWith('-10-01'))
    .map(([day]) => formatDay(day).slice(0, 4))
    .sort();
  const last = years.at(-1);
  return last === undefined ? undefined : `${last}-12-31`;
}
