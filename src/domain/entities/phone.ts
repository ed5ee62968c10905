import type { Found } from './fold.ts';

const MOBILE = /(?<![0-9A-Z])(?:\+?86[\s-]*)?1[\s-]?[3-9](?:[\s.,、-]{0,2}\d){9}(?!\d)/g;

/** True for a mainland mobile number of eleven digits. */
export function isPhone(value: string): boolean {
  return /^1[3-9]\d{9}$/.test(value);
}

/** Mobile numbers in a digit view (see fold.ts) as eleven digits, without +86 and separators. */
export function findPhones(view: string): readonly Found[] {
  return [...view.matchAll(MOBILE)].map((match) => ({
    value: match[0].replace(/\D/g, '').slice(-11),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
