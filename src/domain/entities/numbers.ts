import { isVinValid, PLATE_PROVINCES } from '../identifiers.ts';
import { isLuhnValid } from '../mask.ts';
import type { Found } from './fold.ts';

// Claim, report and policy numbers are opaque (domain.md 6): patterns only help to see that one was said.
const NUMBER = '([0-9A-Z](?:[ -]?[0-9A-Z]){7,31})(?![0-9A-Z])';
const CUE = new RegExp(
  `(?:报案|赔案|理赔|立案|案件|案子|事故|受理|案)(?:的)?(?:编号|编码|号码|单号|号)(?:[是为:就\\s]|我记得|应该|好像)*${NUMBER}`,
  'g',
);
const POLICY_CUE = new RegExp(
  `(?:保单|保险单|保险合同)(?:的)?(?:编号|编码|号码|号)(?:[是为:就\\s]|我记得|应该|好像)*${NUMBER}`,
  'g',
);
/** 保单 PDAA 2026 1101 0000 123456: no word 号, but the shape. */
const POLICY_SPACED = /(?<![0-9A-Z])PD[A-Z]{2}(?:[ -]?\d){4}(?:[ -]?[0-9A-Z]){12,14}(?![0-9A-Z])/g;
const LETTERED = /(?<![0-9A-Z-])[A-Z]{1,5}-?\d[0-9A-Z-]{6,27}(?![0-9A-Z-])/g;
const BARE = /(?<![0-9A-Z-])[0-9A-Z](?:-?[0-9A-Z]){7,31}(?![0-9A-Z-])/g;
const VERY_LONG = /(?<!\d)\d{20,25}(?!\d)/g;
/** Numbers of something else: a parcel, an engine, a vehicle's VIN, a plate with too many digits. */
const OTHERS_BEFORE = new RegExp(
  `(?:订单|快递|运单|单号|物流|车架|发动机|电机|VIN|型号|发票|税号|合同|流水|工号|微信|QQ|账号|设备|机型|邮箱|[${PLATE_PROVINCES}])[^,。]{0,4}$`,
);
const POLICY_SHAPE = /^PD[A-Z]{2}\d{4}[0-9A-Z]{12,14}$/;
const DIGITS_MIN = 5;

/** True for what may be a claim or report number: 8 to 32 capitals, digits and hyphens. */
export function isClaimNo(value: string): boolean {
  return /^[0-9A-Z-]{8,32}$/.test(value) && digitCount(value) >= DIGITS_MIN;
}

/** Claim or report numbers. `isAsked`: a bare number of digits counts too. */
export function findClaimNos(view: string, isAsked: boolean): readonly Found[] {
  const patterns = isAsked ? [CUE, BARE] : [CUE, LETTERED, VERY_LONG];
  for (const pattern of patterns) {
    const isCued = pattern === CUE;
    const found = matchAll(view, pattern).filter(
      ({ value, start }) =>
        isClaimNo(value) &&
        !POLICY_SHAPE.test(value) &&
        (isCued || isAsked || !isOther(value, view.slice(0, start))),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** A VIN has letters behind its first digit, which claim numbers rarely have. */
function isOther(value: string, before: string): boolean {
  return OTHERS_BEFORE.test(before) || (/\d[A-Z]/.test(value) && isVinValid(value));
}

/** Policy numbers: with the word before them, or of the shape that insurers print. */
export function findPolicyNos(view: string): readonly Found[] {
  const cued = matchAll(view, POLICY_CUE).filter(({ value }) => isClaimNo(value));
  if (cued.length > 0) return cued;
  return matchAll(view, POLICY_SPACED)
    .map((found) => ({ ...found, value: found.value.replaceAll('-', '') }))
    .filter(({ value }) => POLICY_SHAPE.test(value));
}

function matchAll(view: string, pattern: RegExp): Found[] {
  return [...view.matchAll(pattern)].map((match) => {
    const raw = match[1] ?? match[0];
    const start = match.index + match[0].length - raw.length;
    return { value: raw.replace(/ /g, ''), start, end: start + raw.length };
  });
}

function digitCount(value: string): number {
  return value.replace(/\D/g, '').length;
}

const CARD = /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g;

/** Bank card numbers: 16 to 19 digits whose Luhn sum is right. */
export function findBankCards(view: string): readonly Found[] {
  return matchAll(view, CARD).filter(({ value }) => isLuhnValid(value.replace(/\D/g, '')));
}
