import type { Pool } from 'pg';
import type { Log } from '../../lib/log.ts';
import { hashPassword } from '../agents/password.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { insertDemoInsurer } from './insert-demo.ts';
import { makeDemoInsurer } from './make-demo-insurer.ts';

/** Any number that nothing else uses: two processes that start at once load one demo. */
const LOCK_NUMBER = 7_301_002;
/** The row of table `settings` that remembers the first start. */
export const DEMO_LOADED_KEY = 'demo_loaded_at';

/**
 * Fills an empty database with the demo insurer, dated back from `now`, in one transaction. `already`:
 * a customer exists, or the demo was loaded once and cleared away; nothing changed.
 */
export async function loadDemo(
  deps: {
    readonly pool: Pool;
    readonly log: Log;
    /** Of every account of the demo's desk; without one nobody signs in before an administrator has set one. */
    readonly deskPassword?: string;
  },
  now: Date,
): Promise<'loaded' | 'already'> {
  const { deskPassword } = deps;
  const counts = await inTransaction(deps.pool, async (sql) => {
    // A statement of its own: what is read after it must not be older than the wait.
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBER]);
    if (await isTaken(sql)) return undefined;
    const passwordHash = deskPassword === undefined ? undefined : await hashPassword(deskPassword);
    return load(sql, { now, passwordHash });
  });
  if (counts === undefined) return 'already';
  deps.log.info(counts, 'demo insurer loaded');
  return 'loaded';
}

async function isTaken(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ taken: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM settings WHERE key = $1) AS taken`,
    [DEMO_LOADED_KEY],
  );
  return rows[0]?.taken === true;
}

async function load(
  sql: Sql,
  at: { readonly now: Date; readonly passwordHash: string | undefined },
): Promise<{ customers: number; claims: number }> {
  const { now } = at;
  const insurer = makeDemoInsurer(now);
  await insertDemoInsurer(sql, insurer, at);
  await sql.query('INSERT INTO settings (key, value) VALUES ($1, to_jsonb($2::text))', [
    DEMO_LOADED_KEY,
    now.toISOString(),
  ]);
  const actor = { kind: 'system', id: 'start' } as const;
  const entry = {
    actor,
    action: 'demo.loaded',
    subjectKind: 'setting',
    subjectId: DEMO_LOADED_KEY,
  };
  await insertAudit(sql, [entry], now);
  return { customers: insurer.customers.length, claims: insurer.claims.length };
}
