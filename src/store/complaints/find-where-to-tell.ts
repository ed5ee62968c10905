import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

interface Row {
  readonly id: string;
  readonly is_own: boolean;
  readonly is_proved: boolean;
}

/** Open conversations of whoever complained, the one in which they wrote last first; those who left a channel last. */
const PLACES = {
  name: 'complaint-where-to-tell',
  text: `SELECT c.id, c.id = p.conversation_id AS is_own,
      (i.subject_kind = 'customer' AND i.level >= 1 AND i.customer_id = p.customer_id) IS TRUE AS is_proved
    FROM complaints p
    CROSS JOIN LATERAL (SELECT o.identity_id AS id FROM conversations o WHERE o.id = p.conversation_id
      UNION SELECT x.id FROM channel_identities x
        WHERE x.subject_kind = 'customer' AND x.level >= 1 AND x.customer_id = p.customer_id) who
    JOIN channel_identities i ON i.id = who.id
    JOIN conversations c ON c.identity_id = i.id AND c.ended_at IS NULL
    WHERE p.complaint_no = $1 AND p.conversation_id IS NOT NULL
    ORDER BY (i.unreachable IS NOT NULL), c.last_inbound_at DESC NULLS LAST, is_own DESC, c.created_at DESC`,
};

/**
 * Where a customer is told about a complaint that was made in a chat: there, unless they wrote last elsewhere and have
 * proved there who they are. When its conversation has ended, in the newest open one of the same chat identity or of
 * the proved customer, and never in anybody else's. Undefined: nowhere.
 */
export async function findWhereToTell(
  sql: Sql,
  complaintNo: string,
): Promise<Id<'conversation'> | undefined> {
  const { rows } = await sql.query<Row>({ ...PLACES, values: [complaintNo] });
  const isOpen = rows.some((row) => row.is_own);
  return (isOpen ? rows.find((row) => row.is_own || row.is_proved) : rows[0])?.id;
}
