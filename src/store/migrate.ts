import { Pool } from 'pg';
import type { Log } from '../lib/log.ts';
import { type AppliedMigration, compareHistory } from './migration/history.ts';
import { type Migration, readMigrations } from './migration/migration-folder.ts';
import {
  asMigrationList,
  NO_FILTERS,
  ScriptError,
  withSchemaEngine,
} from './migration/schema-engine.ts';

/** Any number works as long as nothing else in this database uses it; Prisma's engine takes 72707369. */
const LOCK = 7_223_202;
const CONNECT_TIMEOUT_MS = 10_000;
const UNDEFINED_TABLE = '42P01';

export interface MigrateOptions {
  readonly connectionString: string;
  readonly log: Log;
  /** Another set than the installation's own, for tests. */
  readonly migrations?: readonly Migration[];
}

/**
 * Brings the database to the shape that this code expects, with the same bookkeeping as `prisma migrate deploy`.
 * All pending migrations are one transaction: whatever interrupts them leaves the database as it was.
 * Any number of processes may call it at once. Throws a sentence that says what to do when it cannot.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const migrations = options.migrations ?? (await readMigrations());
  // One connection: the transaction spans what the engine does through the pool.
  const pool = new Pool({
    connectionString: options.connectionString,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'careline migration',
  });
  // The query that runs when the connection breaks reports it.
  pool.on('error', () => undefined);
  try {
    if (isPending(await readHistory(pool), migrations)) await apply(pool, migrations, options.log);
  } finally {
    await pool.end();
  }
}

function isPending(
  history: readonly AppliedMigration[],
  migrations: readonly Migration[],
): boolean {
  const standing = compareHistory(history, migrations);
  if (standing.kind === 'refused') throw new Error(standing.reason);
  return standing.kind === 'behind';
}

async function readHistory(pool: Pool): Promise<readonly AppliedMigration[]> {
  try {
    const { rows } = await pool.query<AppliedMigration>(
      `SELECT migration_name, checksum, finished_at, rolled_back_at
       FROM _prisma_migrations ORDER BY started_at`,
    );
    return rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}

async function apply(pool: Pool, migrations: readonly Migration[], log: Log): Promise<void> {
  await pool.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    // Another process may have done it while we waited for the lock.
    if (!isPending(await readHistory(pool), migrations)) return;
    const applied = await inOneTransaction(pool, migrations);
    log.info({ migrations: applied }, 'the database was migrated');
  } finally {
    await pool.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
  }
}

async function inOneTransaction(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  await pool.query('BEGIN');
  try {
    const { appliedMigrationNames } = await withSchemaEngine(pool, (engine) =>
      engine.applyMigrations({
        migrationsList: asMigrationList(migrations),
        filters: NO_FILTERS,
      }),
    );
    const { command } = await pool.query('COMMIT');
    // A transaction that a swallowed error broke answers COMMIT with ROLLBACK.
    if (command !== 'COMMIT') throw new Error('the migration was rolled back by the database');
    return appliedMigrationNames;
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => undefined);
    if (!(error instanceof ScriptError)) throw error;
    const name = migrations.find(({ sql }) => sql === error.script)?.name ?? 'a migration';
    throw new Error(`${name} failed, and the database is as it was before: ${error.message}`, {
      cause: error,
    });
  }
}
