import { digitView, foldText } from '../../domain/entities/fold.ts';
import type { Command, Offer } from '../../flows/command.ts';
import type { Option } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { bare } from './hygiene.ts';

const ORDINAL =
  /^(?:就|选|要|看|查)*第?([1-9])(?:个|条|项|号|件|起|那个)*(?:吧|的|呢|案件|案子|\.)*$/;
const LAST = /^(?:就|选|要|看)*最后(?:那|一|的)*(?:个|条|项|件|起)/;
/** Words shorter than this point at an option only when it was asked. */
const UNASKED_WORD_LENGTH_MIN = 3;

/** `2`, `第二个`, `最后一个`: the index meant, from 0. */
export function ordinalOf(text: string, count: number): number | undefined {
  const view = bare(digitView(foldText(text)));
  if (LAST.test(view)) return count - 1;
  const index = Number(ORDINAL.exec(view)?.[1] ?? 0) - 1;
  return index >= 0 && index < count ? index : undefined;
}

/** The value of the one option that a text points at: by number, by label or by one of its words. */
export function chooseOption(
  text: string,
  options: readonly Option[],
  isAsked: boolean,
): Json | undefined {
  const said = bare(text);
  const exact = options.find(({ label }) => bare(label) === said);
  if (exact !== undefined) return exact.value;
  if (isAsked) {
    const index = ordinalOf(text, options.length);
    if (index !== undefined) return options[index]?.value;
  }
  const view = bare(digitView(foldText(text)));
  const pointed = options.filter(({ words = [] }) =>
    words.some((word) => {
      const key = bare(word);
      if (key.length < (isAsked ? 2 : UNASKED_WORD_LENGTH_MIN)) return false;
      return holds(said, key) || holds(view, bare(digitView(foldText(word))));
    }),
  );
  return pointed.length === 1 ? pointed[0]?.value : undefined;
}

/** `1月1日` is not said in `11月1日`, nor `1号` in `11号`. */
function holds(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  return !(/^\d/.test(word) && /\d$/.test(text.slice(0, at)));
}

/** What a tap means: its label typed, its postback, or its number. */
export function chooseOffer(
  text: string,
  offers: readonly Offer[],
): readonly Command[] | undefined {
  const said = bare(text);
  if (said === '') return undefined;
  const exact = offers.find(({ label }) => bare(label) === said);
  if (exact !== undefined) return exact.commands;
  const index = ordinalOf(text, offers.length);
  return index === undefined ? undefined : offers[index]?.commands;
}
