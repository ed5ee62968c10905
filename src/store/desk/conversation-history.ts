import type { HistoryMessage } from '../../domain/desk-view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  toTime,
  toTranscriptMessage,
} from './transcript-rows.ts';

export interface HistoryQuery extends PageRequest {
  /** Only what was said before. */
  readonly before?: Date | undefined;
}

/**
 * Other conversations of the same person: of the same chat identity, of the customer that both proved to be, or of one
 * person by WeChat's own word (union id), unless they proved to be two. A claim to be somebody is no proof, and a
 * reporter is not the insured.
 */
const HISTORY = `WITH me AS (
    SELECT c.id AS conversation_id, i.id, i.union_id,
      CASE WHEN i.subject_kind = 'customer' AND i.level >= 1 THEN i.customer_id END AS customer_id
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id WHERE c.id = $1),
  same AS (
    SELECT id FROM me
    UNION SELECT x.id FROM me JOIN channel_identities x ON x.customer_id = me.customer_id
      WHERE x.subject_kind = 'customer' AND x.level >= 1
    UNION SELECT x.id FROM me JOIN channel_identities x ON x.union_id = me.union_id
      WHERE (x.subject_kind = 'customer' AND x.level >= 1 AND x.customer_id <> me.customer_id) IS NOT TRUE)
  SELECT m.conversation_id, o.channel_account AS talk_channel, ${MESSAGE_COLUMNS}
  FROM same JOIN conversations o ON o.identity_id = same.id AND o.id <> $1
  JOIN messages m ON m.conversation_id = o.id
  WHERE m.activity->>'type' = 'message' AND ($2::timestamptz IS NULL OR m.at < $2)
    AND ($3::timestamptz IS NULL OR (m.at, m.conversation_id, m.seq) < ($3, $4, $5::int))
  ORDER BY m.at DESC, m.conversation_id DESC, m.seq DESC LIMIT $6`;

type HistoryRow = MessageRow & { readonly conversation_id: string; readonly talk_channel: string };

/** What the same person said elsewhere and before, newest first; undefined when there is no such conversation. */
export async function listHistory(
  sql: Sql,
  id: string,
  { before, limit, cursor }: HistoryQuery,
): Promise<Page<HistoryMessage> | undefined> {
  const found = await sql.query('SELECT 1 FROM conversations WHERE id = $1', [id]);
  if (found.rows.length === 0) return undefined;
  const [at, conversationId, seq] = decodeCursor(cursor, 3) ?? [];
  const { rows } = await sql.query<HistoryRow>(HISTORY, [
    id,
    before ?? null,
    toTime(at),
    conversationId ?? null,
    Number.parseInt(seq ?? '', 10) || 0,
    limit + 1,
  ]);
  return toPage(rows, {
    limit,
    cursorOf: (row) => [row.at.toISOString(), row.conversation_id, String(row.seq)],
    toItem: (row) => ({
      ...toTranscriptMessage(row),
      conversationId: row.conversation_id,
      channelAccount: row.talk_channel,
    }),
  });
}
