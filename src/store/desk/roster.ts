import { z } from 'zod';
import { PRESENCES } from '../../domain/handoff/settings.ts';
import type { RosterAgent } from '../../domain/handoff/view.ts';
import type { Clock } from '../../lib/clock.ts';
import { hereSince, isHereSql } from '../handoffs/candidates.ts';
import { readDeskSettings } from '../handoffs/desk-settings.ts';
import type { Sql } from '../sql.ts';

export interface Roster {
  /** Everybody who works at the desk, those who are there first. */
  list(): Promise<readonly RosterAgent[]>;
  find(agentId: string): Promise<RosterAgent | undefined>;
}

const rowSchema = z.object({
  id: z.string(),
  display_name: z.string(),
  role: z.string(),
  team_id: z.string().nullable(),
  team_name: z.string().nullable(),
  skills: z.array(z.string()),
  team_skills: z.array(z.string()).nullable(),
  presence: z.enum(PRESENCES),
  is_here: z.boolean(),
  active: z.number().int(),
  capacity: z.number().int(),
});

/** Auditors read the trail and never work at the desk. What is offered counts as taken, as the router counts. */
const ROSTER = {
  name: 'desk-roster',
  text: `SELECT a.id, a.display_name, a.role, a.team_id, t.name AS team_name, a.skills, t.skills AS team_skills,
      a.presence, ${isHereSql('$1', '$2')} AS is_here, a.capacity, COALESCE(l.active, 0)::int AS active
    FROM agents a LEFT JOIN teams t ON t.id = a.team_id
    LEFT JOIN (
      SELECT CASE WHEN state = 'offered' THEN offered_to ELSE agent_id END AS agent_id, count(*) AS active
      FROM handoffs WHERE state IN ('offered', 'with_agent', 'wrapping_up') GROUP BY 1) l ON l.agent_id = a.id
    WHERE a.disabled_at IS NULL AND a.role <> 'auditor' AND ($3::text IS NULL OR a.id = $3)
    ORDER BY is_here DESC, array_position(ARRAY['online', 'busy', 'away'], a.presence), a.display_name, a.id
    LIMIT 2000`,
};

/** Who works at the desk and how much each of them has. */
export function makeRoster(deps: { readonly pool: Sql; readonly clock: Clock }): Roster {
  return {
    list: () => read(deps, null),
    find: async (agentId) => (await read(deps, agentId))[0],
  };
}

async function read(
  { pool, clock }: { readonly pool: Sql; readonly clock: Clock },
  agentId: string | null,
): Promise<readonly RosterAgent[]> {
  const { goneSeconds } = await readDeskSettings(pool);
  const { rows } = await pool.query({
    ...ROSTER,
    values: [...hereSince({ now: clock.now(), goneSeconds }), agentId],
  });
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      id: row.id,
      displayName: row.display_name,
      role: row.role,
      teamId: row.team_id,
      teamName: row.team_name,
      skills: [...new Set([...row.skills, ...(row.team_skills ?? [])])],
      presence: row.presence,
      isHere: row.is_here,
      active: row.active,
      capacity: row.capacity,
    }));
}
