import { isIdNumberValid, normalizeIdLast4 } from '../identifiers.ts';
import type { Found } from './fold.ts';

const FULL = /(?<![0-9A-Z])(\d{17}[\dX])(?![0-9A-Z])/g;
const OWN = '(?:身份证|证件|SFZ)';
const ID_BEFORE = new RegExp(`${OWN}[^\\dX]{0,8}$`);
/** 320102 1990 0307 1234: a region, then a day of birth. */
const ID_SHAPE = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
/** 后四位, 最后四个数字, 末尾4位, 尾号, 尾数. */
const LAST =
  '(?:(?:最后面?|末尾|后面|后边|后|末|尾)的?(?:4|四|几)(?:个|位)?(?:的|数字?|号码?)*|尾号|尾数)';
/** The last character is also spoken: 叉 for X. */
const FOUR = '(\\d(?:[\\s,.-]?\\d){2}[\\s,.-]?[\\dX叉])';
const ENDS = '(?!\\s?[\\dX年月日号点块元米公个开])';
const SAID = '[^\\dX,。叉]{0,6}?[\\s,:]{0,2}';
const WITH_OWNER = new RegExp(`${OWN}[^\\dX叉]{0,8}?(?:${LAST}${SAID})?${FOUR}${ENDS}`, 'g');
const WITHOUT_OWNER = new RegExp(`${LAST}${SAID}${FOUR}${ENDS}`, 'g');
const BEHIND = new RegExp(
  `(?<!\\d)${FOUR}${ENDS}[\\s,(]{0,2}(?:就?是|为)?(?:[我他她]|本人)?的?(?:${OWN}[^\\d,。]{0,4}${LAST}|${LAST}$)`,
  'g',
);
/** 四个8. */
const FOUR_TIMES = new RegExp(`${LAST}[是为:\\s]{0,3}4个(\\d)(?!\\d)`);
/** 不是1234,是1243: what is said instead of the four before it. */
const INSTEAD = new RegExp(
  `^[\\s,]{0,2}了?[\\s,]{0,2}(?:不对|错了)?[\\s,]{0,2}(?:应该|而|真的|正确的|其实|实际)?(?:是|改成|改为)\\s?${FOUR}${ENDS}`,
);
const OTHERS =
  '手机|电话|号码|行驶证|卡|账户|账号|帐号|银行|工行|建行|农行|中行|招行|交行|信用社|报案|案号|开头|案件|案子|赔案|保单|合同|车牌|车号|牌照|车架|发动机|VIN|来电|微信|QQ|订单|快递|运单|发票|单号|牌|工号|验证码';
/** The last four of something else: 银行卡尾号, 车架号后四位, 尾号6688的卡. */
const OTHERS_BEFORE = new RegExp(`(?:${OTHERS})(?:号码?|编号)?的?\\s?(?:是|为|:)?\\s?$`);
const OTHERS_BEHIND = new RegExp(
  `^\\s?(?:的|那[个张辆台]?|这[个张辆台]?|是)*(?:你们|我)?(?:的)?(?:${OTHERS}|号(?!是|没)|车|来?电)`,
);
/** 新电话尾号3391: a phone is spoken of, and it was not given. */
const OF_A_PHONE = /(?:手机|电话|[新旧老]号码?)(?!号?码?[是为:]?\s{8})/;
const OTHERS_CUED = new RegExp(`(?:${OTHERS})(?:号码?|编号)?的?(?:${LAST})[^\\dX]{0,4}$`);
const BARE = /(?<![0-9A-Z.:/-])(\d(?: ?\d){2} ?[\dX])(?![0-9A-Z年月日号点:./-])/g;

/** True for the last four characters of an ID document: digits, or X as the last. */
export function isIdLast4(value: string): boolean {
  return normalizeIdLast4(value) === value;
}

/** Whole ID numbers of 18 characters; a mistyped one too, when it was said to be one. We only need four of them. */
export function findFullIdNumbers(view: string): readonly Found[] {
  return [...view.matchAll(FULL)]
    .filter(({ 1: number = '', index }) => {
      if (isIdNumberValid(number)) return true;
      return ID_SHAPE.test(number) && ID_BEFORE.test(view.slice(0, index));
    })
    .map((match) => toFound(match, match[1] ?? ''));
}

/** The last four of an ID document; without a word beside them only when they are awaited. */
export function findIdLast4(view: string, isAwaited: boolean): readonly Found[] {
  const cued = findCued(view);
  if (cued.length > 0 || !isAwaited) return cued;
  return [...view.matchAll(BARE)]
    .filter(({ index }) => !OTHERS_CUED.test(view.slice(0, index)))
    .map((match) => toFound(match, match[1] ?? ''));
}

function findCued(view: string): readonly Found[] {
  if (!/身份证|证件|SFZ|[后末尾]/.test(view)) return [];
  const found = [...view.matchAll(WITH_OWNER)].map((match) => toFound(match, match[1] ?? ''));
  if (found.length === 0) {
    for (const match of view.matchAll(WITHOUT_OWNER)) {
      const hit = toFound(match, match[1] ?? '');
      const isOthers =
        OTHERS_BEFORE.test(view.slice(0, match.index)) ||
        OTHERS_BEHIND.test(view.slice(hit.end)) ||
        (match[0].startsWith('尾') && OF_A_PHONE.test(view));
      if (!isOthers) found.push(hit);
    }
  }
  if (found.length === 0) {
    for (const match of view.matchAll(BEHIND)) {
      const raw = match[1] ?? '';
      const end = match.index + raw.length;
      found.push({ value: compact(raw), start: match.index, end });
    }
  }
  const same = found.length > 0 ? null : FOUR_TIMES.exec(view);
  if (same !== null) {
    const end = same.index + same[0].length;
    found.push({ value: (same[1] ?? '').repeat(4), start: end - 3, end });
  }
  const last = found.at(-1);
  const instead = last === undefined ? null : INSTEAD.exec(view.slice(last.end));
  if (last !== undefined && instead !== null) {
    const raw = instead[1] ?? '';
    const end = last.end + instead[0].length;
    found.push({ value: compact(raw), start: end - raw.length, end });
  }
  return found;
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
  return { value: compact(raw), start: end - raw.length, end };
}

function compact(raw: string): string {
  return raw.replace(/[\s,.-]/g, '').replace('叉', 'X');
}
