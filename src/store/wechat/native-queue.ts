import { newId, type Random } from '../../lib/ids.ts';
import type { QueueHandoffNews } from '../handoffs/desk-work.ts';
import { enqueue } from '../outbox/enqueue.ts';

/**
 * Queues the command that gives a customer to WeChat's own people, in the transaction that asks for a person. It comes
 * after the messages that were queued before it, so that the customer still gets them: once a session is in the pool,
 * nothing of ours arrives.
 */
export function makeQueueNative({
  isNative,
  random,
}: {
  readonly isNative: (channelAccount: string) => boolean;
  readonly random: Random;
}): QueueHandoffNews {
  return async (sql, { type, handoff, at }) => {
    if (type !== 'handoff.requested') return;
    const { conversationId, reason } = handoff;
    // Somebody has these at once.
    if (reason === 'other_desk' || reason === 'taken_over') return;
    const { rows } = await sql.query<{ channel_account: string }>({
      name: 'native-channel-of',
      text: 'SELECT channel_account FROM conversations WHERE id = $1',
      values: [conversationId],
    });
    const channelAccount = rows[0]?.channel_account;
    if (channelAccount === undefined || !isNative(channelAccount)) return;
    await enqueue(sql, {
      id: newId('outbox', random),
      kind: 'channel_message',
      orderKey: conversationId,
      payload: { channelAccount, command: 'handoff' },
      now: at,
    });
  };
}
