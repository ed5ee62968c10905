import type { Pool } from 'pg';
import type { AgentChange, AgentDetail, AgentRecord, AgentRole } from '../../domain/agent.ts';
import type { Actor } from '../../domain/audit.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, isUniqueViolation } from '../sql.ts';
import { AGENT_COLUMNS, toAgentDetail } from './agent-row.ts';
import { type AgentChanged, changeAgent } from './change-agent.ts';
import { hashPassword } from './password.ts';

export interface AgentInput {
  readonly username: string;
  readonly displayName: string;
  readonly role: AgentRole;
  readonly password: string;
}

export interface AgentStore {
  /** By name, at most a thousand. */
  list(): Promise<readonly AgentDetail[]>;
  create(input: AgentInput, actor: Actor): Promise<AgentRecord | 'name_taken'>;
  /** Another role ends every session. `last_admin`: somebody must be able to administer. */
  change(id: string, change: AgentChange, actor: Actor): Promise<AgentChanged>;
  /** Also ends every session. `last_admin`: somebody must be able to administer. */
  disable(id: string, actor: Actor): Promise<'disabled' | 'not_found' | 'last_admin'>;
  /** Sets a new password, enables the account again and ends every session. */
  resetPassword(id: string, password: string, actor: Actor): Promise<'reset' | 'not_found'>;
}

export interface AgentStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** The accounts of the people who work here. */
export function makeAgentStore(deps: AgentStoreDeps): AgentStore {
  return {
    list: async () => {
      const { rows } = await deps.pool.query(
        `SELECT ${AGENT_COLUMNS} FROM agents ORDER BY username LIMIT 1000`,
      );
      return rows.map(toAgentDetail);
    },
    create: (input, actor) => createAgent(deps, input, actor),
    change: (id, change, actor) => changeAgent(deps, { id, change, actor }),
    disable: (id, actor) => disableAgent(deps, id, actor),
    resetPassword: (id, password, actor) => resetPassword(deps, { id, password }, actor),
  };
}

/** Names are compared without regard to case, so they are stored in lower case. */
async function createAgent(
  deps: AgentStoreDeps,
  input: AgentInput,
  actor: Actor,
): Promise<AgentRecord | 'name_taken'> {
  const now = deps.clock.now();
  const id = newId('agent', deps.random);
  const username = input.username.trim().toLowerCase();
  const passwordHash = await hashPassword(input.password);
  const { displayName, role } = input;
  try {
    await inTransaction(deps.pool, async (sql) => {
      await sql.query(
        `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, username, displayName, role, passwordHash, now],
      );
      await insertAudit(
        sql,
        [{ ...auditOf(id, actor), action: 'agent.created', data: { role } }],
        now,
      );
    });
  } catch (error) {
    if (isUniqueViolation(error, 'agents_username_key')) return 'name_taken';
    throw error;
  }
  return { id, username, displayName, role, createdAt: now };
}

function disableAgent(
  { pool, clock }: AgentStoreDeps,
  id: string,
  actor: Actor,
): Promise<'disabled' | 'not_found' | 'last_admin'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    // Every admin's row is locked in one order, or two admins could disable each other at once.
    const { rows } = await sql.query<{ id: string; role: string }>(
      `SELECT id, role FROM agents WHERE id = $1 OR (role = 'admin' AND disabled_at IS NULL)
       ORDER BY id FOR UPDATE`,
      [id],
    );
    const agent = rows.find((row) => row.id === id);
    if (agent === undefined) return 'not_found';
    const isAdminLeft = rows.some((row) => row.id !== id && row.role === 'admin');
    if (agent.role === 'admin' && !isAdminLeft) return 'last_admin';
    await sql.query('UPDATE agents SET disabled_at = COALESCE(disabled_at, $2) WHERE id = $1', [
      id,
      now,
    ]);
    await sql.query(
      'UPDATE sessions SET revoked_at = $2 WHERE agent_id = $1 AND revoked_at IS NULL',
      [id, now],
    );
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'agent.disabled' }], now);
    return 'disabled';
  });
}

async function resetPassword(
  { pool, clock }: AgentStoreDeps,
  { id, password }: { readonly id: string; readonly password: string },
  actor: Actor,
): Promise<'reset' | 'not_found'> {
  const now = clock.now();
  const passwordHash = await hashPassword(password);
  return inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      'UPDATE agents SET password_hash = $2, disabled_at = NULL WHERE id = $1',
      [id, passwordHash],
    );
    if (rowCount !== 1) return 'not_found';
    await sql.query(
      'UPDATE sessions SET revoked_at = $2 WHERE agent_id = $1 AND revoked_at IS NULL',
      [id, now],
    );
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'agent.password_reset' }], now);
    return 'reset';
  });
}

function auditOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'agent', subjectId: id };
}
