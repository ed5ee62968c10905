import type { Actor } from '../../domain/audit.ts';
import { actorKey, type PublishOutcome } from '../../domain/knowledge/record.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { ARTICLE_COLUMNS, type ArticleRow, parseArticleRow, toArticleView } from './article-row.ts';
import { toPublished } from './published-text.ts';
import { lockArticle, type PutArticleDeps } from './put-article.ts';

export interface PublishRequest {
  readonly slug: string;
  /** The version that was reviewed: a later change is not published unseen. */
  readonly version: number;
}

/** Lets customers read the reviewed version. Nobody who changed it since it was last published may do so. */
export function publishArticle(
  { pool, clock }: Pick<PutArticleDeps, 'pool' | 'clock'>,
  { slug, version }: PublishRequest,
  actor: Actor,
): Promise<PublishOutcome> {
  const now = clock.now();
  const reviewer = actorKey(actor);
  return inTransaction(pool, async (sql) => {
    const before = await lockArticle(sql, slug);
    if (before === undefined) return { kind: 'not_found' };
    if (before.status === 'archived') return { kind: 'archived' };
    if (before.version !== version) return { kind: 'version_conflict', version: before.version };
    if (before.status === 'published') return { kind: 'published', article: toArticleView(before) };
    if (before.editors.includes(reviewer)) return { kind: 'own_text' };
    const { rows } = await sql.query(
      `UPDATE knowledge_articles SET status = 'published', published = $2, reviewer = $3, editors = '[]',
         version = version + 1, updated_at = $4
       WHERE slug = $1 RETURNING ${ARTICLE_COLUMNS}`,
      [slug, JSON.stringify(publishedOf(before, now)), reviewer, now],
    );
    const subject = { subjectKind: 'knowledge_article', subjectId: slug };
    const data = { version: before.version + 1, author: before.author };
    await insertAudit(sql, [{ actor, action: 'knowledge.published', ...subject, data }], now);
    return { kind: 'published', article: toArticleView(parseArticleRow(rows[0])) };
  });
}

/** Publishing is a change too: what customers read is the version that it makes. */
function publishedOf(row: ArticleRow, now: Date) {
  const { basis, ...rest } = row;
  const text = { ...rest, ...(basis === null ? {} : { basis }) };
  return toPublished(text, row.version + 1, now);
}

/** Takes an article from everybody's eyes; it stays in the table. */
export function archiveArticle(
  { pool, clock }: Pick<PutArticleDeps, 'pool' | 'clock'>,
  slug: string,
  actor: Actor,
): Promise<'archived' | 'not_found'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const before = await lockArticle(sql, slug);
    if (before === undefined) return 'not_found';
    if (before.status === 'archived') return 'archived';
    await sql.query(
      `UPDATE knowledge_articles SET status = 'archived', published = NULL, version = version + 1,
         updated_at = $2 WHERE slug = $1`,
      [slug, now],
    );
    const subject = { subjectKind: 'knowledge_article', subjectId: slug };
    await insertAudit(sql, [{ actor, action: 'knowledge.archived', ...subject }], now);
    return 'archived';
  });
}
