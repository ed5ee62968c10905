import type { Found } from '../fold.ts';

/** A number as people write and say it. */
export interface NumberReading {
  /** The lower bound when a range was said: 七八百 is 700. */
  readonly value: number;
  /** The upper bound of a range: 七八百 is up to 800. */
  readonly upper?: number;
  /** 二十多万, 十来个: a little more than said. */
  readonly isApproximate: boolean;
  /** The last unit that was said, 1 without any: 五千 has 1000. */
  readonly unit: number;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  倆: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  k: 1000,
  K: 1000,
  万: 1e4,
  w: 1e4,
  W: 1e4,
  亿: 1e8,
  兆: 1e12,
};
const BIG_UNIT = 1e4;
const ARABIC = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/y;
const VAGUE_INSIDE = /[多来余几]\s?(?=[万亿兆wW])/y;
const DECIMALS = /\s?点\s?([零〇一二三四五六七八九]+)/y;
const RANGE_UNIT = /^\s?[十百千万亿兆wWkK块元毛个]/;

/** What has been read so far; `pending` is a digit that still waits for its unit. */
interface Progress {
  total: number;
  section: number;
  pending: number | undefined;
  isPendingShort: boolean;
  unit: number;
  bigUnit: number;
  isZeroSaid: boolean;
  isApproximate: boolean;
}

/** Reads one number from `start` in simplified text: 三千五, 1.2w, 3万5, 壹仟贰佰, 二零二六, 三点五万. */
export function scanNumber(text: string, start: number): Found<NumberReading> | undefined {
  const range = scanRange(text, start);
  if (range !== undefined) return range;
  const progress: Progress = {
    total: 0,
    section: 0,
    pending: undefined,
    isPendingShort: false,
    unit: 1,
    bigUnit: 0,
    isZeroSaid: false,
    isApproximate: false,
  };
  let end = start;
  for (let at = start; at < text.length; ) {
    const next = step(text, at, progress);
    if (next === undefined) {
      // One space between characters is how some keyboards dictate: `三千 五百`.
      if (text.charAt(at) !== ' ' || at === start || at !== end) break;
      at += 1;
      continue;
    }
    at = next;
    end = next;
  }
  if (end === start || text.slice(start, end) === '零几') return undefined;
  return finish(progress, { text, start, end });
}

/** Takes the token at `at` into the progress; where the next one begins, or undefined when it is none. */
function step(text: string, at: number, progress: Progress): number | undefined {
  const char = text.charAt(at);
  const unit = UNITS[char];
  if (unit !== undefined) return takeUnit(unit, text, at, progress) ? at + 1 : undefined;
  const digit = DIGITS[char];
  if (digit !== undefined) return takeDigit(digit, text, at, progress);
  ARABIC.lastIndex = at;
  const arabic = ARABIC.exec(text)?.[0];
  if (arabic !== undefined) {
    if (progress.pending !== undefined) return undefined;
    if (at > 0 && progress.unit === 1 && !isFresh(progress)) return undefined;
    progress.pending = Number(arabic.replaceAll(',', ''));
    progress.isPendingShort = arabic.length === 1;
    return at + arabic.length;
  }
  VAGUE_INSIDE.lastIndex = at;
  const vague = isFresh(progress) ? undefined : VAGUE_INSIDE.exec(text)?.[0];
  if (vague === undefined) return undefined;
  progress.isApproximate = true;
  return at + vague.length;
}

function isFresh({ total, section, pending, isZeroSaid }: Progress): boolean {
  return total === 0 && section === 0 && pending === undefined && !isZeroSaid;
}

function takeUnit(unit: number, text: string, at: number, progress: Progress): boolean {
  const { total, section, pending } = progress;
  if (unit < BIG_UNIT) {
    // 十五 and 百三 begin with a unit; a lone 百 or 千 is a word.
    if (pending === undefined && unit !== 10) {
      if (!isFresh(progress) || !/[一二三四五六七八九]/.test(text.charAt(at + 1))) return false;
    }
    if (/[kKwW]/.test(text.charAt(at)) && /[a-z]/i.test(text.charAt(at + 1))) return false;
    if (pending === 0 && unit !== 10) return false;
    progress.section = section + (pending || 1) * unit;
  } else {
    const below = section + (pending ?? 0);
    if (below === 0 && total === 0) return false;
    const isCarried = unit > progress.bigUnit || below === 0;
    progress.total = isCarried ? (total + below) * unit : total + below * unit;
    progress.section = 0;
    progress.bigUnit = unit;
  }
  progress.pending = undefined;
  progress.unit = unit;
  progress.isZeroSaid = false;
  return true;
}

function takeDigit(
  digit: number,
  text: string,
  at: number,
  progress: Progress,
): number | undefined {
  if (progress.pending === undefined) {
    if (digit === 0 && !isFresh(progress)) {
      progress.isZeroSaid = true;
      return at + 1;
    }
    progress.pending = digit;
    progress.isPendingShort = true;
    return at + 1;
  }
  // Digits in a row are written out (二零二六) unless a unit came before: 三千五六 is a range, read elsewhere.
  const isDigitBefore = DIGITS[text.charAt(at - 1)] !== undefined;
  if (progress.unit !== 1 || !isDigitBefore) return undefined;
  progress.pending = progress.pending * 10 + digit;
  progress.isPendingShort = false;
  return at + 1;
}

interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function finish(progress: Progress, { text, start, end }: Place): Found<NumberReading> | undefined {
  const { pending, unit, isZeroSaid, isPendingShort } = progress;
  // 三千五 is 3500 and 1万2 is 12000, but 两千零五 is 2005.
  const carries = isPendingShort && unit >= 100 && !isZeroSaid;
  const rest = (pending ?? 0) * (carries ? unit / 10 : 1);
  let value = progress.total + progress.section + rest;
  let stop = end;
  let lastUnit = unit;
  DECIMALS.lastIndex = end;
  const decimals = DECIMALS.exec(text);
  if (decimals !== null) {
    stop += decimals[0].length;
    value += Number(`0.${[...(decimals[1] ?? '')].map((char) => DIGITS[char]).join('')}`);
    const carried = UNITS[text.charAt(stop)];
    if (carried !== undefined && unit === 1) {
      value *= carried;
      lastUnit = carried;
      stop += 1;
    }
  }
  const isApproximate = progress.isApproximate || /^[多来余几]/.test(text.slice(stop, stop + 1));
  return {
    value: { value: round(value), isApproximate, unit: lastUnit },
    start,
    end: stop,
  };
}

/** 七八百, 两三千, 十五六万, 一万二三: two neighbours among the digits. */
const NEIGHBOURS =
  /([一二两三四五六七八九壹贰叁肆伍陆柒捌玖])([一二两三四五六七八九])(?=([^。]?)([^。]?))/y;

function scanRange(text: string, start: number): Found<NumberReading> | undefined {
  let at = start;
  while (at < text.length && (UNITS[text.charAt(at)] ?? DIGITS[text.charAt(at)]) !== undefined) {
    NEIGHBOURS.lastIndex = at;
    const pair = NEIGHBOURS.exec(text);
    if (pair !== null && isRange(text, at, start)) {
      const low = scanNumber(text.slice(0, at + 1) + text.slice(at + 2), start);
      const high = scanNumber(text.slice(0, at) + text.slice(at + 1), start);
      if (low === undefined || high === undefined) return undefined;
      const value = { ...low.value, upper: high.value.value, isApproximate: true };
      return { value, start, end: low.end + 1 };
    }
    at += 1;
  }
  return undefined;
}

function isRange(text: string, at: number, start: number): boolean {
  const low = DIGITS[text.charAt(at)] ?? 0;
  const high = DIGITS[text.charAt(at + 1)] ?? 0;
  const isNext = high === low + 1;
  if (!isNext && !(low === 3 && high === 5)) return false;
  const isThirdDigit = DIGITS[text.charAt(at + 2)] !== undefined;
  const isUnitBefore = at > start && (UNITS[text.charAt(at - 1)] ?? 1) >= 10;
  if (at > start && !isUnitBefore) return false;
  return RANGE_UNIT.test(text.slice(at + 2, at + 4)) || (isUnitBefore && isNext && !isThirdDigit);
}

/** Without the dust of binary fractions. */
export function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
