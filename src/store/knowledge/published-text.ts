import { z } from 'zod';
import { ARTICLE_CATEGORIES, type ArticleText } from '../../domain/knowledge/article.ts';

/** Column `published`: the reviewed words that customers read. */
export const publishedSchema = z.object({
  title: z.string(),
  category: z.enum(ARTICLE_CATEGORIES),
  questions: z.array(z.string()),
  body: z.string(),
  basis: z.string().optional(),
  keywords: z.array(z.string()),
  /** The version of the row that was reviewed. */
  version: z.number().int(),
  at: z.iso.datetime(),
});

export type PublishedText = z.infer<typeof publishedSchema>;

/** What column `published` holds once this text is reviewed. */
export function toPublished(text: ArticleText, version: number, at: Date): PublishedText {
  const { title, category, questions, body, basis, keywords } = text;
  return {
    title,
    category,
    questions: [...questions],
    body,
    keywords: [...keywords],
    version,
    at: at.toISOString(),
    ...(basis === undefined ? {} : { basis }),
  };
}
