import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
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
/** What Linux calls a file system that lives in memory (linux/magic.h). */
const TMPFS = 0x0102_1994;
const LOG = makeLog({ level: 'error' });

/**
 * Starts the server, or joins the one that another run of the same clone left or still uses.
 * It lives in memory, or in the temporary folder; `TEST_DATABASE_URL` names another server.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    return { url: given, template: await ensureTemplate(given), stop: async () => undefined };
  }
  const engine = makeEmbeddedEngine({
    dataDir: join(
      await databaseFolder(),
      `careline-test-${userInfo().uid}-${shortHash(REPOSITORY)}`,
    ),
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
      max_wal_size: '256MB',
    },
  });
  const { connectionString } = await engine.start();
  await dropLeftovers(connectionString);
  const template = await ensureTemplate(connectionString);
  return { url: connectionString, template, stop: () => engine.stop() };
}

/** Each database is over a thousand files: memory makes and drops them in a third of the time. */
const MEMORY = '/dev/shm';
const MEMORY_BYTES_MIN = 4 * 1024 ** 3;

/** Where the files of a database are made quickest: in memory where there is enough of it. */
export async function databaseFolder(): Promise<string> {
  const found = await statfs(MEMORY).catch(() => undefined);
  const isMemory = found?.type === TMPFS && found.bavail * found.bsize >= MEMORY_BYTES_MIN;
  return isMemory ? MEMORY : tmpdir();
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

/** Makes a database as a copy of another: by its files, which is twice as fast as by its pages. */
export async function copyDatabase(url: string, name: string, template: string): Promise<void> {
  const copy = `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`;
  await withClient(url, (client) => client.query(copy));
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
