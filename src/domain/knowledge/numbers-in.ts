import { foldText } from '../entities/fold.ts';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** Units that mean the same. */
const UNIT_NAMES: Readonly<Record<string, string>> = {
  日: '天',
  块: '元',
  块钱: '元',
  钟头: '小时',
  个小时: '小时',
  个月: '月',
  公里: '公里',
  '%': '%',
};

const NUMBER =
  /(第)?(百分之)?(\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+)([千万亿]*)(块钱|个小时|个月|个工作日|工作日|小时|分钟|公里|毫米|[元块天日年月周次条款米%倍折岁名人座辆起])?/g;

/** Words in which a numeral counts nothing. */
const NOT_NUMBERS =
  /一般|一起|一些|一样|一致|一次性|一并|一律|一旦|一直|一步|一下|一会儿?|一边|一方|一张|一份|一项|一位|一名|一定|一点|一键|统一|唯一|之一|第三者|第三方|三者|十分|万一|千万|百万医疗|双方|两者|两车|两份|两种|两项|三角|四轮|[一两二三]种/g;

/**
 * Every number of a text as `value unit`, in one form however it is written: `三十日`, `30 天` and `30天` are
 * `30天`. Ordinals keep their `第`. Numerals inside ordinary words are no numbers.
 */
export function numbersIn(text: string): readonly string[] {
  const said = foldText(text).replaceAll(/\s+/g, '').replaceAll(NOT_NUMBERS, '＿');
  return [...said.matchAll(NUMBER)].map(([, ordinal, percent, digits, myriads, unit]) => {
    const value = readNumber(digits ?? '') * multiplierOf(myriads ?? '');
    const name = percent === undefined ? (UNIT_NAMES[unit ?? ''] ?? unit ?? '') : '%';
    return `${ordinal ?? ''}${value}${name}`;
  });
}

function multiplierOf(words: string): number {
  return [...words].reduce((product, word) => product * (STEPS[word] ?? MYRIADS[word] ?? 1), 1);
}

function readNumber(written: string): number {
  if (/^\d/.test(written)) return Number(written.replaceAll(',', ''));
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const word of written) {
    const step = STEPS[word];
    const myriad = MYRIADS[word];
    if (step !== undefined) {
      section += (digit ?? 1) * step;
      digit = undefined;
    } else if (myriad !== undefined) {
      total = (total + section + (digit ?? 0)) * myriad;
      section = 0;
      digit = undefined;
    } else {
      // Digits one by one, as in a telephone number or a year.
      digit = (digit === undefined ? 0 : digit * 10) + (DIGITS[word] ?? 0);
    }
  }
  return total + section + (digit ?? 0);
}
