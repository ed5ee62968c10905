import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { type ConversationLink, LINK_KINDS, type LinkKind } from '../../domain/handoff/view.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface LinkInput {
  readonly conversationId: string;
  readonly kind: LinkKind;
  readonly ref: string;
  readonly actor: Actor;
}

export interface LinkStore {
  /** Oldest first; undefined when there is no such conversation. */
  list(conversationId: string): Promise<readonly ConversationLink[] | undefined>;
  /** A link that is there already stays as it is. */
  add(link: LinkInput): Promise<ConversationLink | 'unknown_conversation' | 'unknown_ref'>;
  remove(link: LinkInput): Promise<'removed' | 'not_found'>;
}

const rowSchema = z.object({
  kind: z.enum(LINK_KINDS),
  ref: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.date(),
});

/** Where a number must be known before a conversation can be about it. */
const KNOWN: Readonly<Record<LinkKind, string>> = {
  claim: 'SELECT claim_no AS ref FROM claims WHERE claim_no = $1 OR report_no = $1',
  complaint: 'SELECT complaint_no AS ref FROM complaints WHERE complaint_no = $1',
  service_request: 'SELECT request_no AS ref FROM service_requests WHERE request_no = $1',
};

const LINKS = `SELECT l.kind, l.ref, l.by, COALESCE(a.display_name, k.name) AS "byName", l.at
  FROM conversation_links l LEFT JOIN agents a ON a.id = l.by LEFT JOIN api_keys k ON k.id = l.by`;
/** More than a conversation is ever about. */
const LINKS_MAX = 200;

/** Which cases, complaints and tasks conversations are about. */
export function makeLinkStore(deps: { readonly pool: Pool; readonly clock: Clock }): LinkStore {
  const { pool, clock } = deps;
  return {
    list: (conversationId) => list(pool, conversationId),
    add: (link) => inTransaction(pool, (sql) => add(sql, link, clock.now())),
    remove: (link) =>
      inTransaction(pool, async (sql) => {
        const { rowCount } = await sql.query(
          'DELETE FROM conversation_links WHERE conversation_id = $1 AND kind = $2 AND ref = $3',
          [link.conversationId, link.kind, link.ref],
        );
        if (rowCount !== 1) return 'not_found';
        await insertAudit(sql, [toAudit(link, 'link.removed')], clock.now());
        return 'removed';
      }),
  };
}

async function list(
  sql: Sql,
  conversationId: string,
): Promise<readonly ConversationLink[] | undefined> {
  if (!(await exists(sql, conversationId))) return undefined;
  const { rows } = await sql.query(
    `${LINKS} WHERE l.conversation_id = $1 ORDER BY l.at, l.kind, l.ref LIMIT ${LINKS_MAX}`,
    [conversationId],
  );
  return z.array(rowSchema).parse(rows);
}

async function add(
  sql: Sql,
  link: LinkInput,
  now: Date,
): Promise<ConversationLink | 'unknown_conversation' | 'unknown_ref'> {
  if (!(await exists(sql, link.conversationId))) return 'unknown_conversation';
  const known = await sql.query<{ ref: string }>(KNOWN[link.kind], [link.ref]);
  // A report's number is stored as its claim's: the same case is one link.
  const ref = known.rows[0]?.ref;
  if (ref === undefined) return 'unknown_ref';
  await insertLink(sql, { ...link, ref }, now);
  const { rows } = await sql.query(
    `${LINKS} WHERE l.conversation_id = $1 AND l.kind = $2 AND l.ref = $3`,
    [link.conversationId, link.kind, ref],
  );
  return rowSchema.parse(rows[0]);
}

/** Links a conversation to a case that is known to exist, with the audit row; nothing when it is linked already. */
export async function insertLink(sql: Sql, link: LinkInput, now: Date): Promise<void> {
  const { rowCount } = await sql.query(
    `INSERT INTO conversation_links (conversation_id, kind, ref, by, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [link.conversationId, link.kind, link.ref, link.actor.id, now],
  );
  if (rowCount === 1) await insertAudit(sql, [toAudit(link, 'link.added')], now);
}

async function exists(sql: Sql, conversationId: string): Promise<boolean> {
  const { rows } = await sql.query('SELECT 1 FROM conversations WHERE id = $1', [conversationId]);
  return rows.length > 0;
}

function toAudit({ actor, conversationId, kind, ref }: LinkInput, action: string) {
  const subject = { subjectKind: 'conversation', subjectId: conversationId };
  return { actor, action, ...subject, data: { kind, ref } };
}
