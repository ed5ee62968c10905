import { setTimeout as delay } from 'node:timers/promises';
import { type Client, Pool } from 'pg';
import { inject } from 'vitest';
import { copyDatabase, testDatabaseName, urlOf, withClient } from './test-server.ts';

export interface TestDatabase {
  /** Connection string of a database of its own, migrated and empty. */
  readonly url: string;
  readonly pool: Pool;
  /** Closes the pool and drops the database, whoever is still connected. */
  stop(): Promise<void>;
}

/**
 * A migrated database on real PostgreSQL for one test file: call it in `beforeAll`, `stop` in `afterAll`. Empty, or a
 * copy of `template`.
 */
export async function startTestDatabase(template?: string): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = testDatabaseName();
  await copyDatabase(server.url, name, template ?? server.template);
  const url = urlOf(server.url, name);
  const pool = new Pool({ connectionString: url, application_name: 'careline' });
  // A connection that breaks while idle is of no interest to a test.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    stop: async () => {
      await pool.end();
      await withClient(server.url, (client) => drop(client, name));
    },
  };
}

/** PostgreSQL's code for what only a superuser may do. */
const NOT_ALLOWED = '42501';
const DROP_TRIES_MAX = 20;
const DROP_RETRY_MS = 250;

/** A vacuum of the server's own cannot be ended by us, only waited for. */
async function drop(client: Client, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      const isVacuum = error instanceof Error && 'code' in error && error.code === NOT_ALLOWED;
      if (!isVacuum || tries === DROP_TRIES_MAX) throw error;
      await delay(DROP_RETRY_MS);
    }
  }
}
