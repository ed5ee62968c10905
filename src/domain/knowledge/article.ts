/** What an article is about, in the order in which the console lists them. */
export const ARTICLE_CATEGORIES = [
  'cover',
  'claims',
  'premium',
  'policy',
  'rights',
  'service',
  'car_care',
] as const;
export type ArticleCategory = (typeof ARTICLE_CATEGORIES)[number];

/** Everything of an article that a person writes and another one reviews. */
export interface ArticleText {
  /** At most 20 characters: it is also the label of a tap. */
  readonly title: string;
  readonly category: ArticleCategory;
  /** Ways in which people ask for it. */
  readonly questions: readonly string[];
  /** Plain text; paragraphs are separated by `\n`. */
  readonly body: string;
  /** The law or clause that it rests on, as it is named to customers. */
  readonly basis?: string;
  readonly keywords: readonly string[];
}

/** An article as customers may read it: reviewed and published. */
export interface Article extends ArticleText {
  /** Its name in addresses and taps; never changes. */
  readonly slug: string;
  /** When these words were published. */
  readonly updatedAt: Date;
}

/** An article that a search found. */
export interface Hit {
  readonly article: Article;
  /** How well it answers the question, 0 to 1. */
  readonly score: number;
  /** How far it is ahead of the next one; 0 for all but the first. */
  readonly margin: number;
}

/** Published articles, for flows. */
export interface KnowledgeReader {
  /** The best first, at most `limit`; empty when nothing comes near. */
  search(query: string, limit: number): Promise<readonly Hit[]>;
  bySlug(slug: string): Promise<Article | undefined>;
}
