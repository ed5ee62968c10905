import { foldText } from '../entities/fold.ts';
import { findPersonal, type PersonalKind } from './find-personal.ts';
import { withoutHealth } from './health.ts';

/** `[[PLATE_1]]`: stands for a piece of personal data where it must not be seen. */
const TOKEN = /\[\[[^[\]]*\]\]/g;
const OWN_BRACKETS = /\[\[|\]\]/g;

/** Personal data of one turn and the tokens that stand for it. Lives for one call; never stored. */
export interface Vault {
  /**
   * The text as somebody else may see it: folded, personal data as tokens, without sentences about health.
   * Undefined when nothing may be seen. The same value has the same token throughout.
   */
  hide(text: string): string | undefined;
  /** The text with every token replaced by its value; undefined when one of them is none of ours. */
  restore(text: string): string | undefined;
}

/** An empty vault. */
export function makeVault(): Vault {
  const tokens = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<PersonalKind, number>();
  const tokenFor = (kind: PersonalKind, value: string): string => {
    const key = `${kind} ${value}`;
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    const token = `[[${kind}_${count}]]`;
    counts.set(kind, count);
    tokens.set(key, token);
    values.set(token, value);
    return token;
  };
  return {
    hide: (text) => {
      // A token that the customer types is no token: it would stand for somebody else's data.
      const said = withoutHealth(foldText(foldText(text).replace(OWN_BRACKETS, ' ')));
      return said === undefined ? undefined : hidePersonal(said, tokenFor);
    },
    restore: (text) => {
      const found = text.match(TOKEN) ?? [];
      if (found.some((token) => !values.has(token))) return undefined;
      return text.replace(TOKEN, (token) => values.get(token) ?? '');
    },
  };
}

/** The tokens in a text, whoever wrote them. */
export function tokensIn(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function hidePersonal(
  folded: string,
  tokenFor: (kind: PersonalKind, value: string) => string,
): string {
  let out = '';
  let from = 0;
  for (const { kind, value, start, end } of findPersonal(folded)) {
    out += folded.slice(from, start) + tokenFor(kind, value);
    from = end;
  }
  return out + folded.slice(from);
}
