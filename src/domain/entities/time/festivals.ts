import { readNumber } from '../number/find-numbers.ts';
import { lunarDay, toDate } from './calendar.ts';
import { type DayReader, match, yearly } from './day-said.ts';
import { readHoliday, readYear } from './holidays.ts';

/** 端午, 去年国庆, 冬至那天. */
export const readFestival: DayReader = (text, at, { today }) => {
  const thisYear = toDate(today).year;
  const year = readYear(text, at, thisYear);
  const found = readHoliday(text, year?.end ?? at, year !== undefined);
  if (found === undefined) return undefined;
  const { day: inYear, end, isApproximate } = found;
  return yearly({ inYear, year: year?.year, thisYear, end, isApproximate });
};

const NEW_YEAR_DAY = /(?:大?年|正月)初([一二三四五六七八九十])/y;

/** 大年初三. */
export const readNewYearDay: DayReader = (text, at, { today }) => {
  const found = match(NEW_YEAR_DAY, text, at);
  if (found === undefined) return undefined;
  const day = readNumber(found[1] ?? '') ?? 1;
  return yearly({
    inYear: (year) => lunarDay(year, 1, day),
    year: undefined,
    thisYear: toDate(today).year,
    end: at + found[0].length,
  });
};
