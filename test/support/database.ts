import { Pool } from 'pg';
import { inject } from 'vitest';
import { testDatabaseName, urlOf, withClient } from './test-server.ts';

export interface TestDatabase {
  /** Connection string of a database of its own, migrated and empty. */
  readonly url: string;
  readonly pool: Pool;
  /** Closes the pool and drops the database, whoever is still connected. */
  stop(): Promise<void>;
}

/** A migrated database on real PostgreSQL for one test file: call it in `beforeAll`, `stop` in `afterAll`. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = testDatabaseName();
  await withClient(server.url, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`),
  );
  const url = urlOf(server.url, name);
  const pool = new Pool({ connectionString: url, application_name: 'careline' });
  // A connection that breaks while idle is of no interest to a test.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    stop: async () => {
      await pool.end();
      await withClient(server.url, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}
