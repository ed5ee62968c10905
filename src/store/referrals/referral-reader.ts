import type { ReferralReader } from '../../domain/referral/referral.ts';
import type { Sql } from '../sql.ts';
import { readReward } from './reward.ts';

/** A customer's own link and how far their friends are, for the chat. */
export function makeReferralReader({ pool }: { readonly pool: Sql }): ReferralReader {
  return {
    linkOf: async (customerId) => {
      const { rows } = await pool.query<{ code: string; is_disabled: boolean }>(
        'SELECT code, disabled_at IS NOT NULL AS is_disabled FROM referral_links WHERE customer_id = $1',
        [customerId],
      );
      const row = rows[0];
      return row === undefined ? undefined : { code: row.code, isDisabled: row.is_disabled };
    },
    progressOf: async (customerId) => {
      const { rows } = await pool.query<{ status: string; n: number }>(
        `SELECT r.status, count(*)::int AS n FROM referrals r JOIN referral_links l ON l.id = r.link_id
         WHERE l.customer_id = $1 GROUP BY r.status`,
        [customerId],
      );
      const of = (status: string): number => rows.find((row) => row.status === status)?.n ?? 0;
      return { asked: of('asked'), contacted: of('contacted'), completed: of('completed') };
    },
    reward: () => readReward(pool),
  };
}
