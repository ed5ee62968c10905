import type { Pool } from 'pg';
import type { WechatPeople } from '../../domain/wechat/ports.ts';
import { inTransaction } from '../sql.ts';
import { shareBinding } from './share-binding.ts';

/** Who somebody is, on PostgreSQL. */
export function makeWechatPeople({ pool }: { readonly pool: Pool }): WechatPeople {
  return {
    join: (identityId, unionId, now) =>
      inTransaction(pool, async (sql) => {
        // The person is locked before the row: whoever binds another of their identities does it in this order too.
        await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [unionId]);
        const { rowCount } = await sql.query(
          'UPDATE channel_identities SET union_id = $2 WHERE id = $1 AND union_id IS DISTINCT FROM $2',
          [identityId, unionId],
        );
        // Known already: everything was shared when it became known, and when anybody of them was proved.
        if (rowCount === 1) await shareBinding(sql, identityId, now);
      }),
    setUnreachable: async (channelAccount, userId, reason) => {
      await pool.query(
        `UPDATE channel_identities SET unreachable = $3
         WHERE channel_account = $1 AND external_user_id = $2 AND unreachable IS DISTINCT FROM $3`,
        [channelAccount, userId, reason ?? null],
      );
    },
  };
}
