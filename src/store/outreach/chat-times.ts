import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** No pause between two messages to one chat is longer (server/contract/campaigns.ts). */
const PAUSE_MAX_MS = HOUR_MS;

const LAST = {
  name: 'outreach-chat-times',
  text: `SELECT customer_id, account, max(released_at) AS at FROM outreach_deliveries
    WHERE customer_id = ANY ($1) AND released_at > $2 AND released_at IS NOT NULL AND account IS NOT NULL
    GROUP BY customer_id, account`,
};

/** When these customers were last sent a push by each account, by `<customer> <account>`; of the last hour. */
export async function readChatTimes(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
  now: Date,
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql.query<{ customer_id: string; account: string; at: Date }>({
    ...LAST,
    values: [customerIds, addMs(now, -PAUSE_MAX_MS)],
  });
  return new Map(rows.map((row) => [`${row.customer_id} ${row.account}`, row.at]));
}
