import type { Activity } from '../../domain/activity.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import type { NativeHub } from '../../domain/wechat/native.ts';
import { carryOut } from '../handoffs/carry-out.ts';
import { type DeskWork, lockHandoff } from '../handoffs/desk-work.ts';
import { acceptedBy } from '../handoffs/other-desk.ts';

/**
 * What a servicer wrote in WeChat's own client: the customer has it already, so it is stored as sent and never leaves
 * again. Once for each message id; the conversation's lock is held, so that a repeated one is seen.
 */
export async function appendWords(
  desk: DeskWork,
  hub: NativeHub,
  words: {
    readonly channelAccount: string;
    readonly messageId: string;
    readonly activity: Activity;
  },
): Promise<void> {
  const { rows } = await desk.sql.query({
    name: 'native-words-known',
    text: 'SELECT 1 FROM messages WHERE channel_account = $1 AND channel_message_id = $2',
    values: [words.channelAccount, words.messageId],
  });
  if (rows.length > 0) return;
  // Whoever writes has the customer, also when nothing told us that they took them.
  await acceptedBy(desk, hub, 'none');
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  const isTheirs = open !== undefined && isOwned(open) && open.agentId === hub.id;
  if (isTheirs) {
    const by = { kind: 'system', id: hub.id } as const;
    await carryOut(desk, open, { event: { name: 'agent_wrote' }, by });
  }
  const said = await insertWords(desk, hub, words);
  desk.told.grew = true;
  await desk.deps.queueSaid?.(desk.sql, {
    conversationId: desk.conversation.id,
    ...said,
    author: 'agent',
    text: words.activity.text,
  });
}

async function insertWords(
  { sql, conversation, now }: DeskWork,
  hub: NativeHub,
  words: {
    readonly channelAccount: string;
    readonly messageId: string;
    readonly activity: Activity;
  },
): Promise<{ readonly seq: number; readonly at: Date }> {
  const { rows } = await sql.query<{ seq: number; at: Date }>({
    name: 'native-words-insert',
    text: `WITH c AS (
        UPDATE conversations SET last_seq = last_seq + 1,
          last_message_at = GREATEST($2, last_message_at + interval '1 millisecond')
        WHERE id = $1 RETURNING id, last_seq, last_message_at)
      INSERT INTO messages (conversation_id, seq, direction, author, author_name, at, activity, channel_account,
        channel_message_id, generated_by, delivery)
      SELECT id, last_seq, 'out', 'agent', $3, last_message_at, $4, $5, $6, 'person', 'sent' FROM c
      RETURNING seq, at`,
    values: [
      conversation.id,
      now,
      hub.name ?? null,
      JSON.stringify(words.activity),
      words.channelAccount,
      words.messageId,
    ],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('words of a conversation that does not exist');
  return row;
}
