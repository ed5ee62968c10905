import { normalizePhone } from '../identifiers.ts';
import type { Found } from './fold.ts';

const MOBILE =
  /(?<![0-9A-Z])(?:(?:\+|00)?86[\s-]*)?\(?1[\s-]?[3-9](?:[\s.,、()/_-]{0,2}\d){9}(?!\d)/g;

/** Mobile numbers in a digit view (see fold.ts), normalised, in the order they stand. */
export function findPhones(view: string): readonly Found[] {
  return [...view.matchAll(MOBILE)].flatMap((match) => {
    const value = normalizePhone(match[0].replace(/[/_]/g, ''));
    const start = match.index;
    return value === undefined ? [] : { value, start, end: start + match[0].length };
  });
}
