import type { NewPush, PushQueue } from '../../domain/outreach/delivery.ts';
import { AppError } from '../../lib/errors.ts';
import type { Sql } from '../sql.ts';

/** What `priority` says of a push about somebody's own closed case. */
export const ABOUT_CASE = 'case';

const INSERT = {
  name: 'outreach-queue',
  text: `INSERT INTO outreach_deliveries (occasion_key, customer_id, push_class, priority, is_urgent, content, ways,
      not_before, not_after, created_at)
    VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10)
    ON CONFLICT (occasion_key, customer_id) DO NOTHING RETURNING id`,
};
const FIND = {
  name: 'outreach-queue-find',
  text: 'SELECT id FROM outreach_deliveries WHERE occasion_key = $1 AND customer_id = $2',
};

/** Only what nobody has released; whoever releases has the row's lock, so that one of the two comes first. */
const WITHDRAW = {
  name: 'outreach-withdraw',
  text: `UPDATE outreach_deliveries SET status = 'suppressed', reason = $2, settled_at = $3
    WHERE id = $1 AND status = 'planned' RETURNING id`,
};
const STATUS = {
  name: 'outreach-status',
  text: 'SELECT status FROM outreach_deliveries WHERE id = $1',
};

/** Pushes of their own, in the ledger: whoever has a reason writes one in their transaction, the sender finds it. */
export function makePushQueue(): PushQueue<Sql> {
  return {
    queue: async (sql, push, now) => {
      const { rows } = await sql.query<{ id: string }>({ ...INSERT, values: toValues(push, now) });
      const [made] = rows;
      if (made !== undefined) return { deliveryId: BigInt(made.id), isNew: true };
      const values = [push.occasionKey, push.customerId];
      const found = await sql.query<{ id: string }>({ ...FIND, values });
      const [there] = found.rows;
      // It was there when the insert was refused, and nobody removes rows of the ledger.
      if (there === undefined) throw new AppError('internal', 'a push of the ledger is gone');
      return { deliveryId: BigInt(there.id), isNew: false };
    },
    withdraw: async (sql, deliveryId, reason, now) => {
      const id = String(deliveryId);
      const { rows } = await sql.query({ ...WITHDRAW, values: [id, reason, now] });
      if (rows.length > 0) return true;
      const found = await sql.query<{ status: string }>({ ...STATUS, values: [id] });
      return found.rows[0]?.status === 'suppressed';
    },
  };
}

function toValues(push: NewPush, now: Date): unknown[] {
  return [
    push.occasionKey,
    push.customerId,
    push.pushClass,
    push.isAboutCase === true ? ABOUT_CASE : null,
    push.isUrgent ?? false,
    JSON.stringify(push.content),
    JSON.stringify(push.ways),
    push.notBefore,
    push.notAfter,
    now,
  ];
}
