import { z } from 'zod';
import { ARTICLE_CATEGORIES } from '../../domain/knowledge/article.ts';
import { ARTICLE_STATUSES, type ArticleView } from '../../domain/knowledge/record.ts';
import { publishedSchema } from './published-text.ts';

const texts = z.array(z.string());

const rowSchema = z.object({
  slug: z.string(),
  title: z.string(),
  category: z.enum(ARTICLE_CATEGORIES),
  questions: texts,
  body: z.string(),
  basis: z.string().nullable(),
  keywords: texts,
  status: z.enum(ARTICLE_STATUSES),
  published: publishedSchema.nullable(),
  author: z.string(),
  editors: texts,
  reviewer: z.string().nullable(),
  version: z.number().int(),
  created_at: z.date(),
  updated_at: z.date(),
});

export type ArticleRow = z.infer<typeof rowSchema>;

export const ARTICLE_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of knowledge_articles as PostgreSQL gives it. */
export function parseArticleRow(row: unknown): ArticleRow {
  return rowSchema.parse(row);
}

export function toArticleView(row: ArticleRow): ArticleView {
  const { slug, title, category, questions, body, keywords, status, author, version } = row;
  return {
    slug,
    title,
    category,
    questions,
    body,
    keywords,
    status,
    author,
    version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.basis === null ? {} : { basis: row.basis }),
    ...(row.reviewer === null ? {} : { reviewer: row.reviewer }),
    ...(row.published === null ? {} : { publishedVersion: row.published.version }),
  };
}
