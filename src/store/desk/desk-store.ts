import type {
  ConversationSummary,
  HistoryMessage,
  TranscriptMessage,
} from '../../domain/desk-view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { levelSchema, modeSchema } from '../customers/read-contacts.ts';
import type { Sql } from '../sql.ts';
import { type HistoryQuery, listHistory } from './conversation-history.ts';
import { shownName } from './handoff-item.ts';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  toTime,
  toTranscriptMessage,
} from './transcript-rows.ts';

export interface ConversationQuery extends PageRequest {
  readonly mode?: string | undefined;
  readonly customerNo?: string | undefined;
}

/** By cursor, or the newest before a number, or the oldest after one. */
export interface MessageQuery extends PageRequest {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

export interface DeskStore {
  /** The one that was written to last comes first. */
  listConversations(query: ConversationQuery): Promise<Page<ConversationSummary>>;
  findConversation(id: string): Promise<ConversationSummary | undefined>;
  /** Oldest first; undefined when there is no such conversation. */
  listMessages(id: string, page: MessageQuery): Promise<Page<TranscriptMessage> | undefined>;
  /** What the same person said in other conversations, newest first; undefined when there is no such conversation. */
  listHistory(id: string, page: HistoryQuery): Promise<Page<HistoryMessage> | undefined>;
}

/** Conversations as the people at the desk read them: masked. */
export function makeDeskStore({ pool }: { readonly pool: Sql }): DeskStore {
  return {
    listConversations: (query) => listConversations(pool, query),
    findConversation: async (id) => {
      const { rows } = await pool.query<ConversationRow>(`${CONVERSATIONS} WHERE c.id = $1`, [id]);
      return rows[0] === undefined ? undefined : toSummary(rows[0]);
    },
    listMessages: (id, page) => listMessages(pool, id, page),
    listHistory: (id, page) => listHistory(pool, id, page),
  };
}

interface ConversationRow {
  readonly id: string;
  readonly channel_account: string;
  readonly mode: string;
  readonly identity_id: string;
  readonly display_name: string | null;
  readonly customer_name: string | null;
  readonly customer_no: string | null;
  readonly level: number;
  readonly last_seq: number;
  readonly last_message_at: Date;
  readonly last_inbound_at: Date | null;
  readonly ended_at: Date | null;
  readonly created_at: Date;
}

const CONVERSATIONS = `SELECT c.id, c.channel_account, c.mode, c.identity_id, i.display_name, u.name AS customer_name, u.customer_no, i.level,
    c.last_seq, c.last_message_at, c.last_inbound_at, c.ended_at, c.created_at
  FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
  LEFT JOIN customers u ON u.id = i.customer_id`;

async function listConversations(
  sql: Sql,
  query: ConversationQuery,
): Promise<Page<ConversationSummary>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const { rows } = await sql.query<ConversationRow>(
    `${CONVERSATIONS}
     WHERE ($1::timestamptz IS NULL OR (c.last_message_at, c.id) < ($1, $2))
       AND ($3::text IS NULL OR c.mode = $3) AND ($4::text IS NULL OR u.customer_no = $4)
     ORDER BY c.last_message_at DESC, c.id DESC LIMIT $5`,
    [toTime(at), id ?? null, query.mode ?? null, query.customerNo ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    cursorOf: (row) => [row.last_message_at.toISOString(), row.id],
    toItem: toSummary,
  });
}

function toSummary(row: ConversationRow): ConversationSummary {
  // Somebody who was proved to be a customer is no visitor, also without a name of their own.
  const isNameless = row.customer_name === null && row.display_name === null;
  return {
    id: row.id,
    channelAccount: row.channel_account,
    mode: modeSchema.parse(row.mode),
    displayName: isNameless && row.customer_no !== null ? null : shownName(row),
    customerNo: row.customer_no,
    level: levelSchema.parse(row.level),
    messageCount: row.last_seq,
    lastMessageAt: row.last_message_at,
    lastInboundAt: row.last_inbound_at,
    endedAt: row.ended_at,
    createdAt: row.created_at,
  };
}

const MESSAGES = `SELECT ${MESSAGE_COLUMNS} FROM messages m`;
/** PostgreSQL's largest integer: a number beyond it is beyond every message. */
const SEQ_MAX = 2_147_483_647;

async function listMessages(
  sql: Sql,
  id: string,
  page: MessageQuery,
): Promise<Page<TranscriptMessage> | undefined> {
  const found = await sql.query('SELECT 1 FROM conversations WHERE id = $1', [id]);
  if (found.rows.length === 0) return undefined;
  if (page.before !== undefined)
    return { items: await readBefore(sql, id, page.before, page.limit) };
  const [after] = decodeCursor(page.cursor, 1) ?? [];
  const afterSeq = after === undefined ? (page.after ?? 0) : Number.parseInt(after, 10) || 0;
  const { rows } = await sql.query<MessageRow>(
    `${MESSAGES} WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [id, Math.min(afterSeq, SEQ_MAX), page.limit + 1],
  );
  return toPage(rows, {
    limit: page.limit,
    cursorOf: (row) => [String(row.seq)],
    toItem: toTranscriptMessage,
  });
}

/** A console opens at the end of the transcript and reads backwards by number: such a page has no cursor. */
async function readBefore(
  sql: Sql,
  id: string,
  before: number,
  limit: number,
): Promise<readonly TranscriptMessage[]> {
  const { rows } = await sql.query<MessageRow>(
    `${MESSAGES} WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`,
    [id, Math.min(before, SEQ_MAX), limit],
  );
  return rows.map(toTranscriptMessage).reverse();
}
