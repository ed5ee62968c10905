import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { maskPhone } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction } from '../sql.ts';

export interface DeliveryStore {
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly status?: string | undefined;
      readonly kind?: string | undefined;
    },
  ): Promise<Page<Delivery>>;
  /** Under the same id, by which receivers of webhooks drop what they have already. */
  retry(id: string, actor: Actor): Promise<'queued' | 'not_found' | 'not_retryable'>;
}

export interface DeliveryStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Wakes the delivery of what was queued; the sweep does it otherwise. */
  readonly queued?: (orderKey: string) => void;
}

/**
 * What can be sent again: a webhook that nobody took or that waits for its next attempt, while we still know what it
 * says, and a message that certainly did not arrive. A one-time code is worth nothing later, and its text is gone.
 */
const MAY_RETRY = `(kind = 'webhook'
    AND (status IN ('failed', 'unknown', 'suppressed') OR status = 'queued' AND attempts > 0)
    AND payload #> '{event,data}' IS NOT NULL
  OR kind = 'channel_message' AND status = 'failed')`;

const LIST = `SELECT number, id, kind, conversation_id, order_key, status, reason, attempts, next_attempt_at,
    created_at, sent_at, payload->>'target' AS target, payload #>> '{event,type}' AS event,
    COALESCE(conversation_id, payload #>> '{event,data,conversationId}', payload->>'conversationId')
      AS about, payload->>'to' AS phone, ${MAY_RETRY} AS may_retry
  FROM outbox
  WHERE ($1::bigint IS NULL OR number < $1) AND ($2::text IS NULL OR status = $2)
    AND ($3::text IS NULL OR kind = $3)
  ORDER BY number DESC LIMIT $4`;

const rowSchema = z.object({
  number: z.string(),
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  attempts: z.number(),
  next_attempt_at: z.date(),
  created_at: z.date(),
  sent_at: z.date().nullable(),
  target: z.string().nullable(),
  event: z.string().nullable(),
  about: z.string().nullable(),
  phone: z.string().nullable(),
  may_retry: z.boolean().nullable(),
});

/** What left or should leave, for those who look after it. */
export function makeDeliveryStore(deps: DeliveryStoreDeps): DeliveryStore {
  return {
    list: async (query) => {
      const [before] = decodeCursor(query.cursor, 1) ?? [];
      const { rows } = await deps.pool.query(LIST, [
        before !== undefined && /^\d{1,18}$/.test(before) ? before : null,
        query.status ?? null,
        query.kind ?? null,
        query.limit + 1,
      ]);
      return toPage(
        rows.map((row) => rowSchema.parse(row)),
        { limit: query.limit, cursorOf: (row) => [row.number], toItem: toDelivery },
      );
    },
    retry: (id, actor) => retry(deps, id, actor),
  };
}

async function retry(
  { pool, clock, queued }: DeliveryStoreDeps,
  id: string,
  actor: Actor,
): ReturnType<DeliveryStore['retry']> {
  const now = clock.now();
  const outcome = await inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{
      order_key: string;
      kind: string;
      may_retry: boolean | null;
    }>(`SELECT order_key, kind, ${MAY_RETRY} AS may_retry FROM outbox WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    const row = rows[0];
    if (row === undefined) return { kind: 'not_found' } as const;
    if (row.may_retry !== true) return { kind: 'not_retryable' } as const;
    await sql.query(
      `WITH again AS (UPDATE outbox SET status = 'queued', reason = NULL, next_attempt_at = $2,
           attempts = CASE WHEN status = 'queued' THEN attempts ELSE 0 END
         WHERE id = $1 RETURNING conversation_id, seq)
       UPDATE messages m SET delivery = 'queued', delivery_reason = NULL FROM again a
       WHERE m.conversation_id = a.conversation_id AND m.seq = a.seq`,
      [id, now],
    );
    const subject = { subjectKind: 'delivery', subjectId: id };
    const data = { kind: row.kind };
    await insertAudit(sql, [{ actor, action: 'delivery.retried', ...subject, data }], now);
    return { kind: 'queued', orderKey: row.order_key } as const;
  });
  if (outcome.kind === 'queued') queued?.(outcome.orderKey);
  return outcome.kind;
}

function toDelivery(row: z.infer<typeof rowSchema>): Delivery {
  const phone = row.phone === null ? undefined : maskPhone(row.phone);
  return {
    id: row.id,
    kind: row.kind,
    target: row.target ?? phone ?? row.about ?? row.kind,
    ...(row.event === null ? {} : { event: row.event }),
    ...(row.about === null ? {} : { conversationId: row.about }),
    status: row.status,
    ...(row.reason === null ? {} : { reason: row.reason }),
    attempts: row.attempts,
    ...(row.status === 'queued' ? { nextAttemptAt: row.next_attempt_at } : {}),
    createdAt: row.created_at,
    ...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
    mayRetry: row.may_retry === true,
  };
}
