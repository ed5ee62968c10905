import { z } from 'zod';
import { AGENT_ROLES } from '../../domain/agent.ts';
import type { Candidate } from '../../domain/handoff/assign.ts';
import { PRESENCES } from '../../domain/handoff/settings.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** An agent as the router sees them, and the name that customers read. */
export interface DeskAgent extends Candidate {
  readonly displayName: string;
  /** A console of theirs was open: its silence means that they are gone. Without one only late answers do. */
  readonly hasConsole: boolean;
}

const rowSchema = z.object({
  id: z.string(),
  role: z.enum(AGENT_ROLES),
  display_name: z.string(),
  skills: z.array(z.string()),
  team_skills: z.array(z.string()).nullable(),
  languages: z.array(z.string()),
  branch: z.string().nullable(),
  team_id: z.string().nullable(),
  capacity: z.number(),
  presence: z.enum(PRESENCES),
  seen_at: z.date().nullable(),
  is_here: z.boolean(),
  presence_at: z.date().nullable(),
  last_assigned_at: z.date().nullable(),
  active: z.number(),
});

/** Finished talks without a result code count: whoever writes again must find the room that they had. */
const COLUMNS = `a.id, a.role, a.display_name, a.skills, a.languages, a.branch, a.team_id, a.capacity, a.presence,
  a.presence_at, a.seen_at, a.last_assigned_at`;

/** Who works by the API alone, without a console, is there for so long after they last used their session. */
const BY_HAND_HERE_MS = 10 * MINUTE_MS;

/**
 * SQL that says whether agent `a` is there: a console of theirs gives signs of life, or they never opened one and
 * use the API. Wants the two times of `hereSince` as the named parameters.
 */
export function isHereSql(consoleSince: string, byHandSince: string): string {
  return `COALESCE(a.seen_at >= ${consoleSince}, EXISTS (SELECT 1 FROM sessions s
    WHERE s.agent_id = a.id AND s.revoked_at IS NULL AND s.last_seen_at >= ${byHandSince}))`;
}

/** The newest signs of life that are too old: of a console, and of somebody without one. */
export function hereSince({ now, goneSeconds }: Life): readonly [Date, Date] {
  return [goneBefore(now, goneSeconds), addMs(now, -BY_HAND_HERE_MS)];
}
const TEAM_SKILLS = '(SELECT t.skills FROM teams t WHERE t.id = a.team_id) AS team_skills';

/** Everybody who may sign in. At most 2,000: a desk of more people needs another router. */
const READ = {
  name: 'handoff-candidates',
  text: `SELECT ${COLUMNS}, ${TEAM_SKILLS}, ${isHereSql('$1', '$2')} AS is_here, COALESCE(l.active, 0)::int AS active
    FROM agents a
    LEFT JOIN (
      SELECT CASE WHEN state = 'offered' THEN offered_to ELSE agent_id END AS agent_id, count(*) AS active
      FROM handoffs WHERE state IN ('offered', 'with_agent', 'wrapping_up') GROUP BY 1) l ON l.agent_id = a.id
    WHERE a.disabled_at IS NULL LIMIT 2000`,
};

const LOCK = {
  name: 'handoff-lock-agent',
  text: 'SELECT id FROM agents WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE',
};
/** After the lock, in a statement of its own: it must see what whoever had the lock before has committed. */
const READ_ONE = {
  name: 'handoff-candidate',
  text: `SELECT ${COLUMNS}, ${TEAM_SKILLS}, ${isHereSql('$3', '$4')} AS is_here, (
      SELECT count(*) FROM handoffs h WHERE h.id <> $2
        AND ((h.state IN ('with_agent', 'wrapping_up') AND h.agent_id = a.id)
          OR (h.state = 'offered' AND h.offered_to = a.id)))::int AS active
    FROM agents a WHERE a.id = $1`,
};

interface Life {
  readonly now: Date;
  readonly goneSeconds: number;
}

export async function readCandidates(sql: Sql, life: Life): Promise<readonly DeskAgent[]> {
  const { rows } = await sql.query({ ...READ, values: [...hereSince(life)] });
  return rows.map(toAgent);
}

/**
 * Locks an agent, so that what they have cannot grow, and reads them; `active` counts all but `besides`.
 * Undefined: nobody of that id may sign in. The caller holds the locks of the conversation and the hand-off.
 */
export async function lockAgent(
  sql: Sql,
  id: Id<'agent'>,
  options: Life & { readonly besides: Id<'handoff'> },
): Promise<DeskAgent | undefined> {
  const locked = await sql.query({ ...LOCK, values: [id] });
  if (locked.rows.length === 0) return undefined;
  const { rows } = await sql.query({
    ...READ_ONE,
    values: [id, options.besides, ...hereSince(options)],
  });
  return rows[0] === undefined ? undefined : toAgent(rows[0]);
}

function toAgent(raw: unknown): DeskAgent {
  const row = rowSchema.parse(raw);
  // Whoever is there and never chose is given what is meant for them by name, and nothing else.
  const hasChosen = row.presence_at !== null || row.presence !== 'away';
  return {
    id: row.id,
    displayName: row.display_name,
    role: row.role,
    skills: [...row.skills, ...(row.team_skills ?? [])],
    languages: row.languages,
    capacity: row.capacity,
    active: row.active,
    presence: hasChosen || !row.is_here ? row.presence : 'busy',
    isHere: row.is_here,
    hasConsole: row.seen_at !== null,
    ...(row.branch === null ? {} : { branch: row.branch }),
    ...(row.team_id === null ? {} : { teamId: row.team_id }),
    ...(row.last_assigned_at === null ? {} : { lastAssignedAt: row.last_assigned_at }),
  };
}

/** A console that gave no sign since this time is closed. */
function goneBefore(now: Date, goneSeconds: number): Date {
  return addMs(now, -goneSeconds * SECOND_MS);
}

/**
 * Somebody acts without a console, by the API alone: nothing gives signs of life for them, so its silence must not
 * take their customers away. An open console is left as it is.
 */
export async function actsByHand(sql: Sql, agentId: Id<'agent'>, life: Life): Promise<void> {
  await sql.query({
    name: 'agent-acts-by-hand',
    text: 'UPDATE agents SET seen_at = NULL WHERE id = $1 AND seen_at < $2',
    values: [agentId, goneBefore(life.now, life.goneSeconds)],
  });
}
