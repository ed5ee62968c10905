import { z } from 'zod';
import type { BoardHour, BoardToday } from '../../domain/handoff/board.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

const HOURS_SHOWN = 12;

const todaySchema = z.object({
  requested: z.number(),
  accepted: z.number(),
  returned: z.number(),
  closed: z.number(),
  withdrawn: z.number(),
  wait_median_ms: z.number().nullable(),
  wait_p90_ms: z.number().nullable(),
  rating_average: z.number().nullable(),
  rating_count: z.number(),
});

/** What was asked for before that ends today too seldom to be worth reading the whole table for. */
export const LATELY = `interval '7 days'`;

/** Percentiles over the rows themselves, no estimate. A wait is from the request to the first acceptance. */
const TODAY = `SELECT
    count(*) FILTER (WHERE requested_at >= $1)::int AS requested,
    count(*) FILTER (WHERE accepted_at >= $1)::int AS accepted,
    count(*) FILTER (WHERE closed_at >= $1 AND state = 'returned')::int AS returned,
    count(*) FILTER (WHERE closed_at >= $1 AND state = 'closed'
      AND outcome IS DISTINCT FROM 'withdrawn')::int AS closed,
    count(*) FILTER (WHERE closed_at >= $1 AND outcome = 'withdrawn')::int AS withdrawn,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_ms) FILTER (WHERE accepted_at >= $1) AS wait_median_ms,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY wait_ms) FILTER (WHERE accepted_at >= $1) AS wait_p90_ms,
    avg(score) FILTER (WHERE answered_at >= $1)::float8 AS rating_average,
    count(score) FILTER (WHERE answered_at >= $1)::int AS rating_count
  FROM (SELECT *, (extract(epoch FROM accepted_at - requested_at) * 1000)::float8 AS wait_ms FROM handoffs
        WHERE requested_at >= $1::timestamptz - ${LATELY}) h LEFT JOIN handoff_ratings g ON g.handoff_id = h.id`;

/** What happened since `midnight`. */
export async function readToday(sql: Sql, midnight: Date): Promise<BoardToday> {
  const { rows } = await sql.query(TODAY, [midnight]);
  const row = todaySchema.parse(rows[0]);
  return {
    requested: row.requested,
    accepted: row.accepted,
    returned: row.returned,
    closed: row.closed,
    withdrawn: row.withdrawn,
    waitMedianMs: wholeMs(row.wait_median_ms),
    waitP90Ms: wholeMs(row.wait_p90_ms),
    ratingAverage: row.rating_average,
    ratingCount: row.rating_count,
  };
}

/** Why people were asked for since `midnight`, most frequent first. */
export async function readByReason(
  sql: Sql,
  midnight: Date,
): Promise<readonly { readonly reason: string; readonly count: number }[]> {
  const { rows } = await sql.query<{ reason: string; count: number }>(
    `SELECT reason, count(*)::int AS count FROM handoffs WHERE requested_at >= $1
     GROUP BY reason ORDER BY count DESC, reason`,
    [midnight],
  );
  return rows;
}

/** The hour of `now` and the eleven before it, oldest first; hours of the clock. */
export async function readByHour(sql: Sql, now: Date): Promise<readonly BoardHour[]> {
  const thisHour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const { rows } = await sql.query<BoardHour>(
    `WITH h AS (SELECT requested_at, accepted_at, closed_at FROM handoffs WHERE requested_at >= $1::timestamptz - ${LATELY}),
       hours AS (SELECT from_at, from_at + interval '1 hour' AS to_at
         FROM generate_series($1::timestamptz, $2::timestamptz, interval '1 hour') AS g(from_at))
     SELECT from_at AS "from",
       (SELECT count(*)::int FROM h WHERE requested_at >= from_at AND requested_at < to_at) AS requested,
       (SELECT count(*)::int FROM h WHERE accepted_at >= from_at AND accepted_at < to_at) AS accepted,
       (SELECT count(*)::int FROM h WHERE closed_at >= from_at AND closed_at < to_at) AS closed
     FROM hours ORDER BY from_at`,
    [addMs(thisHour, -(HOURS_SHOWN - 1) * HOUR_MS), thisHour],
  );
  return rows;
}

function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
