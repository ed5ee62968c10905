import type { NewOutboxRow } from '../../domain/outbox.ts';
import type { Sql } from '../sql.ts';

const ENQUEUE = {
  name: 'outbox-enqueue',
  text: `INSERT INTO outbox (id, kind, conversation_id, first_seq, seq, order_key, payload, next_attempt_at,
      created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $8)
    ON CONFLICT (id) DO NOTHING`,
};

/**
 * Queues one row within the caller's transaction; a row of that id that exists is left as it is.
 * Nothing is sent before the transaction commits.
 */
export async function enqueue(sql: Sql, row: NewOutboxRow): Promise<void> {
  await sql.query({
    ...ENQUEUE,
    values: [
      row.id,
      row.kind,
      row.message?.conversationId ?? null,
      row.message?.firstSeq ?? null,
      row.message?.seq ?? null,
      row.orderKey,
      JSON.stringify(row.payload),
      row.now,
    ],
  });
}
