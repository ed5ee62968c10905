import { normalizeNumber } from '../identifiers.ts';

const FORM = /^TS\d{14}$/;
const WITHIN = /TS[\s-]*\d{8}[\s-]*\d{6}(?!\d)/i;

/** A complaint's number in any writing, normalised; undefined when it is none of ours (domain/case-numbers.ts). */
export function normalizeComplaintNo(text: string): string | undefined {
  const number = normalizeNumber(text).replaceAll('-', '');
  return FORM.test(number) ? number : undefined;
}

/** The complaint number that a text names. */
export function complaintNoIn(text: string): string | undefined {
  const found = WITHIN.exec(text.normalize('NFKC'))?.[0];
  return found === undefined ? undefined : normalizeComplaintNo(found);
}
