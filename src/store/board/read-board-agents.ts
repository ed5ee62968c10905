import { z } from 'zod';
import type { BoardAgent } from '../../domain/handoff/board.ts';
import { PRESENCES } from '../../domain/handoff/settings.ts';
import { hereSince, isHereSql } from '../handoffs/candidates.ts';
import type { Sql } from '../sql.ts';
import { LATELY } from './read-today.ts';
import type { Wait } from './read-waits.ts';

const rowSchema = z.object({
  id: z.string(),
  display_name: z.string(),
  team_name: z.string().nullable(),
  presence: z.enum(PRESENCES),
  is_here: z.boolean(),
  capacity: z.number(),
  active: z.number(),
  closed_today: z.number(),
  first_reply_median_ms: z.number().nullable(),
  rating_average: z.number().nullable(),
});

/** Whoever may have customers: auditors never, administrators when they had one today. */
const AGENTS = `SELECT a.id, a.display_name, t.name AS team_name, a.presence, ${isHereSql('$2', '$3')} AS is_here, a.capacity,
    COALESCE(o.active, 0) AS active, COALESCE(d.closed_today, 0) AS closed_today,
    d.first_reply_median_ms, r.rating_average
  FROM agents a LEFT JOIN teams t ON t.id = a.team_id
  LEFT JOIN (SELECT agent_id, count(*)::int AS active FROM handoffs
    WHERE state IN ('with_agent', 'wrapping_up') GROUP BY agent_id) o ON o.agent_id = a.id
  LEFT JOIN (SELECT agent_id, count(*) FILTER (WHERE closed_at >= $1)::int AS closed_today,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - accepted_at)::float8 * 1000)
        FILTER (WHERE first_reply_at >= $1) AS first_reply_median_ms
    FROM handoffs WHERE requested_at >= $1::timestamptz - ${LATELY} GROUP BY agent_id) d ON d.agent_id = a.id
  LEFT JOIN (SELECT h.agent_id, avg(g.score)::float8 AS rating_average
    FROM handoff_ratings g JOIN handoffs h ON h.id = g.handoff_id
    WHERE h.requested_at >= $1::timestamptz - ${LATELY} AND g.answered_at >= $1 GROUP BY h.agent_id) r ON r.agent_id = a.id
  WHERE a.disabled_at IS NULL AND (a.role IN ('agent', 'supervisor')
    OR (a.role = 'admin' AND (o.active > 0 OR d.closed_today > 0 OR a.presence <> 'away')))
  ORDER BY a.display_name, a.id LIMIT 1000`;

/** The people of the desk with what they have, and what they did since `midnight`. */
export async function readBoardAgents(
  sql: Sql,
  at: {
    readonly now: Date;
    readonly midnight: Date;
    readonly goneSeconds: number;
    readonly waits: readonly Wait[];
  },
): Promise<readonly BoardAgent[]> {
  const { rows } = await sql.query(AGENTS, [at.midnight, ...hereSince(at)]);
  return rows.map((raw) => {
    const row = rowSchema.parse(raw);
    const median = row.first_reply_median_ms;
    return {
      id: row.id,
      displayName: row.display_name,
      teamName: row.team_name,
      presence: row.presence,
      isHere: row.is_here,
      active: row.active,
      capacity: row.capacity,
      unanswered: at.waits.filter(({ agentId, kind }) => agentId === row.id && kind !== 'queue')
        .length,
      closedToday: row.closed_today,
      firstReplyMedianMs: median === null ? null : Math.round(median),
      ratingAverage: row.rating_average,
    };
  });
}
