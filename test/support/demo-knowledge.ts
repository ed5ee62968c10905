import type { Article, KnowledgeReader } from '../../src/domain/knowledge/article.ts';
import { type ArticleIndex, makeArticleIndex } from '../../src/domain/knowledge/article-index.ts';
import { demoArticles } from '../../src/store/demo/data/articles/all-articles.ts';

/** The demo insurer's articles as customers read them. */
export const DEMO_ARTICLES: readonly Article[] = demoArticles.flatMap(([category, articles]) =>
  articles.map(({ paragraphs, keywords, ...article }) => ({
    ...article,
    category,
    body: paragraphs.join('\n'),
    keywords: keywords.split(' '),
    updatedAt: new Date('2026-05-20T02:00:00Z'),
  })),
);

let index: ArticleIndex | undefined;

/** One index for a whole test file: building it takes longer than all its searches. */
export function demoIndex(): ArticleIndex {
  index ??= makeArticleIndex(DEMO_ARTICLES);
  return index;
}

/** Reads the demo insurer's articles without a database. */
export const demoKnowledge: KnowledgeReader = {
  search: (query, limit) => Promise.resolve(demoIndex().search(query, limit)),
  bySlug: (slug) => Promise.resolve(demoIndex().bySlug(slug)),
};

/** A desk that has no articles yet. */
export const emptyKnowledge: KnowledgeReader = {
  search: () => Promise.resolve([]),
  bySlug: () => Promise.resolve(undefined),
};
