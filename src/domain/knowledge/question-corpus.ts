import type { Article } from './article.ts';
import { type Features, featuresOf } from './features.ts';
import { termsOf } from './words.ts';

/** What is said in the articles' questions, counted once and looked up by every search. */
export interface Corpus {
  readonly entries: readonly Entry[];
  /** The entry that each known question belongs to, by its position. */
  readonly questions: readonly number[];
  readonly terms: ReadonlyMap<string, Term>;
  /** The rarity of what stands nowhere. */
  readonly rarest: number;
}

interface Entry {
  readonly article: Article;
  /** All of its words, to look for others' matters in. */
  readonly text: string;
}

interface Term {
  readonly rarity: number;
  /** Where it is asked, and its share of that question's length: what a cosine needs. */
  readonly questions: readonly { readonly at: number; readonly share: number }[];
  readonly entries: readonly {
    readonly at: number;
    readonly covered: number;
    /** How much more often it is said of this article than at large, as a logarithm above that of a stranger's. */
    readonly evidence: number;
  }[];
}

/** A word that stands in the body alone says less about what the article is for. */
const BODY_WEIGHT = 0.5;
/** How far what is said at large stands in for what an article's few questions do not say. */
const SMOOTHING = 0.3;
/** A new article with one or two questions should not look sure of each of their words. */
const QUESTIONS_MIN = 8;

/** Reads all articles: 0.3 s for a hundred of them with fifteen questions each, most of it readings. */
export function toCorpus(articles: readonly Article[]): Corpus {
  const asked = articles.map(({ title, questions }) => [title, ...questions].map(featuresOf));
  const heads = articles.map(({ keywords }, i) =>
    countFeatures([...(asked[i] ?? []), ...keywords.map(featuresOf)]),
  );
  const bodies = articles.map(({ body }) => new Set(termsOf(body)));
  const everywhere = gather(heads, bodies);
  const rarityOf = (count: number): number => Math.log(1 + articles.length / (1 + count));
  const terms = new Map<string, Writable>();
  const flat = asked.flat();
  for (const [feature, found] of everywhere) {
    const atLarge = (found.reduce((sum, { count }) => sum + count, 0) + 0.5) / flat.length;
    terms.set(feature, {
      rarity: rarityOf(found.length),
      questions: [],
      entries: found.map(({ at, count }) => ({
        at,
        covered: count > 0 ? 1 : BODY_WEIGHT,
        evidence: evidenceOf(count / Math.max(QUESTIONS_MIN, asked[at]?.length ?? 0), atLarge),
      })),
    });
  }
  const questions = asked.flatMap((list, at) => list.map(() => at));
  flat.forEach((features, at) => {
    addQuestion(features, at, terms);
  });
  return {
    entries: articles.map((article) => ({ article, text: wholeText(article) })),
    questions,
    terms,
    rarest: rarityOf(0),
  };
}

interface Writable extends Term {
  readonly questions: { readonly at: number; readonly share: number }[];
}

function addQuestion(features: Features, at: number, terms: ReadonlyMap<string, Writable>): void {
  const weights = [...features].map(([feature, given]) => {
    const term = terms.get(feature);
    return { term, weight: given * (term?.rarity ?? 0) };
  });
  const length = Math.sqrt(weights.reduce((sum, { weight }) => sum + weight * weight, 0));
  if (length === 0) return;
  for (const { term, weight } of weights) term?.questions.push({ at, share: weight / length });
}

function evidenceOf(share: number, atLarge: number): number {
  return Math.log((share + SMOOTHING * atLarge) / (SMOOTHING * atLarge));
}

function countFeatures(texts: readonly Features[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const features of texts) {
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return counts;
}

type Found = { readonly at: number; readonly count: number };

/** Every feature with the articles that hold it; a count of 0 is one in the body alone. */
function gather(
  heads: readonly ReadonlyMap<string, number>[],
  bodies: readonly ReadonlySet<string>[],
): ReadonlyMap<string, readonly Found[]> {
  const everywhere = new Map<string, Found[]>();
  const add = (feature: string, found: Found): void => {
    const before = everywhere.get(feature);
    if (before === undefined) everywhere.set(feature, [found]);
    else before.push(found);
  };
  heads.forEach((head, at) => {
    for (const [feature, count] of head) add(feature, { at, count });
    for (const term of bodies[at] ?? []) if (!head.has(term)) add(term, { at, count: 0 });
  });
  return everywhere;
}

function wholeText({ title, questions, keywords, body }: Article): string {
  return [title, ...questions, ...keywords, body].join('\n').toLowerCase();
}
