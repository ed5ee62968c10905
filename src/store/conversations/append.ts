import type { OutgoingMessage, StoredMessage } from '../../domain/conversation.ts';
import { wechatKindOf } from '../../domain/wechat/account.ts';
import type { SendPurpose } from '../../domain/wechat/quota.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Sql } from '../sql.ts';
import { type AppendedRow, numbered } from './rows.ts';

/**
 * Channels whose readers take messages from the transcript by number. For them a stored message is sent; WeChat gets
 * one outbox row for what is appended at a time, and every other channel one for each message.
 */
export const TRANSCRIPT_CHANNELS: readonly string[] = ['web'];

/** Rows of one group commit, and group commits of one kind on their way at once (store/batcher.ts). */
export const BATCH_SIZE_MAX = 64;
export const BATCHES_AT_ONCE = 1;

/** Why an event is not sent on a channel that knows only messages: the row of the transcript says so. */
export const NOT_FOR_CHANNEL = 'not_for_channel';
const IS_NOT_FOR_WECHAT = `(split_part(n.channel_account, ':', 1) IN ('wechat-oa', 'wechat-kf')
          AND m.row->'activity'->>'type' IS DISTINCT FROM 'message')`;

/** Messages as every statement that appends takes them, in a JSON array. */
export function toAppendRows(messages: readonly OutgoingMessage[]): readonly object[] {
  return messages.map((message) => ({
    author: message.author,
    author_name: message.authorName,
    activity: message.activity,
    reply_to_seq: message.replyToSeq,
    generated_by: message.generatedBy,
  }));
}

/** Inserts a JSON array of messages behind the numbers that the CTE `numbered`, under the alias `n`, gave. */
export function insertMessagesSql(parameters: {
  readonly messages: string;
  readonly turnId: string;
  /** Who speaks, of the row `m`; default: who the message says. */
  readonly author?: string;
}): string {
  const { author = "m.row->>'author'" } = parameters;
  return `INSERT INTO messages (conversation_id, seq, direction, author, author_name, at, activity, reply_to_seq,
        generated_by, turn_id, delivery, delivery_reason)
      SELECT n.id, n.last_seq - n.count + m.nth, 'out', ${author}, m.row->>'author_name',
        n.last_message_at - (n.count - m.nth) * interval '1 millisecond', m.row->'activity',
        (m.row->>'reply_to_seq')::int, COALESCE(m.row->>'generated_by', 'template'), ${parameters.turnId},
        CASE WHEN n.channel_account = ANY('{${TRANSCRIPT_CHANNELS.join(',')}}') THEN 'sent'
          WHEN ${IS_NOT_FOR_WECHAT} THEN 'suppressed' ELSE 'queued' END,
        CASE WHEN ${IS_NOT_FOR_WECHAT} THEN '${NOT_FOR_CHANNEL}' END
      FROM numbered n, jsonb_array_elements(${parameters.messages}) WITH ORDINALITY AS m(row, nth)`;
}

/** Takes the next `count` numbers and times; `now` never goes back within a conversation. */
export function takeNumbersSql({ count, now }: { readonly count: string; readonly now: string }) {
  return `last_seq = c.last_seq + ${count},
    last_message_at = CASE WHEN ${count} = 0 THEN c.last_message_at
      ELSE GREATEST(${now}, c.last_message_at + interval '1 millisecond')
        + (${count} - 1) * interval '1 millisecond' END`;
}

/**
 * The bot says nothing while a person owns the conversation (law 7). News that reach it then, such as a claim's, are
 * the desk's: decided under the conversation's lock, so that no acceptance comes between.
 */
const AUTHOR_NOW = `CASE WHEN n.mode = 'agent' AND m.row->>'author' = 'bot' THEN 'system' ELSE m.row->>'author' END`;

const APPEND = {
  name: 'append-messages',
  text: `WITH numbered AS (
      UPDATE conversations c SET ${takeNumbersSql({ count: '$2::int', now: '$3::timestamptz' })} WHERE id = $1
      RETURNING id, last_seq, last_message_at, channel_account, mode, $2::int AS count),
    inserted AS (${insertMessagesSql({ messages: '$4::jsonb', turnId: 'NULL', author: AUTHOR_NOW })})
    SELECT last_seq, last_message_at, channel_account, mode FROM numbered`,
};

/** Appends messages outside a turn (claim news, agents) within the caller's transaction. */
export async function appendMessages(
  sql: Sql,
  input: {
    readonly conversationId: Id<'conversation'>;
    readonly messages: readonly OutgoingMessage[];
    /** News of a claim or a complaint: they may use the last send of a channel's quota. */
    readonly purpose?: 'news';
    readonly now: Date;
    readonly random: Random;
  },
): Promise<readonly StoredMessage[]> {
  const { conversationId, messages, now } = input;
  const { rows } = await sql.query<AppendedRow & { channel_account: string; mode: string }>({
    ...APPEND,
    values: [conversationId, messages.length, now, JSON.stringify(toAppendRows(messages))],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('cannot append to a conversation that does not exist');
  const said = row.mode === 'agent' ? messages.map(inDesksName) : messages;
  const stored = numbered(conversationId, said, row);
  await queueForChannel(sql, {
    channelAccount: row.channel_account,
    messages: stored,
    ...(input.purpose === undefined ? {} : { purpose: input.purpose }),
    now,
    random: input.random,
  });
  return stored;
}

function inDesksName(message: OutgoingMessage): OutgoingMessage {
  return message.author === 'bot' ? { ...message, author: 'system' } : message;
}

interface QueueForChannel {
  readonly channelAccount: string;
  readonly messages: readonly StoredMessage[];
  /** Absent: whose words they are says it. */
  readonly purpose?: SendPurpose;
  readonly now: Date;
  readonly random: Random;
}

/** Outbox rows for the messages of a channel that has to be called; none for transcript channels. */
export async function queueForChannel(sql: Sql, input: QueueForChannel): Promise<void> {
  if (TRANSCRIPT_CHANNELS.includes(input.channelAccount)) return;
  if (wechatKindOf(input.channelAccount) !== undefined) return queueTogether(sql, input);
  for (const message of input.messages) {
    await enqueue(sql, {
      id: newId('outbox', input.random),
      kind: 'channel_message',
      message: { conversationId: message.conversationId, seq: message.seq },
      orderKey: message.conversationId,
      payload: { channelAccount: input.channelAccount, activity: toPayload(message.activity) },
      now: input.now,
    });
  }
}

/** WeChat counts what is sent: whoever sends must see all of it to fit it into what is left. Events it does not know. */
async function queueTogether(sql: Sql, input: QueueForChannel): Promise<void> {
  const { channelAccount, now, random } = input;
  const messages = input.messages.filter(({ activity }) => activity.type === 'message');
  const first = messages[0];
  const last = messages.at(-1);
  if (first === undefined || last === undefined) return;
  const { conversationId, seq } = last;
  await enqueue(sql, {
    id: newId('outbox', random),
    kind: 'channel_message',
    message: { conversationId, seq, firstSeq: first.seq },
    orderKey: conversationId,
    payload: {
      channelAccount,
      purpose: input.purpose ?? purposeOf(last),
      activities: messages.map(({ activity }) => toPayload(activity)),
    },
    now,
  });
}

function purposeOf({ author }: StoredMessage): SendPurpose {
  return author === 'agent' || author === 'system' ? author : 'reply';
}

/** Activities are JSON by construction; their declared fields hide it from the compiler. */
function toPayload(activity: unknown): JsonObject {
  return isJsonObject(activity) ? activity : {};
}
