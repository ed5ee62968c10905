import { z } from 'zod';
import type { Disposition, OutboxRow } from '../../domain/outbox.ts';
import { PERSON_AFTER_ATTEMPTS } from '../../domain/webhook.ts';
import type { Sql } from '../sql.ts';

const payloadSchema = z.object({ conversationId: z.string() });

/**
 * A partner that does not take what a customer was promised: a person is called, once for each row, whose id
 * the request's id is made of. Runs before the attempt is recorded, so that a crash between the two repeats it.
 */
export async function callPerson(
  sql: Sql,
  row: OutboxRow,
  outcome: { readonly disposition: Disposition; readonly now: Date },
): Promise<void> {
  const { status } = outcome.disposition;
  if (status === 'sent' || status === 'suppressed') return;
  if (status === 'queued' && row.attempt < PERSON_AFTER_ATTEMPTS) return;
  const payload = payloadSchema.safeParse(row.payload);
  if (!payload.success) return;
  await sql.query(
    `INSERT INTO handoffs (id, conversation_id, reason, state, requested_at)
     SELECT 'hof_' || substr(md5($1), 1, 20), $2, 'partner_unreachable', 'queued', $3
     WHERE NOT EXISTS (SELECT 1 FROM handoffs WHERE conversation_id = $2 AND state = 'queued')
     ON CONFLICT (id) DO NOTHING`,
    [row.id, payload.data.conversationId, outcome.now],
  );
}
