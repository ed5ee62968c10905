import type { Pool } from 'pg';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface BindIdentityToken {
  /** The web chat's own id of this person. */
  readonly userId: string;
  readonly customerNo: string;
  /** Makes the token usable once. */
  readonly jti: string;
}

export type TokenBound = { readonly kind: 'bound' | 'used' | 'unknown_customer' };

/** The insurer's own site vouched for somebody: the web identity becomes this customer's, at L2, once a token. */
export function makeBindIdentityToken(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}): (input: BindIdentityToken) => Promise<TokenBound> {
  return (input) =>
    inTransaction(deps.pool, async (sql) => {
      const now = deps.clock.now();
      if (!(await spend(sql, input.jti, now))) return { kind: 'used' };
      const { rows } = await sql.query<{ id: string }>(
        'SELECT id FROM customers WHERE customer_no = $1',
        [input.customerNo],
      );
      const customerId = rows[0]?.id;
      if (customerId === undefined) return { kind: 'unknown_customer' };
      const identity = await sql.query<{ id: string }>(
        `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level,
           verified_at, verified_by, created_at)
         VALUES ($1, 'web', $2, $3, 'customer', 2, $4, 'identity_token', $4)
         ON CONFLICT (channel_account, external_user_id) DO UPDATE SET customer_id = $3, subject_kind = 'customer',
           reporter_claim_no = NULL, level = 2, verified_at = $4, verified_by = 'identity_token'
         RETURNING id`,
        [newId('identity', deps.random), input.userId, customerId, now],
      );
      const subjectId = identity.rows[0]?.id ?? input.userId;
      const entry = { action: 'identity.verified', subjectKind: 'identity', subjectId } as const;
      const actor = { kind: 'system', id: 'identity_token' } as const;
      await insertAudit(sql, [{ actor, ...entry, data: { customerId, level: 2 } }], now);
      return { kind: 'bound' };
    });
}

/** Tokens live ten minutes; the table of spent keys forgets after a day. */
async function spend(sql: Sql, jti: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO idempotency_keys (key, request_hash, created_at) VALUES ($1, '', $2) ON CONFLICT DO NOTHING`,
    [`identity_token:${jti}`, now],
  );
  return rowCount === 1;
}
