import type { Pool } from 'pg';
import { z } from 'zod';

const countSchema = z.object({ count: z.number() });

/** How many rows of a channel account left since then, or may have: what a daily cap counts. */
export async function countSent(pool: Pool, channelAccount: string, since: Date): Promise<number> {
  const { rows } = await pool.query({ ...COUNT, values: [channelAccount, since] });
  return countSchema.parse(rows[0]).count;
}

/** `next_attempt_at` finds the days in an index; a row that waited longer than one for its turn is not counted. */
const COUNT = {
  name: 'outbox-count-sent',
  text: `SELECT count(*)::int AS count FROM outbox o JOIN conversations c ON c.id = o.conversation_id
    WHERE o.status IN ('sent', 'unknown') AND o.next_attempt_at >= $2::timestamptz - interval '1 day'
      AND o.kind = 'channel_message' AND c.channel_account = $1
      AND COALESCE(o.sent_at, o.created_at) >= $2`,
};
