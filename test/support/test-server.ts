import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeEmbeddedEngine } from '../../src/store/engine/embedded-engine.ts';
import { isAlive } from '../../src/store/engine/process.ts';
import { migrate } from '../../src/store/migrate.ts';
import { readMigrations } from '../../src/store/migration/migration-folder.ts';

/** A PostgreSQL server for tests, with a migrated database to copy from. */
export interface TestServer {
  /** Connects to the server as a role that may make databases. */
  readonly url: string;
  readonly template: string;
  stop(): Promise<void>;
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const LOG = makeLog({ level: 'error' });

/**
 * Starts the server, or joins the one that another run of the same clone left or still uses.
 * It lives in the temporary folder; `TEST_DATABASE_URL` names another server.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    return { url: given, template: await ensureTemplate(given), stop: async () => undefined };
  }
  const engine = makeEmbeddedEngine({
    dataDir: join(tmpdir(), `careline-test-${userInfo().uid}-${shortHash(REPOSITORY)}`),
    clock: systemClock,
    random: systemRandom,
    log: LOG,
    // Nothing here outlives the run.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '128MB',
    },
  });
  const { connectionString } = await engine.start();
  await dropLeftovers(connectionString);
  const template = await ensureTemplate(connectionString);
  return { url: connectionString, template, stop: () => engine.stop() };
}

/** Runs `work` on one connection to the server. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** A database's name that says which process made it, so that a later run can tell that it is left over. */
export function testDatabaseName(): string {
  return `test_${process.pid}_${systemRandom.text(8)}`;
}

/** The name tells the migrations apart, so a database of an older state is never copied. */
async function ensureTemplate(url: string): Promise<string> {
  const migrations = await readMigrations();
  const template = `template_${shortHash(migrations.map(({ checksum }) => checksum).join())}`;
  await withClient(url, async (client) => {
    // Two runs may start at once: the first migrates, the second finds it done.
    await client.query('SELECT pg_advisory_lock(7223203)');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 1) return;
    const draft = testDatabaseName();
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate({ connectionString: urlOf(url, draft), log: LOG });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

async function dropLeftovers(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'",
    );
    for (const { datname } of rows) {
      const isLeftOver = !isAlive(Number(datname.split('_')[1]));
      if (isLeftOver) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    }
  });
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
