import { readNumber } from '../number/find-numbers.ts';
import { type EpochDay, lunarDay, toDate, toDay, toDayOfMonth } from './calendar.ts';
import { type DayReader, type DaySaid, fixed, match, NUMBER, yearly } from './day-said.ts';
import { readYear } from './holidays.ts';

const FULL = /(?<![\d-])(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:[日号T]|(?!\d))/y;
const COMPACT = /(?<![\dA-Z])((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/y;

/** 2026-06-03, 2026/6/3, 2026.06.03, 20260603. */
export const readFullDate: DayReader = (text, at) => {
  const found = match(FULL, text, at) ?? match(COMPACT, text, at);
  if (found === undefined) return undefined;
  const [whole, year, month, day] = found;
  return fixed(toDay(Number(year), Number(month), Number(day)), at + whole.length);
};

const MONTH_DAY = new RegExp(
  `(农历|阴历|旧历)?(?:(正|腊|冬|${NUMBER})\\s?月份?)的?(初)?(${NUMBER})\\s?([日号])?(?:\\s?[到至~-]\\s?(${NUMBER})[日号])?`,
  'y',
);
const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };
const COUNTED =
  /^(?:\s?[万千百块元个次台辆人%年月米周岁分]|天|公里|\d|点(?:钟|半|多|左右|\d|[一二三四五]))/;
const DOTTED =
  /(?<![\d.:/-])(\d{1,2})[./](\d{1,2})(?:[日号]|(?=\s?(?:早|上午|中午|下午|晚|凌晨|傍晚|夜|半夜|那天)))/y;

/** Only an answer to when: elsewhere 6.10 is a number. */
const BARE = /(?<![\d.:/-])(\d{1,2})[./-](\d{1,2})(?![\d./:-]|\s?[万亿千百元块分折%wkW])/y;

/** 6月3号, 去年十二月二十, 6.3号, 正月十五, 农历四月初八. */
export const readMonthDay: DayReader = (text, at, { today, isAsked }) => {
  const thisYear = toDate(today).year;
  const year = readYear(text, at, thisYear);
  const start = year?.end ?? at;
  const dotted = match(DOTTED, text, start) ?? (isAsked ? match(BARE, text, start) : undefined);
  if (dotted !== undefined) {
    const [whole, month, day] = dotted;
    const inYear = (y: number): EpochDay | undefined => toDay(y, Number(month), Number(day));
    return yearly({ inYear, year: year?.year, thisYear, end: start + whole.length });
  }
  const calendar = /^(?:农历|阴历|旧历)/.exec(text.slice(at))?.[0];
  const inner = calendar === undefined ? undefined : readYear(text, at + calendar.length, thisYear);
  const found = match(MONTH_DAY, text, inner?.end ?? start);
  if (found === undefined) return undefined;
  return toMonthDay(found, {
    text,
    thisYear,
    year: inner?.year ?? year?.year,
    isLunar: calendar !== undefined,
  });
};

interface MonthDayContext {
  readonly text: string;
  readonly thisYear: number;
  readonly year: number | undefined;
  readonly isLunar: boolean;
}

function toMonthDay(found: RegExpExecArray, context: MonthDayContext): DaySaid | undefined {
  const [whole, calendar, monthText = '', first, dayText = '', mark, lastText] = found;
  const end = found.index + whole.length;
  if (mark === undefined && COUNTED.test(context.text.slice(end))) return undefined;
  const month = LUNAR_MONTHS[monthText] ?? readNumber(monthText) ?? 0;
  const day = readNumber(dayText) ?? 0;
  const isFestival = month === 8 && day === 15 && /十五/.test(dayText) && mark === undefined;
  const isLunar =
    context.isLunar ||
    calendar !== undefined ||
    first !== undefined ||
    LUNAR_MONTHS[monthText] !== undefined ||
    (isFestival && context.year === undefined);
  const inYear = (year: number): EpochDay | undefined =>
    isLunar ? lunarDay(year, month, day) : toDay(year, month, day);
  const last = readNumber(lastText ?? '');
  const upToDay = last !== undefined && last > day ? last - day : undefined;
  const { year, thisYear } = context;
  return { ...yearly({ inYear, year, thisYear, end }), ...(upToDay ? { upToDay } : {}) };
}

const DAY_OF_MONTH = new RegExp(
  `(上上个?月|上个?月|这个?月|本月|当月|下个?月)?的?(${NUMBER})\\s?[日号](?:\\s?[到至~-]\\s?(${NUMBER})[日号])?`,
  'y',
);
// 5号楼, 3号线, 88号门口; 号 behind the name of a road is a house.
const HOUSE =
  /^(?:楼|线|门|院|口|店|库|车|机|码|出口|公路|桥|段|地|宿舍|站|柜|位|仓|厂|球|路|巷|弄|房|病|字|牌|文|商|铺|室)/;
const ROAD = /(?:[路街道巷弄段村苑第A-Za-z\d.]|小区)\s?$/;

/** 3号, 上个月28号, 本月2日. */
export const readDayOfMonth: DayReader = (text, at, { today }) => {
  const found = match(DAY_OF_MONTH, text, at);
  if (found === undefined) return undefined;
  const [whole, month, dayText = '', lastText] = found;
  const end = at + whole.length;
  if (month === undefined && (HOUSE.test(text.slice(end)) || ROAD.test(text.slice(0, at)))) {
    return undefined;
  }
  const day = readNumber(dayText) ?? 0;
  const last = readNumber(lastText ?? '');
  const extra = last !== undefined && last > day ? { upToDay: last - day } : {};
  const date = toDate(today);
  const back = (months: number): EpochDay | undefined =>
    toDayOfMonth(date.year, date.month - months, day);
  if (month !== undefined) {
    if (month.startsWith('下')) return fixed(undefined, end);
    const months = month.startsWith('上上') ? 2 : Number(month.startsWith('上'));
    return { ...fixed(back(months), end), ...extra };
  }
  return {
    candidates: () => [0, 1, 2, 3].map(back).filter((found) => found !== undefined),
    end,
    ...extra,
  };
};
