import type { Article } from './article.ts';
import { numbersIn } from './numbers-in.ts';
import { bigramsOf } from './words.ts';

/** Words an answer out of articles: a language model behind a gateway. It may take its time or be wrong. */
export interface AnswerDrafter {
  /** Undefined: it has nothing to say. The question may hold personal data: whoever sends it on hides that first. */
  draft(
    question: string,
    articles: readonly Article[],
    signal: AbortSignal,
  ): Promise<{ readonly text: string } | undefined>;
}

export type DraftCheck =
  | { readonly kind: 'grounded'; readonly cited: readonly Article[] }
  | { readonly kind: 'refused'; readonly because: DraftFault };

export type DraftFault =
  | 'empty'
  | 'too_long'
  | 'foreign_form'
  | 'promise'
  | 'no_source'
  | 'unknown_source'
  | 'number'
  | 'not_in_articles';

const LENGTH_MAX = 300;
/** Clauses shorter than this hold connecting words rather than facts. */
const CLAUSE_LENGTH_MIN = 8;
/** The least share of a clause's character pairs that its sources must hold. */
const GROUNDED_MIN = 0.5;

/** Links, tokens of hidden data, code and markup have no place in what a customer reads. */
const FOREIGN_FORM = /https?:|www\.|\[\[|\]\]|[<>{}`*#|\\]|\p{Cc}(?<!\n)/u;

/** No outcome is promised and none is refused: neither is for a model to say (domain.md 0.1). */
const PROMISE =
  /一定|肯定|保证|必定|必然|绝对(?!免赔)|百分之?百|100%|包赔|包过|稳赔|全额赔|全赔|全都赔|都能赔|都会赔|可以赔给您|会赔给您|能赔给您|放心赔|承诺(?!放弃|赔偿|支付)|最低价|最便宜|最划算|返现|返点|送油卡|免费送|(?:为您|帮您|给您)(?:报价|打折)|建议您?(?:购买|投保|加保|买)|(?:应该|最好|赶紧)(?:购买|投保|加保|买)|不予赔偿|不能赔|不会赔|赔不了|不赔给|拒绝赔|无法赔付|不在(?:我们的|您的)?(?:保障|赔付|赔偿)范围/;

/**
 * May this draft be said to a customer? Every number in it stands in an article that it names, with the same
 * unit; every clause with facts is made of its sources' words; nothing is promised, refused or advertised.
 */
export function checkDraft(text: string, articles: readonly Article[]): DraftCheck {
  const refuse = (because: DraftFault): DraftCheck => ({ kind: 'refused', because });
  const said = text.trim();
  if (said === '') return refuse('empty');
  if ([...said].length > LENGTH_MAX) return refuse('too_long');
  if (FOREIGN_FORM.test(said)) return refuse('foreign_form');
  if (PROMISE.test(said)) return refuse('promise');
  const cited = articles.filter(({ title }) => said.includes(`《${title}》`));
  if (cited.length === 0) return refuse('no_source');
  const source = cited.map(sourceText).join('\n');
  if (titlesIn(said).some((title) => !source.includes(title))) return refuse('unknown_source');
  const known = new Set(numbersIn(source));
  if (numbersIn(said).some((number) => !known.has(number))) return refuse('number');
  return isMadeOf(said, source) ? { kind: 'grounded', cited } : refuse('not_in_articles');
}

/** What was reviewed as true; the questions are people's own words and hold their own sums. */
function sourceText({ title, body, basis, keywords }: Article): string {
  return [title, body, basis ?? '', ...keywords].join('\n');
}

function titlesIn(text: string): readonly string[] {
  return [...text.matchAll(/《([^》]*)》/g)].map(([, title]) => title ?? '');
}

/** A drafter that invents facts without numbers uses words that no source has. */
function isMadeOf(said: string, source: string): boolean {
  const known = new Set(bigramsOf(source));
  return said
    .replaceAll(/《[^》]*》/g, '')
    .split(/[。！？；;!?\n]/)
    .map(bigramsOf)
    .filter((pairs) => pairs.length >= CLAUSE_LENGTH_MIN)
    .every(
      (pairs) => pairs.filter((pair) => known.has(pair)).length >= GROUNDED_MIN * pairs.length,
    );
}
