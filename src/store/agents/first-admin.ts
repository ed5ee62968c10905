import type { Pool } from 'pg';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { hashPassword } from './password.ts';

export interface EnsureFirstAdmin {
  readonly username: string;
  /** Absent: a random one is made and returned. */
  readonly password: string | undefined;
}

export type FirstAdmin =
  /** An admin exists; nothing changed. */
  | { readonly kind: 'exists' }
  /** `password` is to be shown once: it is stored nowhere. */
  | { readonly kind: 'created'; readonly username: string; readonly password: string };

const PASSWORD_LENGTH = 20;
/** Any number that nothing else uses: two processes that start at once make one admin. */
const LOCK_NUMBER = 7_301_001;

/** Makes the first administrator of an installation that has none who can sign in. */
export async function ensureFirstAdmin(
  deps: { readonly pool: Pool; readonly clock: Clock; readonly random: Random },
  wanted: EnsureFirstAdmin,
): Promise<FirstAdmin> {
  if (await hasAdmin(deps.pool)) return { kind: 'exists' };
  const password = wanted.password ?? deps.random.text(PASSWORD_LENGTH);
  const passwordHash = await hashPassword(password);
  const username = wanted.username.trim().toLowerCase();
  return inTransaction(deps.pool, async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBER]);
    if (await hasAdmin(sql)) return { kind: 'exists' };
    const now = deps.clock.now();
    const { rows } = await sql.query<{ id: string }>(
      `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
       VALUES ($1, $2, $2, 'admin', $3, $4)
       ON CONFLICT (username) DO UPDATE SET role = 'admin', password_hash = excluded.password_hash,
         disabled_at = NULL
       RETURNING id`,
      [newId('agent', deps.random), username, passwordHash, now],
    );
    const subjectId = rows[0]?.id ?? username;
    const actor = { kind: 'system', id: 'start' } as const;
    await insertAudit(
      sql,
      [{ actor, action: 'agent.created', subjectKind: 'agent', subjectId }],
      now,
    );
    return { kind: 'created', username, password };
  });
}

/** The demo insurer's own administrator is not ours: everybody knows that account. */
async function hasAdmin(sql: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT 1 FROM agents
     WHERE role = 'admin' AND disabled_at IS NULL AND username NOT LIKE 'demo.%' LIMIT 1`,
  );
  return rows.length > 0;
}
