import type { Article, Hit } from './article.ts';
import { type Features, featuresOf } from './features.ts';
import { foreignMatterIn } from './foreign-matters.ts';
import { type Corpus, toCorpus } from './question-corpus.ts';

/** Published articles in memory, searched in Chinese. */
export interface ArticleIndex {
  search(query: string, limit: number): readonly Hit[];
  bySlug(slug: string): Article | undefined;
}

/** Characters of a question that are read. */
const QUERY_LENGTH_MAX = 300;
/**
 * What no article speaks of tells that something else may be meant. It lowers all scores nearly alike: it says how
 * far the first hit is trusted rather than which one is first.
 */
const UNKNOWN_WEIGHT = 1.2;
/**
 * Shares of the score: how near one known question is, how much of what is said the article speaks of, and how
 * much more often it is said of this article than of others.
 */
const SHARES = { likeness: 0.45, coverage: 0.25, evidence: 0.3 } as const;
/** Evidence is a logarithm; this much of it, a word, is certainty. */
const EVIDENCE_MAX = 2.2;
const FOREIGN_FACTOR = 0.25;

/** Builds the index: it is made at the first search, since reading a thousand questions takes a while. */
export function makeArticleIndex(articles: readonly Article[]): ArticleIndex {
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  let corpus: Corpus | undefined;
  return {
    bySlug: (slug) => bySlug.get(slug),
    search: (query, limit) => {
      corpus ??= toCorpus(articles);
      const text = query.slice(0, QUERY_LENGTH_MAX);
      const foreign = foreignMatterIn(text);
      const scored = score(featuresOf(text), corpus)
        .flatMap((score, i) => {
          const entry = corpus?.entries[i];
          if (entry === undefined || score <= 0) return [];
          const isForeign = foreign !== undefined && !entry.text.includes(foreign);
          const factor = isForeign ? FOREIGN_FACTOR : 1;
          return { article: entry.article, score: score * factor };
        })
        .sort((a, b) => b.score - a.score);
      const lead = (scored[0]?.score ?? 0) - (scored[1]?.score ?? 0);
      return scored.slice(0, limit).map((hit, i) => ({ ...hit, margin: i === 0 ? lead : 0 }));
    },
  };
}

/** A score for each article in the order of the corpus, 0 to 1; empty when nothing known is said. */
function score(asked: Features, { entries, questions, terms, rarest }: Corpus): readonly number[] {
  const likeness = new Float64Array(questions.length);
  const coverage = new Float64Array(entries.length);
  const evidence = new Float64Array(entries.length);
  let total = 0;
  let squares = 0;
  let isKnown = false;
  for (const [feature, given] of asked) {
    const term = terms.get(feature);
    const weight = given * (term?.rarity ?? rarest * UNKNOWN_WEIGHT);
    total += weight;
    squares += weight * weight;
    if (term === undefined) continue;
    isKnown = true;
    for (const { at, share } of term.questions) likeness[at] = (likeness[at] ?? 0) + weight * share;
    for (const { at, covered, evidence: found } of term.entries) {
      coverage[at] = (coverage[at] ?? 0) + weight * covered;
      evidence[at] = (evidence[at] ?? 0) + weight * found;
    }
  }
  if (!isKnown) return [];
  const length = Math.sqrt(squares);
  const nearest = new Float64Array(entries.length);
  questions.forEach((entry, i) => {
    nearest[entry] = Math.max(nearest[entry] ?? 0, (likeness[i] ?? 0) / length);
  });
  return entries.map(
    (_, i) =>
      SHARES.likeness * (nearest[i] ?? 0) +
      (SHARES.coverage * (coverage[i] ?? 0)) / total +
      SHARES.evidence * Math.min(1, (evidence[i] ?? 0) / total / EVIDENCE_MAX),
  );
}
