import type { Article, KnowledgeReader } from '../../domain/knowledge/article.ts';
import { type ArticleIndex, makeArticleIndex } from '../../domain/knowledge/article-index.ts';
import { addMs, type Clock, SECOND_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import { publishedSchema } from './published-text.ts';

/** How long a process may answer from articles that another one has just changed, in milliseconds. */
const CHECK_EVERY_MS = 5 * SECOND_MS;

interface Loaded {
  readonly stamp: string;
  readonly index: ArticleIndex;
}

/**
 * Published articles, kept in memory and searched there. The table is looked at once in five seconds at most;
 * only when it changed is it read again.
 */
export function makeKnowledgeReader(deps: {
  readonly pool: Sql;
  readonly clock: Clock;
}): KnowledgeReader {
  let loaded: Loaded | undefined;
  let checkAfter: Date | undefined;
  let checking: Promise<ArticleIndex> | undefined;

  async function refresh(): Promise<ArticleIndex> {
    const stamp = await readStamp(deps.pool);
    // Written between the stamp and the reading: read again at the next check, never missed.
    const current =
      loaded?.stamp === stamp
        ? loaded
        : { stamp, index: makeArticleIndex(await readPublished(deps.pool)) };
    loaded = current;
    checkAfter = addMs(deps.clock.now(), CHECK_EVERY_MS);
    return current.index;
  }

  async function currentIndex(): Promise<ArticleIndex> {
    const isFresh = checkAfter !== undefined && deps.clock.now() < checkAfter;
    if (loaded !== undefined && isFresh) return loaded.index;
    checking ??= refresh().finally(() => {
      checking = undefined;
    });
    return checking;
  }

  return {
    search: async (query, limit) => (await currentIndex()).search(query, limit),
    bySlug: async (slug) => (await currentIndex()).bySlug(slug),
  };
}

/** Every change makes a version grow, and no row is ever removed: an equal sum is an equal table. */
async function readStamp(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ stamp: string }>(
    `SELECT count(*)::text || ':' || COALESCE(sum(version), 0)::text AS stamp FROM knowledge_articles`,
  );
  return rows[0]?.stamp ?? '';
}

async function readPublished(sql: Sql): Promise<readonly Article[]> {
  const { rows } = await sql.query<{ slug: string; published: unknown }>(
    `SELECT slug, published FROM knowledge_articles WHERE published IS NOT NULL ORDER BY slug`,
  );
  return rows.map(({ slug, published }) => {
    const { at, version: _, basis, ...text } = publishedSchema.parse(published);
    return {
      slug,
      updatedAt: new Date(at),
      ...text,
      ...(basis === undefined ? {} : { basis }),
    };
  });
}
