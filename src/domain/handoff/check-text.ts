import { foldText, simplify } from '../entities/fold.ts';
import { isIdNumberValid } from '../identifiers.ts';
import { isLuhnValid } from '../mask.ts';
import { CAREFUL_WORDS } from './careful-words.ts';
import { FORBIDDEN_WORDS, type WordRule } from './forbidden-words.ts';

/** Something in an agent's words that should not reach a customer. */
export interface TextFinding {
  /** As the agent wrote it; of numbers only the end. */
  readonly word: string;
  /** `blocked` is never sent; `warning` is sent when the agent means it. */
  readonly kind: 'blocked' | 'warning';
  /** In Chinese. */
  readonly why: string;
  readonly instead: string | null;
}

const RULES: readonly WordRule[] = [...FORBIDDEN_WORDS, ...CAREFUL_WORDS];
/** Longer texts are none that an agent sends. */
const LENGTH_MAX = 4_000;

/** What should not be sent in these words, those that are blocked first. An empty list: nothing. */
export function checkText(text: string): readonly TextFinding[] {
  const view = normaliseWords(text.slice(0, LENGTH_MAX));
  const findings = RULES.flatMap((rule) => findIn(text, view, rule));
  return [...findings, ...findNumbers(text)];
}

/** A text as the rules read it, and where each of its characters stood. */
export interface WordView {
  readonly text: string;
  readonly places: readonly number[];
}

function findIn(text: string, view: WordView, rule: WordRule): readonly TextFinding[] {
  const words = new Set<string>();
  for (const match of view.text.matchAll(new RegExp(rule.pattern, 'g'))) {
    if (rule.mayBeWarnedOf === true && isWarnedOf(view.text, match.index)) continue;
    const start = view.places[match.index] ?? 0;
    const last = view.places[match.index + match[0].length - 1] ?? start;
    words.add(text.slice(start, last + 1));
  }
  const { kind, why, instead = null } = rule;
  return [...words].map((word) => ({ word, kind, why, instead }));
}

/** `请勿`, `不会` and the like before the words, in the same clause: a warning to the customer. */
function isWarnedOf(text: string, index: number): boolean {
  const clause =
    text
      .slice(Math.max(0, index - CLAUSE_LENGTH), index)
      .split(/[。!?;,]/)
      .at(-1) ?? '';
  return /勿|别|不要|不会|不可|不能|不得|不需要|无需|绝不|从不|禁止|谨防|警惕|小心|拒绝|不应|不必|[不没无]$|没有$/.test(
    clause,
  );
}
const CLAUSE_LENGTH = 24;

/** Look-alikes from other alphabets. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  ь: 'b',
  с: 'c',
  е: 'e',
  о: 'o',
  р: 'p',
  ѕ: 's',
  х: 'x',
  у: 'y',
  β: 'b',
  ß: 'b',
  ѵ: 'v',
  і: 'i',
};
/** More traditional characters, those that the rules need. */
const TRADITIONAL: Readonly<Record<string, string>> = {
  證: '证',
  絕: '绝',
  對: '对',
  訴: '诉',
  舉: '举',
  擔: '担',
  殘: '残',
  腦: '脑',
  廢: '废',
  滾: '滚',
  媽: '妈',
  驗: '验',
  碼: '码',
  轉: '转',
  紅: '红',
  責: '责',
  問: '问',
  題: '题',
  額: '额',
  會: '会',
  沒: '没',
};

/** What may stand between the characters of a word so that nobody finds it. */
const FILLER = /[\s\u200b-\u200f\u2060\ufeff\u00ad*·•.\-_~|/\\+^`'"]/;
const HAN = /\p{Script=Han}/u;

/** Half width, lower case, simplified, without what hides words; every character knows where it stood. */
export function normaliseWords(text: string): WordView {
  const characters: string[] = [];
  const places: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    // Characters that fold into several, or into none, stay as they are: places must stay right.
    const folded = unit.normalize('NFKC').toLowerCase();
    const single = folded.length === 1 ? folded : unit;
    if (FILLER.test(single) && isBetweenWords(text, i)) continue;
    characters.push(TRADITIONAL[single] ?? LOOK_ALIKES[single] ?? simplify(single));
    places.push(i);
  }
  return { text: characters.join(''), places };
}

/** More of them in a row hide no word, and looking further would take the square of a text's length. */
const FILLERS_MAX = 12;

/** Fillers vanish between Chinese characters only: `保 证`, `保*证`; `a b` and `1-2` stay. */
function isBetweenWords(text: string, at: number): boolean {
  const before = wordBeside(text, at, -1);
  const after = wordBeside(text, at, 1);
  return before !== undefined && after !== undefined && HAN.test(before) && HAN.test(after);
}

/** The next character that is no filler; undefined across a line's end. */
function wordBeside(text: string, at: number, step: 1 | -1): string | undefined {
  for (let distance = 0; distance <= FILLERS_MAX; distance += 1) {
    const unit = text.charAt(at + distance * step);
    if (unit === '' || unit === '\n') return undefined;
    if (!FILLER.test(unit)) return unit;
  }
  return undefined;
}

const ID_NUMBER = /(?<![0-9a-z])\d{17}[\dx](?![0-9a-z])/gi;
const BANK_CARD = /(?<![0-9a-z])\d(?:[ -]?\d){15,18}(?![0-9a-z])/gi;

/** Whole identity and card numbers: they belong on the verification page, never into a chat. */
function findNumbers(text: string): readonly TextFinding[] {
  const folded = foldText(text);
  const ids = [...folded.matchAll(ID_NUMBER)]
    .map(([number]) => number.toUpperCase())
    .filter(isIdNumberValid);
  const cards = [...folded.matchAll(BANK_CARD)]
    .map(([number]) => number.replace(/\D/g, ''))
    .filter((digits) => isLuhnValid(digits) && !ids.includes(digits));
  return [
    ...ids.map((number) => toFinding(number, '完整的身份证号')),
    ...cards.map((number) => toFinding(number, '完整的银行卡号')),
  ];
}

function toFinding(number: string, what: string): TextFinding {
  return {
    word: `…${number.slice(-4)}`,
    kind: 'warning',
    why: `${what}不应出现在聊天里`,
    instead: '只写后四位，其余用 * 代替。',
  };
}
