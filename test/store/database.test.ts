import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLog } from '../../src/lib/log.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { inTransaction } from '../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let ours: Database;
beforeAll(async () => {
  db = await startTestDatabase();
  const log = makeLog({ level: 'silent' });
  ours = openDatabase({ connectionString: db.url, connectionsMax: 4, log });
});
afterAll(async () => {
  await ours.close();
  await db.stop();
});

/** Without a listener the break would be nobody's, and end the process: the test run fails then. */
it('fails a transaction whose connection breaks between two statements, and nothing else', async () => {
  const broken = inTransaction(ours.pool, async (sql) => {
    const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await db.pool.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await delay(100);
    await sql.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
  await expect(ours.ping()).resolves.toBeUndefined();
});
