import type { Actor } from '../../domain/audit.ts';
import type {
  ArticlePut,
  ArticlePutOutcome,
  ArticleView,
  PublishOutcome,
} from '../../domain/knowledge/record.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import { ARTICLE_COLUMNS, parseArticleRow, toArticleView } from './article-row.ts';
import { archiveArticle, type PublishRequest, publishArticle } from './publish-article.ts';
import { type PutArticleDeps, putArticle } from './put-article.ts';

export interface ArticleQuery extends PageRequest {
  /** A part of the title, the words or the slug. */
  readonly q?: string | undefined;
  readonly status?: string | undefined;
}

export interface KnowledgeStore {
  /** By slug. */
  list(query: ArticleQuery): Promise<Page<ArticleView>>;
  find(slug: string): Promise<ArticleView | undefined>;
  put(put: ArticlePut, actor: Actor): Promise<ArticlePutOutcome>;
  publish(request: PublishRequest, actor: Actor): Promise<PublishOutcome>;
  archive(slug: string, actor: Actor): Promise<'archived' | 'not_found'>;
}

/** The articles as the desk keeps them. */
export function makeKnowledgeStore(deps: PutArticleDeps): KnowledgeStore {
  return {
    list: (query) => listArticles(deps.pool, query),
    find: async (slug) => {
      const { rows } = await deps.pool.query(
        `SELECT ${ARTICLE_COLUMNS} FROM knowledge_articles WHERE slug = $1`,
        [slug],
      );
      return rows[0] === undefined ? undefined : toArticleView(parseArticleRow(rows[0]));
    },
    put: (put, actor) => putArticle(deps, put, actor),
    publish: (request, actor) => publishArticle(deps, request, actor),
    archive: (slug, actor) => archiveArticle(deps, slug, actor),
  };
}

async function listArticles(sql: Sql, query: ArticleQuery): Promise<Page<ArticleView>> {
  const [after] = decodeCursor(query.cursor, 1) ?? [];
  // A text that people look for, not a pattern: position() knows no wildcards.
  const { rows } = await sql.query(
    `SELECT ${ARTICLE_COLUMNS} FROM knowledge_articles
     WHERE ($1::text IS NULL OR slug > $1) AND ($2::text IS NULL OR status = $2)
       AND ($3::text IS NULL OR position(lower($3) IN lower(slug || ' ' || title || ' ' || body)) > 0)
     ORDER BY slug LIMIT $4`,
    [after ?? null, query.status ?? null, query.q ?? null, query.limit + 1],
  );
  return toPage(rows.map(parseArticleRow), {
    limit: query.limit,
    cursorOf: (row) => [row.slug],
    toItem: toArticleView,
  });
}
