import { z } from 'zod';
import type { PushTouch } from '../../domain/push/push.ts';
import { PUSH_CLASSES, PUSH_WAYS } from '../../domain/push/settings.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { byCustomer } from './by-customer.ts';

/** Released and not known to have failed: what may have arrived counts. Service never does (domain/push/caps.ts). */
const TOUCHES = {
  name: 'push-touches',
  text: `SELECT customer_id, push_class, way, released_at FROM outreach_deliveries
    WHERE customer_id = ANY ($1) AND released_at > $2 AND released_at IS NOT NULL
      AND status NOT IN ('failed', 'suppressed') AND push_class <> 'service'
    ORDER BY released_at DESC, id DESC`,
};

const rowSchema = z.object({
  customer_id: z.string(),
  push_class: z.enum(PUSH_CLASSES),
  // A row that was released has one.
  way: z.enum(PUSH_WAYS),
  released_at: z.date(),
});

/** What these customers were sent within so many days, newest first. */
export async function readTouches(
  sql: Sql,
  {
    customerIds,
    now,
    days,
  }: { readonly customerIds: readonly Id<'customer'>[]; readonly now: Date; readonly days: number },
): Promise<ReadonlyMap<string, readonly PushTouch[]>> {
  const { rows } = await sql.query({
    ...TOUCHES,
    values: [customerIds, addMs(now, -days * DAY_MS)],
  });
  return byCustomer(z.array(rowSchema).parse(rows), (row) => ({
    pushClass: row.push_class,
    way: row.way,
    at: row.released_at,
  }));
}
