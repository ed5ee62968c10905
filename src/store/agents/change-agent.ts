import type { Pool } from 'pg';
import type { AgentChange, AgentDetail } from '../../domain/agent.ts';
import type { Actor } from '../../domain/audit.ts';
import type { Clock } from '../../lib/clock.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { AGENT_COLUMNS, toAgentDetail } from './agent-row.ts';

export type AgentChanged =
  | AgentDetail
  | 'not_found'
  | 'last_admin'
  | 'unknown_team'
  | 'own_compliance';

/**
 * Changes what somebody may do, can do and belongs to. Another role ends every session of theirs, so that no
 * open page keeps the old one's rights.
 */
export function changeAgent(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  {
    id,
    change,
    actor,
  }: { readonly id: string; readonly change: AgentChange; readonly actor: Actor },
): Promise<AgentChanged> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const locked = await lockWithAdmins(sql, id);
    const before = locked.find((row) => row.id === id);
    if (before === undefined) return 'not_found';
    const isAdminLeft = locked.some((row) => row.id !== id && isActiveAdmin(row));
    const losesAdmin = isActiveAdmin(before) && (change.role ?? 'admin') !== 'admin';
    if (losesAdmin && !isAdminLeft) return 'last_admin';
    // Two people are needed: whoever hands out the right never has it by their own hand.
    const wasCompliance = before.isCompliance;
    if ((change.isCompliance ?? wasCompliance) && !wasCompliance && actor.id === id) {
      return 'own_compliance';
    }
    if (typeof change.teamId === 'string' && !(await lockTeam(sql, change.teamId))) {
      return 'unknown_team';
    }
    const after = await update(sql, id, change);
    if (after.role !== before.role) {
      await sql.query(
        'UPDATE sessions SET revoked_at = $2 WHERE agent_id = $1 AND revoked_at IS NULL',
        [id, now],
      );
    }
    const data = toAuditData(before, after);
    const entry = { actor, action: 'agent.changed', subjectKind: 'agent', subjectId: id, data };
    await insertAudit(sql, [entry], now);
    return after;
  });
}

/** Every admin's row is locked in one order, or two admins could take the role from each other at once. */
async function lockWithAdmins(sql: Sql, id: string): Promise<readonly AgentDetail[]> {
  const { rows } = await sql.query(
    `SELECT ${AGENT_COLUMNS} FROM agents WHERE id = $1 OR (role = 'admin' AND disabled_at IS NULL)
     ORDER BY id FOR UPDATE`,
    [id],
  );
  return rows.map(toAgentDetail);
}

function isActiveAdmin({ role, disabledAt }: AgentDetail): boolean {
  return role === 'admin' && disabledAt === undefined;
}

/** Held until the end, so that nobody removes the team meanwhile. */
async function lockTeam(sql: Sql, id: string): Promise<boolean> {
  const { rowCount } = await sql.query('SELECT 1 FROM teams WHERE id = $1 FOR SHARE', [id]);
  return rowCount === 1;
}

async function update(sql: Sql, id: string, change: AgentChange): Promise<AgentDetail> {
  const { displayName, role, teamId, branch, skills, languages, capacity, isCompliance } = change;
  const { rows } = await sql.query(
    `UPDATE agents SET display_name = COALESCE($2, display_name), role = COALESCE($3, role),
       team_id = CASE WHEN $4 THEN $5 ELSE team_id END, branch = CASE WHEN $6 THEN $7 ELSE branch END,
       skills = COALESCE($8::jsonb, skills), languages = COALESCE($9::jsonb, languages),
       capacity = COALESCE($10, capacity), is_compliance = COALESCE($11, is_compliance)
     WHERE id = $1 RETURNING ${AGENT_COLUMNS}`,
    [
      id,
      displayName ?? null,
      role ?? null,
      teamId !== undefined,
      teamId ?? null,
      branch !== undefined,
      branch ?? null,
      toJson(skills),
      toJson(languages),
      capacity ?? null,
      isCompliance ?? null,
    ],
  );
  return toAgentDetail(rows[0]);
}

function toJson(list: readonly string[] | undefined): string | null {
  return list === undefined ? null : JSON.stringify([...new Set(list)]);
}

const AUDITED = [
  'role',
  'teamId',
  'branch',
  'skills',
  'languages',
  'capacity',
  'isCompliance',
] as const;

/** What changed, from what to what; a name's old and new form is nobody's business but that it changed. */
function toAuditData(before: AgentDetail, after: AgentDetail): JsonObject {
  const changed = AUDITED.filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const entries = changed.map((key) => [key, { from: plain(before[key]), to: plain(after[key]) }]);
  const hasNewName = before.displayName !== after.displayName;
  return { ...Object.fromEntries(entries), ...(hasNewName ? { displayName: 'changed' } : {}) };
}

function plain(value: string | number | boolean | readonly string[] | undefined) {
  if (value === undefined) return null;
  return typeof value === 'object' ? [...value] : value;
}
