import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import type { Team } from '../../domain/handoff/desk-setup.ts';
import { SKILLS, type Skill } from '../../domain/handoff/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';

interface TeamInput {
  readonly name: string;
  readonly skills: readonly Skill[];
}

export interface TeamStore {
  /** By name. */
  list(): Promise<readonly Team[]>;
  create(input: TeamInput, actor: Actor): Promise<Team | 'name_taken'>;
  change(id: string, input: TeamInput, actor: Actor): Promise<Team | 'not_found' | 'name_taken'>;
  /** `has_agents`: somebody belongs to it, `has_handoffs`: a customer waits for it; then it stays. */
  remove(
    id: string,
    actor: Actor,
  ): Promise<'removed' | 'not_found' | 'has_agents' | 'has_handoffs'>;
}

export interface TeamStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  skills: z.array(z.enum(SKILLS)),
  agent_count: z.number().int(),
  created_at: z.date(),
});

const TEAMS = `SELECT t.id, t.name, t.skills, t.created_at,
    (SELECT count(*)::int FROM agents a WHERE a.team_id = t.id AND a.disabled_at IS NULL) AS agent_count
  FROM teams t`;
const NAME_CONSTRAINT = 'teams_name_key';

/** The teams that agents belong to. */
export function makeTeamStore(deps: TeamStoreDeps): TeamStore {
  return {
    list: async () => {
      const { rows } = await deps.pool.query(`${TEAMS} ORDER BY t.name LIMIT 1000`);
      return rows.map(toTeam);
    },
    create: (input, actor) =>
      unlessTaken(() => inTransaction(deps.pool, (sql) => create(sql, deps, { input, actor }))),
    change: (id, input, actor) =>
      unlessTaken(() =>
        inTransaction(deps.pool, (sql) => change(sql, { id, input, actor, now: deps.clock.now() })),
      ),
    remove: (id, actor) =>
      inTransaction(deps.pool, (sql) => remove(sql, { id, actor, now: deps.clock.now() })),
  };
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T | 'name_taken'> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, NAME_CONSTRAINT)) return 'name_taken';
    throw error;
  }
}

async function create(
  sql: Sql,
  { clock, random }: TeamStoreDeps,
  { input, actor }: { readonly input: TeamInput; readonly actor: Actor },
): Promise<Team> {
  const now = clock.now();
  const id = newId('team', random);
  const skills = [...new Set(input.skills)];
  await sql.query('INSERT INTO teams (id, name, skills, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    input.name,
    JSON.stringify(skills),
    now,
  ]);
  await insertAudit(
    sql,
    [{ ...subjectOf(id, actor), action: 'team.created', data: { skills } }],
    now,
  );
  return { id, name: input.name, skills, agentCount: 0, createdAt: now };
}

interface TeamChange {
  readonly id: string;
  readonly actor: Actor;
  readonly now: Date;
}

async function change(
  sql: Sql,
  { id, input, actor, now }: TeamChange & { readonly input: TeamInput },
): Promise<Team | 'not_found'> {
  const skills = [...new Set(input.skills)];
  const { rowCount } = await sql.query('UPDATE teams SET name = $2, skills = $3 WHERE id = $1', [
    id,
    input.name,
    JSON.stringify(skills),
  ]);
  if (rowCount !== 1) return 'not_found';
  await insertAudit(
    sql,
    [{ ...subjectOf(id, actor), action: 'team.changed', data: { skills } }],
    now,
  );
  const { rows } = await sql.query(`${TEAMS} WHERE t.id = $1`, [id]);
  return toTeam(rows[0]);
}

async function remove(
  sql: Sql,
  { id, actor, now }: TeamChange,
): Promise<'removed' | 'not_found' | 'has_agents' | 'has_handoffs'> {
  // A statement of its own: what is counted after it must not be older than the wait for whoever joins now.
  const locked = await sql.query('SELECT 1 FROM teams WHERE id = $1 FOR UPDATE', [id]);
  if (locked.rowCount !== 1) return 'not_found';
  const { rows } = await sql.query<{ has_agents: boolean; has_handoffs: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM agents WHERE team_id = $1) AS has_agents,
       EXISTS (SELECT 1 FROM handoffs WHERE team_id = $1
               AND state NOT IN ('returned', 'closed')) AS has_handoffs`,
    [id],
  );
  if (rows[0]?.has_agents === true) return 'has_agents';
  if (rows[0]?.has_handoffs === true) return 'has_handoffs';
  await sql.query('DELETE FROM teams WHERE id = $1', [id]);
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'team.removed' }], now);
  return 'removed';
}

function subjectOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'team', subjectId: id };
}

function toTeam(row: unknown): Team {
  const { agent_count: agentCount, created_at: createdAt, ...rest } = rowSchema.parse(row);
  return { ...rest, agentCount, createdAt };
}
