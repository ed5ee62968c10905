import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import {
  type ArticlePut,
  type ArticlePutOutcome,
  actorKey,
} from '../../domain/knowledge/record.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { ARTICLE_COLUMNS, type ArticleRow, parseArticleRow, toArticleView } from './article-row.ts';

export interface PutArticleDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Creates an article or changes its words. What customers read stays as it is until somebody else publishes
 * the change; the same words again change nothing.
 */
export function putArticle(
  deps: PutArticleDeps,
  put: ArticlePut,
  actor: Actor,
): Promise<ArticlePutOutcome> {
  const now = deps.clock.now();
  return inTransaction(deps.pool, async (sql) => {
    // Locked by name: two who create the same slug at once come one after the other.
    await sql.query(`SELECT pg_advisory_xact_lock(hashtext('knowledge:' || $1))`, [put.slug]);
    const before = await lockArticle(sql, put.slug);
    if (before !== undefined && put.version !== undefined && put.version !== before.version) {
      return { kind: 'version_conflict', version: before.version };
    }
    if (before !== undefined && isSame(before, put)) {
      return { kind: 'unchanged', article: toArticleView(before) };
    }
    const after = await write(sql, { put, before, actor, now, id: deps });
    const kind = before === undefined ? 'created' : 'updated';
    const subject = { subjectKind: 'knowledge_article', subjectId: put.slug };
    const data = { version: after.version };
    await insertAudit(sql, [{ actor, action: `knowledge.${kind}`, ...subject, data }], now);
    return { kind, article: toArticleView(after) };
  });
}

/** The row of an article, kept for the rest of the transaction. */
export async function lockArticle(sql: Sql, slug: string): Promise<ArticleRow | undefined> {
  const { rows } = await sql.query(
    `SELECT ${ARTICLE_COLUMNS} FROM knowledge_articles WHERE slug = $1 FOR UPDATE`,
    [slug],
  );
  return rows[0] === undefined ? undefined : parseArticleRow(rows[0]);
}

function isSame(before: ArticleRow, put: ArticlePut): boolean {
  const words = ({ title, category, questions, body, keywords }: ArticleRow | ArticlePut) => [
    title,
    category,
    questions,
    body,
    keywords,
  ];
  const isEqual = JSON.stringify(words(before)) === JSON.stringify(words(put));
  return isEqual && (before.basis ?? undefined) === put.basis && before.status !== 'archived';
}

interface Writing {
  readonly put: ArticlePut;
  readonly before: ArticleRow | undefined;
  readonly actor: Actor;
  readonly now: Date;
  readonly id: { readonly random: Random };
}

async function write(sql: Sql, { put, before, actor, now, id }: Writing): Promise<ArticleRow> {
  const author = actorKey(actor);
  const editors = [...new Set([...(before?.editors ?? []), author])];
  const { rows } = await sql.query(
    `INSERT INTO knowledge_articles (id, slug, title, category, questions, body, basis, keywords, status,
       author, editors, version, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, 1, $11, $11)
     ON CONFLICT (slug) DO UPDATE SET title = EXCLUDED.title, category = EXCLUDED.category,
       questions = EXCLUDED.questions, body = EXCLUDED.body, basis = EXCLUDED.basis,
       keywords = EXCLUDED.keywords, status = 'draft', author = EXCLUDED.author, editors = EXCLUDED.editors,
       version = knowledge_articles.version + 1, updated_at = EXCLUDED.updated_at
     RETURNING ${ARTICLE_COLUMNS}`,
    [
      newId('knowledgeArticle', id.random),
      put.slug,
      put.title,
      put.category,
      JSON.stringify(put.questions),
      put.body,
      put.basis ?? null,
      JSON.stringify(put.keywords),
      author,
      JSON.stringify(editors),
      now,
    ],
  );
  return parseArticleRow(rows[0]);
}
