import { weekdayOf } from './calendar.ts';
import { type DayReader, fixed, match } from './day-said.ts';

const RELATIVE: readonly (readonly [pattern: RegExp, days: number | undefined])[] = [
  [/大大前[天日]/y, -4],
  [/大前(?:[天日]|儿个?|个儿)/y, -3],
  [/前(?:[天日](?!晚高峰)|儿个?|个儿|(?=[晚夜](?!上?半)))/y, -2],
  [/(?:昨(?:[天日]|儿个?|个儿?|(?=[晚夜早晨午]))|夜儿个|昨(?=[上下]午))/y, -1],
  [/(?:今(?:天|日(?!头条)|儿个?|个儿?|(?=[晚夜早晨午]))|当日)/y, 0],
  [/(?:大?后[天日]|明(?:[天日]|儿个?|个儿?|(?=[晚早]))|大?后儿个?)/y, undefined],
];

/** 昨天, 前儿个, 今早; 明天 and 后天 are read so that they are not taken for something else. */
export const readRelative: DayReader = (text, at, { today }) => {
  for (const [pattern, days] of RELATIVE) {
    const found = match(pattern, text, at);
    if (found === undefined) continue;
    return fixed(days === undefined ? undefined : today + days, at + found[0].length);
  }
  return undefined;
};

const WEEK =
  /(?<!每个?|[\d一二两三四五六七八九十]个)(上上个?|上个?|这个?|本|当前|下下个?|下个?)?(?:周|礼拜|星期)([一二三四五六日天末1-7])(?![\d年个月天小])/y;
const WEEKDAYS = '一二三四五六';

/** 周五, 上礼拜天, 上上周三. Weeks begin on Monday. */
export const readWeekday: DayReader = (text, at, { today }) => {
  const found = match(WEEK, text, at);
  if (found === undefined) return undefined;
  const [whole, week, name = ''] = found;
  const end = at + whole.length;
  const isWeekend = name === '末';
  const weekday = weekdayNumber(name);
  const thisWeek = today - weekdayOf(today) + weekday;
  const extra = { isWeekday: true as const, ...(isWeekend ? { upToDay: 1 } : {}) };
  if (week === undefined) {
    return { candidates: () => [thisWeek, thisWeek - 7], end, ...extra };
  }
  if (week.startsWith('下')) return { ...fixed(undefined, end), isWeekday: true };
  const weeks = week.startsWith('上上') ? 2 : Number(week.startsWith('上'));
  return { ...fixed(thisWeek - weeks * 7, end), ...extra };
};

function weekdayNumber(name: string): number {
  if (name === '末') return 6;
  const index = WEEKDAYS.indexOf(name);
  if (index >= 0) return index + 1;
  return /\d/.test(name) ? Number(name) : 7;
}
