import type { Pool, PoolClient, QueryResultRow } from 'pg';

/** What runs SQL: the pool for a statement of its own, a client inside a transaction. */
export interface Sql {
  query<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values?: unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/** A statement that each connection prepares once: planning a long one costs more than running it. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** Runs `work` in one transaction; whatever it throws rolls everything back. No network call belongs inside. */
export async function inTransaction<T>(
  pool: Pool,
  work: (sql: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/**
 * A connection that breaks while its transaction is between two statements says so to nobody but its listeners; without
 * one that would end the process. The next statement fails, and the transaction with it.
 */
export function surviveBreaks(pool: Pool): void {
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** A connection that cannot roll back is broken: it leaves the pool. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

/** PostgreSQL's code for a broken unique constraint. */
const UNIQUE_VIOLATION = '23505';

/** True when `error` is PostgreSQL refusing a second row for the named constraint. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === UNIQUE_VIOLATION &&
    'constraint' in error &&
    error.constraint === constraint
  );
}
