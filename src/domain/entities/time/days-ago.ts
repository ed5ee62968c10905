import { readNumber } from '../number/find-numbers.ts';
import { addMonths } from './calendar.ts';
import { type DayReader, fixed, match } from './day-said.ts';

const AGO =
  /(?<![\d零〇一二三四五六七八九])(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(来|多)?个?(半)?(多)?(天|日|周|礼拜|星期|月|年)(半)?多?(?:之前|以前|前)(?![面方台排后半])/y;
const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 礼拜: 7, 星期: 7 };
/** 半个月前. */
const HALF_MONTH_DAYS = 15;

/** 三天前, 两周前, 一个月前, 5年前. */
export const readDaysAgo: DayReader = (text, at, { today }) => {
  const found = match(AGO, text, at);
  if (found === undefined) return undefined;
  const [whole, countText = '', more, half, alsoMore, unit = '', halfAfter] = found;
  const end = at + whole.length;
  const isHalf = half !== undefined || halfAfter !== undefined;
  const isApproximate = more !== undefined || alsoMore !== undefined || isHalf || unit !== '天';
  const count = countText === '半' ? 0 : (readNumber(countText) ?? 0);
  const isHalved = countText === '半' || isHalf;
  const days = UNIT_DAYS[unit];
  if (days !== undefined) {
    return fixed(today - Math.round((count + (isHalved ? 0.5 : 0)) * days), end, isApproximate);
  }
  if (unit === '年') {
    return fixed(addMonths(today, -12 * count - (isHalved ? 6 : 0)), end, isApproximate);
  }
  return fixed(addMonths(today, -count) - (isHalved ? HALF_MONTH_DAYS : 0), end, isApproximate);
};
