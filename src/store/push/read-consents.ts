import { z } from 'zod';
import type { PushConsent } from '../../domain/push/push.ts';
import { PUSH_WAYS } from '../../domain/push/settings.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { byCustomer } from './by-customer.ts';

/**
 * The newest of each purpose and way, by whatever chat identity of theirs it was said, also before it was known who
 * they are. Of two of the same instant the refusal counts.
 */
const CONSENTS = {
  name: 'push-consents',
  text: `WITH said AS (
      SELECT customer_id, purpose, way, is_granted, decided_at FROM consents
      WHERE customer_id = ANY ($1) AND purpose IN ('marketing', 'care', 'survey')
      UNION ALL
      SELECT i.customer_id, n.purpose, n.way, n.is_granted, n.decided_at
      FROM channel_identities i JOIN consents n ON n.identity_id = i.id
      WHERE i.customer_id = ANY ($1) AND i.subject_kind = 'customer' AND n.customer_id IS NULL
        AND n.purpose IN ('marketing', 'care', 'survey'))
    SELECT DISTINCT ON (customer_id, purpose, way) customer_id, purpose, way, is_granted, decided_at
    FROM said ORDER BY customer_id, purpose, way, decided_at DESC, is_granted`,
};

const rowSchema = z.object({
  customer_id: z.string(),
  purpose: z.enum(['marketing', 'care', 'survey']),
  way: z.enum([...PUSH_WAYS, 'phone']).nullable(),
  is_granted: z.boolean(),
  decided_at: z.date(),
});

/** What these customers agreed to and refused, as it counts now. */
export async function readConsents(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
): Promise<ReadonlyMap<string, readonly PushConsent[]>> {
  const { rows } = await sql.query({ ...CONSENTS, values: [customerIds] });
  return byCustomer(z.array(rowSchema).parse(rows), (row) => ({
    purpose: row.purpose,
    way: row.way,
    isGranted: row.is_granted,
    decidedAt: row.decided_at,
  }));
}
