import type { Pool } from 'pg';
import { z } from 'zod';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { dayOn } from '../../domain/outreach/rates.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { toAudienceSql } from './audience-sql.ts';

/** Customers in one page: one transaction of a tenth of a second, so that a pause waits no longer. */
export const PLAN_PAGE = 5_000;

const campaignSchema = z.object({
  id: z.string(),
  occasion_key: z.string(),
  occasion_on: z.string().nullable(),
  push_class: z.string(),
  is_urgent: z.boolean(),
  share_of_b: z.number(),
  starts_at: z.date(),
  audience_rule: audienceRuleSchema,
  plan_cursor: z.string().nullable(),
});
type Campaign = z.infer<typeof campaignSchema>;

/** One planner at a time for a campaign; another process takes the next one. */
const TAKE = {
  name: 'outreach-take-plan',
  text: `SELECT id, occasion_key, occasion_on, push_class, is_urgent, share_of_b, starts_at, audience_rule, plan_cursor
    FROM campaigns WHERE status = 'planning' AND planned_at IS NULL
    ORDER BY is_urgent DESC, starts_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
};

/**
 * Writes the next page of a campaign's people into the ledger, with the cursor in the same transaction: whoever dies in
 * the middle leaves the page before it, and the next planner goes on there. A customer who has a row of the occasion
 * already keeps it. False: no campaign is to be planned.
 */
export function planPage(pool: Pool, now: Date): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(TAKE);
    if (rows[0] === undefined) return false;
    await writePage(sql, campaignSchema.parse(rows[0]), now);
    return true;
  });
}

async function writePage(sql: Sql, campaign: Campaign, now: Date): Promise<void> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const text = pageSql(campaign, { add, now });
  const { rows } = await sql.query<{ last: string | null; found: number; written: number }>(
    text,
    values,
  );
  const { last = null, found = 0, written = 0 } = rows[0] ?? {};
  const isLast = found < PLAN_PAGE;
  await sql.query(
    `UPDATE campaigns SET plan_cursor = COALESCE($2, plan_cursor), planned = planned + $3,
       planned_at = CASE WHEN $4 THEN $5::timestamptz END, status = CASE WHEN $4 THEN 'running' ELSE status END,
       updated_at = $5
     WHERE id = $1`,
    [campaign.id, last, written, isLast, now],
  );
}

interface PageSql {
  readonly add: (value: unknown) => string;
  readonly now: Date;
}

/** The rule chooses, the primary key pages: a page is full of people who are meant, or it is the last one. */
function pageSql(campaign: Campaign, { add, now }: PageSql): string {
  const day = campaign.occasion_on ?? dayOn(campaign.starts_at);
  const rule = `(${toAudienceSql(campaign.audience_rule, { add, day })})`;
  const id = add(campaign.id);
  const cursor = add(campaign.plan_cursor ?? '');
  return `WITH page AS MATERIALIZED (
      SELECT c.id FROM customers c WHERE c.id > ${cursor} AND ${rule} ORDER BY c.id LIMIT ${PLAN_PAGE}),
    written AS (
      INSERT INTO outreach_deliveries (campaign_id, occasion_key, customer_id, push_class, is_urgent, variant,
        not_before, created_at)
      SELECT ${id}, ${add(campaign.occasion_key)}, p.id, ${add(campaign.push_class)}, ${add(campaign.is_urgent)},
        ${variantSql(campaign, { id, add })}, ${add(campaign.starts_at)}::timestamptz, ${add(now)}::timestamptz
      FROM page p ORDER BY p.id
      ON CONFLICT (occasion_key, customer_id) DO NOTHING RETURNING 1)
    SELECT (SELECT max(id) FROM page) AS last, (SELECT count(*)::int FROM page) AS found,
      (SELECT count(*)::int FROM written) AS written`;
}

/** Which text somebody gets is a matter of the campaign and of them: planned again it is the same. */
function variantSql(
  campaign: Campaign,
  { id, add }: { readonly id: string; readonly add: (value: unknown) => string },
): string {
  if (campaign.share_of_b === 0) return `'A'`;
  const draw = `('x' || substr(md5(${id} || p.id), 1, 8))::bit(32)::bigint % 100`;
  return `CASE WHEN ${draw} < ${add(campaign.share_of_b)} THEN 'B' ELSE 'A' END`;
}
