import { isIdNumberValid, normalizeIdLast4 } from '../identifiers.ts';
import type { Found } from './fold.ts';

const FULL = /(?<![0-9A-Z])(\d{17}[\dX])(?![0-9A-Z])/g;
const CUED =
  /(?:身份证|证件|(?<!手机|电话|号码|卡|卡号|账户|账号|报案|案件|保单|车牌)(?:尾号|(?:最后|后|末|后面)(?:面)?[4四]位))[^\dX]{0,8}?(?:(?:最后|后面|后|末|尾)(?:[4四]位|号)(?:数)?[^\dX]{0,4})?(\d(?:\s?\d){2}\s?[\dX])(?!\s?[\dX])/g;
const BARE = /(?<![0-9A-Z.:/-])(\d(?: ?\d){2} ?[\dX])(?![0-9A-Z年月日号点:./-])/g;

/** True for the last four characters of an ID document: digits, or X as the last. */
export function isIdLast4(value: string): boolean {
  return normalizeIdLast4(value) === value;
}

/** Whole ID numbers of 18 characters. We only need four of them, and say so. */
export function findFullIdNumbers(view: string): readonly Found[] {
  return [...view.matchAll(FULL)]
    .filter((match) => isIdNumberValid(match[1] ?? ''))
    .map((match) => toFound(match, match[1] ?? ''));
}

/** The last four of an ID document; without a word before them only when they are awaited. */
export function findIdLast4(view: string, isAwaited: boolean): readonly Found[] {
  const cued = [...view.matchAll(CUED)].map((match) => toFound(match, match[1] ?? ''));
  if (cued.length > 0 || !isAwaited) return cued;
  return [...view.matchAll(BARE)].map((match) => toFound(match, match[1] ?? ''));
}

const CODE_CUED = /(?:验证码|校验码|动态码)[^\d]{0,6}(\d(?:\s?\d){5})(?!\s?\d)/g;
const CODE_BARE = /(?<!\d)(\d(?:[\s-]?\d){5})(?!\d)/g;

/** A one-time code of six digits; without a word before it only when it is awaited. */
export function findOneTimeCodes(view: string, isAwaited: boolean): readonly Found[] {
  const cued = [...view.matchAll(CODE_CUED)].map((match) => toFound(match, match[1] ?? ''));
  if (cued.length > 0 || !isAwaited) return cued;
  return [...view.matchAll(CODE_BARE)].map((match) => toFound(match, match[1] ?? ''));
}

function toFound(match: RegExpMatchArray, raw: string): Found {
  const end = (match.index ?? 0) + match[0].length;
  return { value: raw.replace(/[\s-]/g, ''), start: end - raw.length, end };
}
