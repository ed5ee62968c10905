import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/outreach/delivery.ts';
import type { DeliveryCount } from '../../domain/outreach/record.ts';
import type { Sql } from '../sql.ts';

const countSchema = z.object({
  state: z.enum(DELIVERY_STATES),
  reason: z.string().nullable(),
  count: z.number(),
});

const COUNT = {
  name: 'outreach-counts',
  text: `SELECT status AS state, reason, count(*)::int AS count FROM outreach_deliveries WHERE campaign_id = $1
    GROUP BY status, reason ORDER BY status, count(*) DESC`,
};

/** How many rows of a campaign are in which state, and why: in the index `outreach_progress` alone. */
export async function readCounts(sql: Sql, campaignId: string): Promise<readonly DeliveryCount[]> {
  const { rows } = await sql.query({ ...COUNT, values: [campaignId] });
  return z.array(countSchema).parse(rows);
}
