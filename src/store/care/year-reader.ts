import { z } from 'zod';
import { formatDay, type ShanghaiDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import { PLAN_SKIPS } from '../../domain/care/plan.ts';
import { type CareYear, foldOccasions, foldPushes, foldVisits } from '../../domain/care/year.ts';
import type { Sql } from '../sql.ts';

const count = z.number().int();
const skippedSchema = z.object({
  month: z.string(),
  occasion: z.string(),
  reason: z.string(),
  count,
});
const deliverySchema = z.object({
  month: z.string(),
  occasion: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  count,
});
const visitSchema = z.object({
  month: z.string(),
  kind: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  count,
});

/** What became of everything that was due on these days, both included: by month and occasion. */
export async function readCareYear(
  sql: Sql,
  { from, to }: { readonly from: ShanghaiDay; readonly to: ShanghaiDay },
): Promise<CareYear> {
  const days = [formatDay(from), formatDay(to)];
  const instants = [new Date(startOf(from)), new Date(startOf(to + 1))];
  const [skipped, deliveries, pushes, visits] = await Promise.all([
    sql.query(SKIPPED, [...days, PLAN_SKIPS]),
    sql.query(DELIVERIES, [...days]),
    sql.query(PUSHES, [...instants]),
    sql.query(VISITS, [...instants]),
  ]);
  return {
    occasions: foldOccasions(
      z.array(deliverySchema).parse(deliveries.rows),
      z.array(skippedSchema).parse(skipped.rows),
    ),
    pushes: foldPushes(z.array(deliverySchema).parse(pushes.rows)),
    visits: foldVisits(z.array(visitSchema).parse(visits.rows)),
  };
}

const MONTH = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`;

/** What somebody sent by hand has no occasion, and counts by the day on which it starts. */
const OCCASION = `CASE WHEN p.occasion IS NOT NULL THEN p.occasion
  WHEN c.occasion_key LIKE 'disaster:%' THEN 'disaster' ELSE 'campaign' END`;
const OCCASION_ON = `COALESCE(c.occasion_on, to_char(c.starts_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'))`;

const SKIPPED = `
  SELECT substr(${OCCASION_ON}, 1, 7) AS month, ${OCCASION} AS occasion, c.reason, sum(c.planned)::int AS count
  FROM campaigns c LEFT JOIN care_plans p ON p.id = c.care_plan_id
  WHERE ${OCCASION_ON} BETWEEN $1 AND $2 AND c.status = 'cancelled' AND c.reason = ANY($3)
  GROUP BY 1, 2, 3`;

const DELIVERIES = `
  SELECT substr(${OCCASION_ON}, 1, 7) AS month, ${OCCASION} AS occasion, d.status, d.reason, count(*)::int AS count
  FROM campaigns c LEFT JOIN care_plans p ON p.id = c.care_plan_id
  JOIN outreach_deliveries d ON d.occasion_key = c.occasion_key
  WHERE ${OCCASION_ON} BETWEEN $1 AND $2
  GROUP BY 1, 2, 3, 4`;

const PUSHES = `
  SELECT ${MONTH('d.not_before')} AS month, d.push_class AS occasion, d.status, d.reason, count(*)::int AS count
  FROM outreach_deliveries d
  WHERE d.campaign_id IS NULL AND d.not_before >= $1 AND d.not_before < $2
  GROUP BY 1, 2, 3, 4`;

const VISITS = `
  SELECT ${MONTH('due_from')} AS month, kind, status, COALESCE(reason, result) AS reason, count(*)::int AS count
  FROM return_visits WHERE due_from >= $1 AND due_from < $2
  GROUP BY 1, 2, 3, 4`;
