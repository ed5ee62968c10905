import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

/** What a last look before sending says; `later`: not now, and nothing is lost. */
export type LastLookVerdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'suppressed'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string };

/** Of an outbox row: which row of the pushes' ledger it carries; absent: it is no push. */
export interface LookedAt {
  readonly deliveryId?: bigint | undefined;
}

const rowSchema = z.object({
  push_class: z.string(),
  campaign: z.string().nullable(),
  is_refused: z.boolean(),
  is_blocked: z.boolean(),
  is_bereaved: z.boolean(),
  is_silent: z.boolean(),
});

/**
 * The newest decision that covers the way counts, as domain/push/consent.ts has it. A decision of a chat identity
 * that is this customer's is the customer's.
 */
const LOOK = {
  name: 'push-last-look',
  text: `SELECT d.push_class, p.status AS campaign,
      d.push_class <> 'service' AND COALESCE((
        SELECT NOT n.is_granted FROM consents n
        WHERE n.purpose = d.push_class AND (n.way IS NULL OR n.way = d.way)
          AND (n.customer_id = d.customer_id OR n.customer_id IS NULL AND n.identity_id IN (
            SELECT id FROM channel_identities WHERE customer_id = d.customer_id AND subject_kind = 'customer'))
        ORDER BY n.decided_at DESC, n.is_granted LIMIT 1), false) AS is_refused,
      c.marketing_blocked_at IS NOT NULL AND d.push_class IN ('care', 'marketing') AS is_blocked,
      c.bereaved_at IS NOT NULL AND d.push_class <> 'service' AS is_bereaved,
      COALESCE(c.survey_silent_until > $2, false) AND d.push_class = 'survey' AS is_silent
    FROM outreach_deliveries d JOIN customers c ON c.id = d.customer_id
      LEFT JOIN campaigns p ON p.id = d.campaign_id
    WHERE d.id = $1`,
};

/**
 * Looks once more, right before a push is sent, for what may have changed since it was released: a refusal, a
 * bereavement, a block, a silence asked for, its campaign paused or cancelled. One statement by primary key; a row
 * that is no push is allowed without one. A push whose row or customer is gone is suppressed.
 */
export function makeLastLook({
  pool,
  clock,
}: {
  readonly pool: Sql;
  readonly clock: Clock;
}): (row: LookedAt) => Promise<LastLookVerdict> {
  return async ({ deliveryId }) => {
    if (deliveryId === undefined) return { kind: 'allowed' };
    const { rows } = await pool.query({ ...LOOK, values: [String(deliveryId), clock.now()] });
    if (rows[0] === undefined) return { kind: 'suppressed', reason: 'not_found' };
    return verdictOf(rowSchema.parse(rows[0]));
  };
}

function verdictOf(row: z.infer<typeof rowSchema>): LastLookVerdict {
  if (row.is_refused) return { kind: 'suppressed', reason: 'refused' };
  if (row.is_blocked) return { kind: 'suppressed', reason: 'marketing_blocked' };
  if (row.is_bereaved) return { kind: 'suppressed', reason: 'bereaved' };
  if (row.is_silent) return { kind: 'suppressed', reason: 'survey_silent' };
  if (row.campaign === 'cancelled') return { kind: 'suppressed', reason: 'campaign_cancelled' };
  if (row.campaign === 'paused') return { kind: 'later', reason: 'campaign_paused' };
  return { kind: 'allowed' };
}
