import { formatDay, type ShanghaiDay, weekdayOf } from '../calendar/shanghai-day.ts';
import { lunarOf, solarTermOn } from './lunar.ts';
import { type AwarenessDay, type Festival, PERSONAL, type PlannedOccasion } from './occasions.ts';

/** `MM-DD` of every solar year. */
const SOLAR_DAYS: Readonly<Record<string, Festival | AwarenessDay>> = {
  '01-01': 'new_year',
  '03-08': 'womens_day',
  '03-15': 'consumer_rights_day',
  '05-01': 'labour_day',
  '06-01': 'childrens_day',
  '07-08': 'insurance_day',
  '10-01': 'national_day',
  '11-09': 'fire_safety_day',
  '12-02': 'traffic_safety_day',
};

/** `MM-DD` of every lunar year, never in a leap month. 除夕 has no number of its own: see festivalsOn. */
const LUNAR_DAYS: Readonly<Record<string, Festival>> = {
  '01-01': 'spring_festival',
  '01-15': 'lantern_festival',
  '02-02': 'dragon_head',
  '05-05': 'dragon_boat',
  '07-07': 'qixi',
  '08-15': 'mid_autumn',
  '09-09': 'double_ninth',
  '12-08': 'laba',
  '12-23': 'little_new_year',
  '12-24': 'little_new_year_south',
};

/** Sundays of a month, counted from 1: 母亲节, 父亲节. */
const SUNDAYS: Readonly<Record<string, Festival>> = {
  '05-2': 'mothers_day',
  '06-3': 'fathers_day',
};
const SUNDAY = 6;

/** One topic of insurance knowledge a month, on this day of it. */
const KNOWLEDGE_DAY = '-15';
/** The ghost festival, and 清明 as a solar term: the dead are remembered, nobody is wished well (domain.md 5.3). */
const ZHONGYUAN = '07-15';

/** What is due on a day for everybody: festivals, days of safety, solar terms, the month's knowledge. */
export function generalOccasionsOn(day: ShanghaiDay): readonly PlannedOccasion[] {
  const monthDay = monthDayOf(day);
  const term = solarTermOn(day);
  return [
    SOLAR_DAYS[monthDay],
    ...lunarFestivalsOn(day),
    sundayFestivalOn(day),
    term === undefined ? undefined : (`term_${term}` as const),
    monthDay.endsWith(KNOWLEDGE_DAY) ? ('monthly_knowledge' as const) : undefined,
  ].flatMap((found) => found ?? []);
}

/** Every occasion that is due on a day: those of single people are due each day for somebody, and come first. */
export function occasionsOn(day: ShanghaiDay): readonly PlannedOccasion[] {
  return [...PERSONAL, ...generalOccasionsOn(day)];
}

/** True when this occasion is due on that day. */
export function isDueOn(occasion: PlannedOccasion, day: ShanghaiDay): boolean {
  return occasionsOn(day).includes(occasion);
}

/** A day on which nobody is wished well, by its name; undefined on others. Advice may be given on it. */
export function greetingFreeDay(day: ShanghaiDay): 'qingming' | 'zhongyuan' | undefined {
  if (solarTermOn(day) === 'qingming') return 'qingming';
  const { month, day: nth, isLeap } = lunarOf(day);
  return !isLeap && twoDigits(month, nth) === ZHONGYUAN ? 'zhongyuan' : undefined;
}

/** `MM-DD` of the solar year. */
export function monthDayOf(day: ShanghaiDay): string {
  return formatDay(day).slice(5);
}

/** `MM-DD` of two numbers. */
export function twoDigits(month: number, day: number): string {
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lunarFestivalsOn(day: ShanghaiDay): readonly Festival[] {
  const { month, day: nth, isLeap } = lunarOf(day);
  const own = isLeap ? undefined : LUNAR_DAYS[twoDigits(month, nth)];
  // The eve is the day before the first of the first month: the twelfth month has 29 days as often as 30.
  const tomorrow = lunarOf(day + 1);
  const isEve = tomorrow.month === 1 && tomorrow.day === 1 && !tomorrow.isLeap;
  return [...(own === undefined ? [] : [own]), ...(isEve ? (['new_year_eve'] as const) : [])];
}

function sundayFestivalOn(day: ShanghaiDay): Festival | undefined {
  if (weekdayOf(day) !== SUNDAY) return undefined;
  const [month = '', nth = ''] = monthDayOf(day).split('-');
  return SUNDAYS[`${month}-${Math.ceil(Number(nth) / 7)}`];
}
