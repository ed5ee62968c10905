/**
 * Full width to half width, one kind of space, no zero-width characters. Case is kept.
 * Note that NFKC also turns `，` into `,` and `：` into `:`; the stored text stays as it was typed.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How digits are spoken in plates and numbers: 幺 for 1, 洞 for 0, 拐 for 7, 勾 for 9. */
const SPOKEN_DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  拐: '7',
  八: '8',
  九: '9',
  勾: '9',
};

/**
 * The text in upper case with every spoken digit as a digit, character by character, so that
 * positions stay the same. Only for looking for runs of digits: `一下` becomes `1下`.
 */
export function digitView(folded: string): string {
  let out = '';
  for (const char of folded.toUpperCase()) out += SPOKEN_DIGITS[char] ?? char;
  return out;
}

/** A value found in a text, with where it stood (positions in the digit view). */
export interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The text with the found parts replaced by spaces, so that nothing is read twice. */
export function blankOut(text: string, found: readonly Found[]): string {
  let out = text;
  for (const { start, end } of found) {
    out = out.slice(0, start) + ' '.repeat(end - start) + out.slice(end);
  }
  return out;
}
