import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Disposition, OutboxRow } from '../../domain/outbox.ts';
import { PERSON_AFTER_ATTEMPTS } from '../../domain/webhook.ts';
import type { Id } from '../../lib/ids.ts';
import type { QueueHandoffNews } from '../handoffs/desk-work.ts';
import { requestHandoff } from '../handoffs/request-handoff.ts';
import { inTransaction } from '../sql.ts';

const payloadSchema = z.object({ conversationId: z.string() });

export interface CallPersonDeps {
  readonly pool: Pool;
  readonly queueNews?: QueueHandoffNews;
  /** Somebody was asked for in this conversation. */
  readonly called?: (id: Id<'conversation'>) => void;
}

/**
 * A partner that does not take what a customer was promised: a person is called, once for each row, whose id
 * the request's id is made of. Runs before the attempt is recorded, so that a crash between the two repeats it.
 */
export async function callPerson(
  { pool, called, queueNews }: CallPersonDeps,
  row: OutboxRow,
  outcome: { readonly disposition: Disposition; readonly now: Date },
): Promise<void> {
  const { status } = outcome.disposition;
  if (status === 'sent' || status === 'suppressed') return;
  if (status === 'queued' && row.attempt < PERSON_AFTER_ATTEMPTS) return;
  const payload = payloadSchema.safeParse(row.payload);
  if (!payload.success) return;
  const { conversationId } = payload.data;
  const handoff = await inTransaction(pool, (sql) =>
    requestHandoff(sql, {
      id: `hof_${createHash('sha256').update(row.id).digest('hex').slice(0, 20)}`,
      conversationId,
      reason: 'partner_unreachable',
      by: { kind: 'system', id: 'outbox' },
      now: outcome.now,
      ...(queueNews === undefined ? {} : { queueNews }),
    }),
  );
  if (handoff !== undefined) called?.(conversationId);
}
