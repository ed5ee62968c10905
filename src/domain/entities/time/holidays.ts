import { readNumber } from '../number/find-numbers.ts';
import { type EpochDay, lunarDay, solarTermDay, toDay, weekdayOf } from './calendar.ts';

type DayOfYear = (year: number) => EpochDay | undefined;

const solar =
  (month: number, day: number): DayOfYear =>
  (year) =>
    toDay(year, month, day);
const lunar =
  (month: number, day: number): DayOfYear =>
  (year) =>
    lunarDay(year, month, day);

/** The nth Sunday of a month. */
const sunday =
  (month: number, nth: number): DayOfYear =>
  (year) => {
    const first = toDay(year, month, 1);
    return first === undefined ? undefined : first + (7 - weekdayOf(first)) + (nth - 1) * 7;
  };

/** The day before the first of the first month, which falls into the same calendar year. */
const newYearsEve: DayOfYear = (year) => {
  const first = lunarDay(year, 1, 1);
  return first === undefined ? undefined : first - 1;
};

const HOLIDAYS: readonly (readonly [words: string, day: DayOfYear])[] = [
  ['元旦节?', solar(1, 1)],
  ['(?:2\\.14)?情人节', solar(2, 14)],
  ['三八(?:妇女)?节|妇女节|女神节', solar(3, 8)],
  ['植树节', solar(3, 12)],
  ['愚人节', solar(4, 1)],
  ['五一(?:国际)?(?:劳动)?节?|劳动节', solar(5, 1)],
  ['五四青年节|五四|青年节', solar(5, 4)],
  ['六一(?:国际)?(?:儿童)?节?|儿童节', solar(6, 1)],
  ['七一(?:建党)?节?|建党节', solar(7, 1)],
  ['八一(?:建军)?节?|建军节', solar(8, 1)],
  ['教师节', solar(9, 10)],
  ['国庆节?|十一(?:国庆)?', solar(10, 1)],
  ['万圣节', solar(10, 31)],
  ['双十一|双11|光棍节', solar(11, 11)],
  ['双十二|双12', solar(12, 12)],
  ['平安夜', solar(12, 24)],
  ['圣诞节?', solar(12, 25)],
  ['跨年夜?', solar(12, 31)],
  ['母亲节', sunday(5, 2)],
  ['父亲节', sunday(6, 3)],
  ['春节|新春|大年初一|大年一', lunar(1, 1)],
  ['元宵节?|灯节', lunar(1, 15)],
  ['龙抬头', lunar(2, 2)],
  ['端午节?|端阳节?', lunar(5, 5)],
  ['七夕节?', lunar(7, 7)],
  ['中元节|七月半|鬼节', lunar(7, 15)],
  ['中秋节?|八月十五', lunar(8, 15)],
  ['重阳节?', lunar(9, 9)],
  ['腊八节?', lunar(12, 8)],
  ['小年夜?', lunar(12, 23)],
  ['除夕夜?|大年三十|年三十|大年夜|年三十儿', newYearsEve],
];

const TERMS =
  '立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒';
// Words that mean something else as long as nothing shows that the day is meant: 下大雪, 十一个人.
const NEEDS_MARK =
  /^(?:雨水|小雪|大雪|小满|大寒|小寒|大暑|小暑|白露|十一|七一|八一|六一|五四|三八|五一|跨年|小年|新春)$/;
const MARK =
  /^(?:节|那[天晚日]|当[天晚]|假期?|放假|长假|小长假|黄金周|期间|的?时候|前|后|第|晚上|早上|上午|下午|中午|凌晨|傍晚|半夜|夜里|时)/;
// A road or a village of that name.
const PLACE =
  /^[东南西北中]?[一二三四]?(?:路|大道|大街|街|广场|公园|村|桥|小区|中学|小学|镇|乡|大厦|新村|商场|立交|隧道|站|店)/;
const OFFSET =
  /(?:节)?(?:假期|小?长假|黄金周|放假|期间|假)?的?(?:第([一二三四五六七八]|\d)天|([前后])(?:([一二两三四五六七])|(\d))?[天日])|(?:节)?(?:假期|小?长假|黄金周|放假|期间)/y;
const YEAR =
  /(?:(\d{4}|\d{2}|[零〇一二三四五六七八九]{2,4})\s?年|(今年|去年|前年|大前年|上一年)|(?:上个|上次))的?/y;

const RULES = [
  ...HOLIDAYS.map(([words, day]) => ({ pattern: new RegExp(words, 'y'), day })),
  {
    pattern: new RegExp(TERMS, 'y'),
    day: undefined,
  },
];

const ANY = new RegExp([...HOLIDAYS.map(([words]) => words), TERMS].join('|'), 'y');

export interface HolidayFound {
  /** The day in a calendar year. */
  readonly day: DayOfYear;
  readonly end: number;
  /** 假期 and 期间 without a day: one of several. */
  readonly isApproximate: boolean;
}

/** The festival or solar term named at `at`; `isYearSaid`: a year right before it shows that a day is meant. */
export function readHoliday(
  text: string,
  at: number,
  isYearSaid: boolean,
): HolidayFound | undefined {
  ANY.lastIndex = at;
  if (!ANY.test(text)) return undefined;
  for (const { pattern, day } of RULES) {
    pattern.lastIndex = at;
    const name = pattern.exec(text)?.[0];
    if (name === undefined) continue;
    const end = at + name.length;
    const following = text.slice(end);
    if (PLACE.test(following)) return undefined;
    if (NEEDS_MARK.test(name) && !isYearSaid && !MARK.test(following)) {
      if (end < text.length || !/^(?:五一|六一|小年|跨年)/.test(name)) return undefined;
    }
    const resolve = day ?? ((year: number) => solarTermDay(year, name));
    return withOffset(text, end, resolve);
  }
  return undefined;
}

/** 五一假期第二天, 国庆前一天, 春节后第三天. */
function withOffset(text: string, at: number, resolve: DayOfYear): HolidayFound {
  OFFSET.lastIndex = at;
  const match = OFFSET.exec(text);
  if (match === null) return { day: resolve, end: at, isApproximate: false };
  const [whole, nth, side, words, digits] = match;
  const end = at + whole.length;
  let days = 0;
  if (nth !== undefined) days = (readNumber(nth) ?? 1) - 1;
  if (side !== undefined) {
    const count = readNumber(words ?? digits ?? '') ?? 1;
    days = side === '前' ? -count : count;
  }
  const day: DayOfYear = (year) => {
    const first = resolve(year);
    return first === undefined ? undefined : first + days;
  };
  return { day, end, isApproximate: nth === undefined && side === undefined };
}

export interface YearFound {
  /** The year said, from the year of today. */
  readonly year: number | undefined;
  readonly end: number;
}

const YEARS_AGO: Readonly<Record<string, number>> = {
  今年: 0,
  去年: 1,
  上一年: 1,
  前年: 2,
  大前年: 3,
};
/** 24年 is 2024: nobody reports what happened in another century. */
const CENTURY = 2000;

/** A year said at `at`: 2024年, 二零二六年, 去年. */
export function readYear(text: string, at: number, thisYear: number): YearFound | undefined {
  YEAR.lastIndex = at;
  const match = YEAR.exec(text);
  if (match === null) return undefined;
  const [whole, digits, name] = match;
  const end = at + whole.length;
  if (name !== undefined) return { year: thisYear - (YEARS_AGO[name] ?? 0), end };
  if (digits === undefined) return { year: undefined, end };
  const said = readNumber(digits);
  if (said === undefined) return undefined;
  return { year: said < 100 ? said + CENTURY : said, end };
}
