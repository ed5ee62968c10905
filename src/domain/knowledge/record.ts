import type { Actor } from '../audit.ts';
import type { ArticleText } from './article.ts';

export const ARTICLE_STATUSES = ['draft', 'published', 'archived'] as const;
/** draft: changed since it was last reviewed. archived: nobody reads it any more; a change brings it back as a draft. */
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/** An article as the desk sees it: its newest words, reviewed or not. */
export interface ArticleView extends ArticleText {
  readonly slug: string;
  readonly status: ArticleStatus;
  /** The version that customers read; absent when none do. Older than `version` while a change waits for review. */
  readonly publishedVersion?: number;
  /** Who changed it last, as `agent:...`, `api_key:...` or `system:...`. */
  readonly author: string;
  readonly reviewer?: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ArticlePut extends ArticleText {
  readonly slug: string;
  /** The version that was read before; a later one is not overwritten. */
  readonly version?: number | undefined;
}

export type ArticlePutOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly article: ArticleView }
  | { readonly kind: 'version_conflict'; readonly version: number };

/** What publishing came to. `own_text`: who changed the words may not be the one who reviews them. */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly article: ArticleView }
  | { readonly kind: 'version_conflict'; readonly version: number }
  | { readonly kind: 'not_found' | 'own_text' | 'archived' };

/** Somebody as article rows name them. */
export function actorKey({ kind, id }: Actor): string {
  return `${kind}:${id}`;
}
