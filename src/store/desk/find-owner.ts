import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** Whose conversation it is. */
export interface ConversationOwner {
  readonly identityId: Id<'identity'>;
  /** Who the chat identity proved to be, when it did. */
  readonly customerId?: Id<'customer'>;
  readonly channelAccount: string;
}

/** Who talks in a conversation; undefined when there is none. */
export async function findOwner(
  sql: Sql,
  conversationId: string,
): Promise<ConversationOwner | undefined> {
  const { rows } = await sql.query<{
    identity_id: string;
    customer_id: string | null;
    channel_account: string;
  }>(
    `SELECT c.identity_id, c.channel_account,
       CASE WHEN i.subject_kind = 'customer' THEN i.customer_id END AS customer_id
     FROM conversations c JOIN channel_identities i ON i.id = c.identity_id WHERE c.id = $1`,
    [conversationId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    identityId: row.identity_id,
    channelAccount: row.channel_account,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
  };
}
