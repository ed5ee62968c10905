import type { Author } from '../../domain/conversation.ts';
import type {
  ConversationSummary,
  HandoffView,
  TranscriptMessage,
} from '../../domain/desk-view.ts';
import { maskName } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { GeneratedBy } from '../../domain/reply.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { levelSchema, modeSchema } from '../customers/read-contacts.ts';
import type { Sql } from '../sql.ts';
import { maskActivity } from './mask-activity.ts';

export interface ConversationQuery extends PageRequest {
  readonly mode?: string | undefined;
  readonly customerNo?: string | undefined;
}

export interface DeskStore {
  /** The one that was written to last comes first. */
  listConversations(query: ConversationQuery): Promise<Page<ConversationSummary>>;
  findConversation(id: string): Promise<ConversationSummary | undefined>;
  /** Oldest first; undefined when there is no such conversation. */
  listMessages(id: string, page: PageRequest): Promise<Page<TranscriptMessage> | undefined>;
  listHandoffs(
    query: PageRequest & { readonly state?: string | undefined },
  ): Promise<Page<HandoffView>>;
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
    listHandoffs: (query) => listHandoffs(pool, query),
  };
}

interface ConversationRow {
  readonly id: string;
  readonly channel_account: string;
  readonly mode: string;
  readonly display_name: string | null;
  readonly customer_no: string | null;
  readonly level: number;
  readonly last_seq: number;
  readonly last_message_at: Date;
  readonly last_inbound_at: Date | null;
  readonly ended_at: Date | null;
  readonly created_at: Date;
}

const CONVERSATIONS = `SELECT c.id, c.channel_account, c.mode, i.display_name, u.customer_no, i.level,
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
  return {
    id: row.id,
    channelAccount: row.channel_account,
    mode: modeSchema.parse(row.mode),
    displayName: row.display_name === null ? null : maskName(row.display_name),
    customerNo: row.customer_no,
    level: levelSchema.parse(row.level),
    messageCount: row.last_seq,
    lastMessageAt: row.last_message_at,
    lastInboundAt: row.last_inbound_at,
    endedAt: row.ended_at,
    createdAt: row.created_at,
  };
}

interface MessageRow {
  readonly seq: number;
  readonly at: Date;
  readonly direction: 'in' | 'out';
  readonly author: Author;
  readonly author_name: string | null;
  readonly activity: unknown;
  readonly reply_to_seq: number | null;
  readonly generated_by: GeneratedBy | null;
  readonly delivery: string | null;
  readonly delivery_reason: string | null;
}

async function listMessages(
  sql: Sql,
  id: string,
  page: PageRequest,
): Promise<Page<TranscriptMessage> | undefined> {
  const [after] = decodeCursor(page.cursor, 1) ?? [];
  const found = await sql.query('SELECT 1 FROM conversations WHERE id = $1', [id]);
  if (found.rows.length === 0) return undefined;
  const { rows } = await sql.query<MessageRow>(
    `SELECT seq, at, direction, author, author_name, activity, reply_to_seq, generated_by, delivery,
       delivery_reason
     FROM messages WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [id, Number.parseInt(after ?? '0', 10) || 0, page.limit + 1],
  );
  return toPage(rows, {
    limit: page.limit,
    cursorOf: (row) => [String(row.seq)],
    toItem: (row) => ({
      seq: row.seq,
      at: row.at,
      direction: row.direction,
      author: row.author,
      authorName: row.author_name,
      ...maskActivity(row.activity),
      replyToSeq: row.reply_to_seq,
      generatedBy: row.generated_by,
      delivery: row.delivery,
      deliveryReason: row.delivery_reason,
    }),
  });
}

interface HandoffRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly reason: string;
  readonly state: string;
  readonly requested_at: Date;
  readonly closed_at: Date | null;
}

async function listHandoffs(
  sql: Sql,
  query: PageRequest & { readonly state?: string | undefined },
): Promise<Page<HandoffView>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const { rows } = await sql.query<HandoffRow>(
    `SELECT id, conversation_id, reason, state, requested_at, closed_at FROM handoffs
     WHERE ($1::timestamptz IS NULL OR (requested_at, id) > ($1, $2)) AND ($3::text IS NULL OR state = $3)
     ORDER BY requested_at, id LIMIT $4`,
    [toTime(at), id ?? null, query.state ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    cursorOf: (row) => [row.requested_at.toISOString(), row.id],
    toItem: (row) => ({
      id: row.id,
      conversationId: row.conversation_id,
      reason: row.reason,
      state: row.state,
      requestedAt: row.requested_at,
      closedAt: row.closed_at,
    }),
  });
}

/** A cursor's time; one that is no time starts the list from its beginning. */
function toTime(text: string | undefined): Date | null {
  if (text === undefined || Number.isNaN(Date.parse(text))) return null;
  return new Date(text);
}
