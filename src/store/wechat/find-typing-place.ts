import type { Pool } from 'pg';
import { z } from 'zod';
import type { Id } from '../../lib/ids.ts';

const rowSchema = z.object({
  channel_account: z.string(),
  user_id: z.string(),
  last_inbound_at: z.date().nullable(),
});

/** Whom a conversation of an official account is with, and when they wrote last; undefined on other channels. */
export async function findTypingPlace(pool: Pool, id: Id<'conversation'>) {
  const { rows } = await pool.query({ ...FIND, values: [id] });
  if (rows[0] === undefined) return undefined;
  const row = rowSchema.parse(rows[0]);
  return {
    channelAccount: row.channel_account,
    userId: row.user_id,
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
  };
}

const FIND = {
  name: 'wechat-typing-place',
  text: `SELECT channel_account, address->>'userId' AS user_id, last_inbound_at FROM conversations
    WHERE id = $1 AND channel_account LIKE 'wechat-oa:%' AND address ? 'userId'`,
};
