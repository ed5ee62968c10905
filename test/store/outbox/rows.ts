import type { Pool } from 'pg';
import type { NewOutboxRow } from '../../../src/domain/outbox.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { makeConversationLog } from '../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { enqueue } from '../../../src/store/outbox/enqueue.ts';

/** The moment at which the rows of these tests were written. */
export const THEN = new Date('2026-11-22T08:00:00.000Z');

export async function enqueueOne(
  pool: Pool,
  row: Partial<NewOutboxRow> & Pick<NewOutboxRow, 'orderKey'>,
): Promise<string> {
  const id = newId('outbox', systemRandom);
  const payload = { to: '13800000000', text: 'x' };
  await enqueue(pool, { id, kind: 'sms', payload, now: THEN, ...row });
  return row.id ?? id;
}

/** A conversation with one outgoing message, number 1, that waits to be delivered. */
export async function queueMessage(
  pool: Pool,
  options: { readonly channelAccount?: string; readonly address?: object } = {},
) {
  const { channelAccount = 'botframework:emulator', address } = options;
  const conversationId = newId('conversation', systemRandom);
  const log = makeConversationLog({
    pool,
    processId: 'test',
    prepared: new PreparedTurns(),
    random: systemRandom,
  });
  await log.open({ id: conversationId, channelAccount, externalUserId: conversationId, now: THEN });
  const activity = { type: 'message', text: '您好' };
  await pool.query(
    `INSERT INTO messages (conversation_id, seq, direction, author, at, activity, delivery)
     VALUES ($1, 1, 'out', 'bot', $2, $3, 'queued')`,
    [conversationId, THEN, activity],
  );
  await pool.query('UPDATE conversations SET last_seq = 1, address = $2 WHERE id = $1', [
    conversationId,
    address === undefined ? null : JSON.stringify(address),
  ]);
  const id = await enqueueOne(pool, {
    kind: 'channel_message',
    orderKey: conversationId,
    message: { conversationId, seq: 1 },
    payload: { channelAccount, activity },
  });
  return { id, conversationId };
}

export async function readRow(pool: Pool, id: string) {
  const { rows } = await pool.query(
    `SELECT o.status, o.reason, o.attempts, o.next_attempt_at AS "nextAttemptAt", o.sent_at AS "sentAt",
            o.leased_until AS "leasedUntil", m.delivery, m.delivery_reason AS "deliveryReason"
     FROM outbox o LEFT JOIN messages m ON m.conversation_id = o.conversation_id AND m.seq = o.seq
     WHERE o.id = $1`,
    [id],
  );
  return rows[0];
}
