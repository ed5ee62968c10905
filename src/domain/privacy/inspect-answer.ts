import { digitView, foldText } from '../entities/fold.ts';
import { findPersonal } from './find-personal.ts';
import { tokensIn, type Vault } from './vault.ts';

/** Why an answer is not let in: its tokens are none of ours, or it tells of somebody nobody spoke of. */
export type AnswerFault = 'foreign_token' | 'digits' | 'personal_data';

/** As many digits as a phone has; anything longer is somebody's number (domain.md 3.5). */
const LONG_NUMBER = /\d(?:[\s.,、()-]{0,2}\d){10,}/;
/** A time is nobody's secret; whether it was said is another question. */
const DATES = /\b20\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?\b/g;
const BROKEN_TOKEN = /\[\[|\]\]/;

/**
 * What is wrong with a model's answer as a whole; undefined when nothing is. `known` are texts whose contents it
 * may repeat, such as what the customer said and the articles it was given.
 */
export function inspectAnswer(
  answer: string,
  { vault, known }: { readonly vault: Vault; readonly known: readonly string[] },
): AnswerFault | undefined {
  const tokens = tokensIn(answer);
  if (tokens.some((token) => vault.restore(token) === undefined)) return 'foreign_token';
  const rest = tokens.reduce((text, token) => text.replaceAll(token, ' , '), answer);
  if (BROKEN_TOKEN.test(rest)) return 'foreign_token';
  if (LONG_NUMBER.test(digitView(foldText(rest)))) return 'digits';
  const sources = known.map(comparable);
  const isForeign = findPersonal(rest.replace(DATES, ' ')).some(({ value }) => {
    const wanted = comparable(value);
    return sources.every((source) => !source.includes(wanted));
  });
  return isForeign ? 'personal_data' : undefined;
}

/** Without what writing differs in: width, case, spaces, punctuation, spoken digits. */
export function comparable(text: string): string {
  return digitView(foldText(text)).replace(/[\s\p{P}\p{S}]/gu, '');
}
