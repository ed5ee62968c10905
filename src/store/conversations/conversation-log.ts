import type { Pool } from 'pg';
import type { Activity } from '../../domain/activity.ts';
import type {
  Accepted,
  Conversation,
  ConversationLog,
  Inbound,
  OpenConversation,
  StoredMessage,
} from '../../domain/conversation.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { Batcher } from '../batcher.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';
import { type AcceptedRow, acceptMessages } from './accept-messages.ts';
import { BATCH_SIZE_MAX, BATCHES_AT_ONCE } from './append.ts';
import type { PreparedTurns } from './prepared-turns.ts';
import {
  CONVERSATION_COLUMNS,
  type ConversationRow,
  type MessageRow,
  toConversation,
  toMessage,
} from './rows.ts';
import { toWork } from './turn-row.ts';

type AcceptBatcher = Batcher<Inbound, AcceptedRow | null>;

export interface ConversationLogDeps {
  readonly pool: Pool;
  /** This process: a message that it accepts is its turn, when nobody has the turn. */
  readonly processId: string;
  readonly prepared: PreparedTurns;
  readonly random: Random;
}

/** The transcript on PostgreSQL. A message's number is given under the conversation's row lock. */
export function makeConversationLog(deps: ConversationLogDeps): ConversationLog {
  const { pool } = deps;
  const batcher: AcceptBatcher = new Batcher({
    runAll: (inbounds) => acceptMessages(pool, deps.processId, inbounds),
    keyOf: (inbound) => inbound.conversationId,
    concurrentMax: BATCHES_AT_ONCE,
    sizeMax: BATCH_SIZE_MAX,
  });
  return {
    open: (input) => inTransaction(pool, (sql) => open(sql, input, deps.random)),
    find: (id) => findOne(pool, 'c.id = $1', [id]),
    findByUser: (channelAccount, externalUserId) =>
      findOne(
        pool,
        `c.identity_id = (SELECT id FROM channel_identities WHERE channel_account = $1 AND external_user_id = $2)
         AND c.ended_at IS NULL ORDER BY c.created_at DESC LIMIT 1`,
        [channelAccount, externalUserId],
      ),
    accept: (inbound) => accept(deps, batcher, inbound),
    read: (id, afterSeq, limit) => read(pool, id, afterSeq, limit),
    lastSeqs: async (ids) => {
      const { rows } = await pool.query<{ id: string; last_seq: number }>(
        'SELECT id, last_seq FROM conversations WHERE id = ANY($1)',
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.last_seq]));
    },
  };
}

async function findOne(
  sql: Sql,
  where: string,
  values: unknown[],
): Promise<Conversation | undefined> {
  const { rows } = await sql.query<ConversationRow>(
    `SELECT ${CONVERSATION_COLUMNS} FROM conversations c WHERE ${where}`,
    values,
  );
  return rows[0] === undefined ? undefined : toConversation(rows[0]);
}

async function open(
  sql: Sql,
  input: OpenConversation,
  random: Random,
): Promise<{ conversation: Conversation; isNew: boolean }> {
  const existing = await findOne(sql, 'c.id = $1', [input.id]);
  if (existing !== undefined) return { conversation: existing, isNew: false };
  const identity = await sql.query<{ id: string }>(
    // The update changes nothing; it is there so that a row that exists is returned and locked.
    `INSERT INTO channel_identities (id, channel_account, external_user_id, display_name, created_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (channel_account, external_user_id) DO UPDATE SET external_user_id = EXCLUDED.external_user_id
     RETURNING id`,
    [
      newId('identity', random),
      input.channelAccount,
      input.externalUserId,
      input.displayName,
      input.now,
    ],
  );
  const inserted = await sql.query<ConversationRow>(
    `INSERT INTO conversations AS c (id, channel_account, identity_id, locale, address, last_message_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::timestamptz - interval '1 millisecond', $6)
     ON CONFLICT (id) DO NOTHING RETURNING ${CONVERSATION_COLUMNS}`,
    [
      input.id,
      input.channelAccount,
      identity.rows[0]?.id,
      input.locale ?? 'zh-CN',
      input.address,
      input.now,
    ],
  );
  const row = inserted.rows[0];
  if (row !== undefined) return { conversation: toConversation(row), isNew: true };
  // Somebody opened it between our look and our insert.
  const other = await findOne(sql, 'c.id = $1', [input.id]);
  if (other === undefined) throw new Error('a conversation that was just opened is gone');
  return { conversation: other, isNew: false };
}

/** PostgreSQL's name for the unique constraint on (channel_account, channel_message_id). */
const ONCE = 'messages_channel_account_channel_message_id_key';

async function accept(
  deps: ConversationLogDeps,
  batcher: AcceptBatcher,
  inbound: Inbound,
): Promise<Accepted> {
  const { pool } = deps;
  const { conversationId, channelAccount, activity } = inbound;
  try {
    const row = await batcher.run(inbound);
    if (row !== null) return { kind: 'accepted', message: prepare(deps, row, activity) };
  } catch (error) {
    if (!isUniqueViolation(error, ONCE)) throw error;
    return findDuplicate(pool, inbound);
  }
  const conversation = await findOne(pool, 'c.id = $1', [conversationId]);
  if (conversation?.channelAccount !== channelAccount) return { kind: 'not_found' };
  // The last word of a conversation that ended meanwhile may still be a repeated one.
  const duplicate = await findDuplicate(pool, inbound);
  return duplicate.kind === 'duplicate' ? duplicate : { kind: 'ended' };
}

/** A message that waits alone is its turn's whole work: kept, so that the turn need not read it. */
function prepare(deps: ConversationLogDeps, row: AcceptedRow, activity: Activity): StoredMessage {
  const { prepared, processId } = deps;
  const { at } = row;
  const message = { seq: row.last_seq, direction: 'in', author: 'customer', at, activity } as const;
  const waiting = { ...message, author_name: null, reply_to_seq: null, generated_by: null };
  if (row.is_alone && row.turn_by === processId) prepared.put(toWork(row, [waiting]));
  else prepared.forget(row.id);
  return { conversationId: row.id, ...message };
}

async function findDuplicate(pool: Pool, inbound: Inbound): Promise<Accepted> {
  const { rows } = await pool.query<MessageRow & { conversation_id: string }>(
    'SELECT * FROM messages WHERE channel_account = $1 AND channel_message_id = $2',
    [inbound.channelAccount, inbound.channelMessageId],
  );
  const row = rows[0];
  if (row === undefined) return { kind: 'not_found' };
  return { kind: 'duplicate', message: toMessage(row.conversation_id, row) };
}

async function read(
  pool: Pool,
  id: Id<'conversation'>,
  afterSeq: number,
  limit: number,
): Promise<readonly StoredMessage[]> {
  const { rows } = await pool.query<MessageRow>({
    name: 'read-messages',
    text: `SELECT seq, direction, author, author_name, at, activity, reply_to_seq, generated_by
           FROM messages WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    values: [id, afterSeq, limit],
  });
  return rows.map((row) => toMessage(id, row));
}
