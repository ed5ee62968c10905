import { readDayOfMonth, readFullDate, readMonthDay } from './dates.ts';
import type { DayContext, DayReader, DaySaid } from './day-said.ts';
import { readDaysAgo } from './days-ago.ts';
import { readFestival, readNewYearDay } from './festivals.ts';
import { readRelative, readWeekday } from './relative-days.ts';

/** The day said at `at` of simplified text. */
export function readDay(text: string, at: number, context: DayContext): DaySaid | undefined {
  for (const read of READERS) {
    const said = read(text, at, context);
    if (said !== undefined) return said;
  }
  return undefined;
}

const READERS: readonly DayReader[] = [
  readFullDate,
  readRelative,
  readWeekday,
  readDaysAgo,
  readNewYearDay,
  readMonthDay,
  readFestival,
  readDayOfMonth,
];
