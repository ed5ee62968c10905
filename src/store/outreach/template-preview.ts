import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { PushValues } from '../../domain/outreach/template.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { loadPushValues } from './push-values.ts';

const SHOWN_MAX = 3;

/** A customer for whom a template is looked at. Not masked: whoever renders it masks. */
export interface PreviewCustomer {
  readonly customerNo: string;
  readonly values: PushValues;
}

/** Reads some real customers, or the first that there are, and writes down who looked at them. */
export function makePreviewCustomers({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}) {
  return async (asked: {
    readonly templateId: string;
    readonly customerNos?: readonly string[] | undefined;
    readonly actor: Actor;
  }): Promise<readonly PreviewCustomer[]> => {
    const { templateId, customerNos, actor } = asked;
    const now = clock.now();
    return inTransaction(pool, async (sql) => {
      const { rows } = await sql.query<{ id: string; customer_no: string }>(
        `SELECT id, customer_no FROM customers WHERE $1::text[] IS NULL OR customer_no = ANY($1)
         ORDER BY customer_no LIMIT $2`,
        [customerNos === undefined ? null : [...customerNos], customerNos?.length ?? SHOWN_MAX],
      );
      const values = await loadPushValues(
        sql,
        rows.map(({ id }) => id),
        now,
      );
      const entries = rows.map((row) => ({
        actor,
        action: 'customer.read',
        subjectKind: 'customer',
        subjectId: row.customer_no,
        reason: 'template preview',
        data: { templateId },
      }));
      await insertAudit(sql, entries, now);
      return rows.flatMap((row) => {
        const known = values.get(row.id);
        return known === undefined ? [] : [{ customerNo: row.customer_no, values: known }];
      });
    });
  };
}
