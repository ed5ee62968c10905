import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { type EmbeddedEngine, makeEmbeddedEngine } from '../../src/store/engine/embedded-engine.ts';
import { readPidFile } from '../../src/store/engine/pid-file.ts';
import { isAlive, waitUntil } from '../../src/store/engine/process.ts';
import {
  asUser,
  type EngineProcess,
  squat,
  startEngineProcess,
} from '../support/engine-process.ts';
import { runProgram } from '../support/run-program.ts';
import { databaseFolder } from '../support/test-server.ts';

const isRoot = process.getuid?.() === 0;
const RECOVER_MS = 15_000;

let dataDir: string;
const engines: EmbeddedEngine[] = [];
const processes: EngineProcess[] = [];
const pools: Pool[] = [];

/** A database as it is after its first start and a clean stop: most tests begin with a copy of it. */
let made: string;

beforeAll(async () => {
  made = await mkdtemp(join(await databaseFolder(), 'careline-engine-made-'));
  dataDir = made;
  const first = makeEngine();
  await first.start();
  await first.stop();
});
afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  // Mode 0700: as root, the account that PostgreSQL runs under could not enter it.
  dataDir = await mkdtemp(join(await databaseFolder(), 'careline-engine-'));
});

/** Spares a test that is not about the first start a second of it. As `cp -a`: owners and modes are kept. */
async function useMadeDatabase(): Promise<void> {
  await runProgram('cp', ['-a', join(made, 'postgres'), dataDir]);
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  for (const engine of engines.splice(0)) await engine.stop();
  for (const running of processes.splice(0)) await running.stop();
  const left = await readPidFile(dataFolder());
  if (left !== undefined && isAlive(left.pid)) process.kill(left.pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

function dataFolder(): string {
  return join(dataDir, 'postgres', 'data');
}

function makeEngine(): EmbeddedEngine {
  const engine = makeEmbeddedEngine({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: makeLog({ level: 'silent' }),
    settings: { fsync: 'off' },
  });
  engines.push(engine);
  return engine;
}

async function startProcess(prefix: readonly string[] = []): Promise<EngineProcess> {
  const running = await startEngineProcess(dataDir, prefix);
  processes.push(running);
  return running;
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, application_name: 'careline' });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
}

async function postmasterPid(): Promise<number> {
  const found = await readPidFile(dataFolder());
  return found?.pid ?? 0;
}

async function one(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Repeats a query until it is answered, as a pool's users do while the database comes back. */
async function untilAnswered(pool: Pool, sql: string): Promise<unknown> {
  let answer: unknown;
  const isAnswered = await waitUntil(systemClock, RECOVER_MS, async () => {
    try {
      const { rows } = await pool.query({ text: sql, rowMode: 'array' });
      answer = rows[0]?.[0];
      return true;
    } catch {
      return false;
    }
  });
  if (!isAnswered) throw new Error('the database did not come back');
  return answer;
}

// Real processes start and die here.
describe('the embedded engine', { timeout: 60_000 }, () => {
  it('serves UTF-8 on the loopback address with a password nobody else can read', async () => {
    const { connectionString } = await makeEngine().start();
    expect(await one(connectionString, "SELECT length('车险🚗')")).toBe(3);
    expect(await one(connectionString, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await one(connectionString, 'SHOW timezone')).toBe('UTC');
    const password = await stat(join(dataDir, 'postgres', 'password'));
    expect(password.mode & 0o777).toBe(0o600);
    const wrong = new URL(connectionString);
    wrong.password = 'guess';
    await expect(one(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('gives the application a role that is no superuser', async () => {
    await useMadeDatabase();
    const { connectionString } = await makeEngine().start();
    expect(await one(connectionString, "SELECT current_setting('is_superuser')")).toBe('off');
  });

  it('keeps the data over a stop, and starts again within five seconds', async () => {
    const first = makeEngine();
    await one((await first.start()).connectionString, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = await postmasterPid();
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const before = performance.now();
    const { connectionString } = await makeEngine().start();
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(await one(connectionString, 'SELECT value FROM kept')).toBe(7);
  });

  it('joins the server that a killed process left behind', async () => {
    await useMadeDatabase();
    const killed = await startProcess();
    await one(killed.connectionString, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = await postmasterPid();
    await killed.kill();
    expect(isAlive(pid)).toBe(true);
    const next = makeEngine();
    const { connectionString } = await next.start();
    expect(connectionString).toBe(killed.connectionString);
    expect(await postmasterPid()).toBe(pid);
    expect(await one(connectionString, 'SELECT value FROM kept')).toBe(7);
    await next.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('brings the server back on the same port after kill -9, for pools that were open', async () => {
    await useMadeDatabase();
    const { connectionString } = await makeEngine().start();
    const pool = openPool(connectionString);
    await pool.query('CREATE TABLE kept AS SELECT 7 AS value');
    for (let round = 0; round < 3; round += 1) {
      const pid = await postmasterPid();
      process.kill(pid, 'SIGKILL');
      await waitUntil(systemClock, RECOVER_MS, async () => (await postmasterPid()) !== pid);
      expect(await untilAnswered(pool, 'SELECT value FROM kept')).toBe(7);
    }
  });

  it('waits for old backends that still hold the data of a killed server', async () => {
    await useMadeDatabase();
    const { connectionString } = await makeEngine().start();
    const pool = openPool(connectionString);
    // A backend that computes does not notice at once that its postmaster is gone.
    const busy = pool
      .query('SELECT count(*) FROM generate_series(1, 15000000)')
      .catch(() => undefined);
    await untilAnswered(pool, 'SELECT 1');
    process.kill(await postmasterPid(), 'SIGKILL');
    expect(await untilAnswered(pool, 'SELECT 1')).toBe(1);
    await busy;
  });

  it('answers again after kill -9 of a single backend', async () => {
    await useMadeDatabase();
    const { connectionString } = await makeEngine().start();
    const pool = openPool(connectionString);
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    expect(await untilAnswered(pool, 'SELECT 1')).toBe(1);
  });

  it('starts over a lock file whose process is gone', async () => {
    await useMadeDatabase();
    const first = makeEngine();
    await first.start();
    const lock = join(dataFolder(), 'postmaster.pid');
    const text = await readFile(lock, 'utf8');
    await first.stop();
    await writeFile(lock, text);
    const { connectionString } = await makeEngine().start();
    expect(await one(connectionString, 'SELECT 1')).toBe(1);
  });

  it('starts over a lock file whose process id is another program’s by now', async () => {
    await useMadeDatabase();
    const first = makeEngine();
    await first.start();
    const lock = join(dataFolder(), 'postmaster.pid');
    const lines = (await readFile(lock, 'utf8')).split('\n');
    await first.stop();
    await writeFile(lock, [process.pid, ...lines.slice(1)].join('\n'));
    const { connectionString } = await makeEngine().start();
    expect(await one(connectionString, 'SELECT 1')).toBe(1);
  });

  it('moves to another port when its last one is taken', async () => {
    await useMadeDatabase();
    const killed = await startProcess();
    const port = Number(new URL(killed.connectionString).port);
    await killed.kill();
    process.kill(await postmasterPid(), 'SIGKILL');
    // The killed server's own processes hold the port for a moment.
    let squatter: Server | undefined;
    await waitUntil(systemClock, RECOVER_MS, async () => {
      squatter = await squat(port).catch(() => undefined);
      return squatter !== undefined;
    });
    try {
      const { connectionString } = await makeEngine().start();
      expect(new URL(connectionString).port).not.toBe(String(port));
      expect(await one(connectionString, 'SELECT 1')).toBe(1);
    } finally {
      squatter?.close();
    }
  });

  it('serves two processes on one folder, and the first to stop does not cut the other off', async () => {
    await useMadeDatabase();
    const other = await startProcess();
    const mine = makeEngine();
    const { connectionString } = await mine.start();
    expect(connectionString).toBe(other.connectionString);
    const pool = openPool(connectionString);
    await other.stop();
    expect(await pool.query('SELECT 1')).toMatchObject({ rowCount: 1 });
    const pid = await postmasterPid();
    await pool.end();
    pools.splice(0);
    await mine.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('makes one database when two processes start on an empty folder at once', async () => {
    const [one, two] = await Promise.all([startProcess(), startProcess()]);
    expect(one.connectionString).toBe(two.connectionString);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('starts afresh beside a database that a crash left half made, and removes it', async () => {
    await mkdir(join(dataDir, 'postgres.new-999999999-abc', 'data'), { recursive: true });
    const { connectionString } = await makeEngine().start();
    expect(await one(connectionString, 'SELECT 1')).toBe(1);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('says which version made the data when it is another one', async () => {
    await useMadeDatabase();
    await writeFile(join(dataFolder(), 'PG_VERSION'), '15\n');
    await expect(makeEngine().start()).rejects.toThrow('was made by PostgreSQL 15');
  });

  it.runIf(isRoot)(
    'runs for an ordinary user, and says whose the folder is to another',
    async () => {
      await chmod(dataDir, 0o777);
      const nobody = asUser(65_534);
      const running = await startProcess(nobody);
      expect(await one(running.connectionString, 'SELECT 1')).toBe(1);
      expect((await stat(dataFolder())).uid).toBe(65_534);
      await running.stop();
      const daemon = asUser(1);
      await expect(startEngineProcess(dataDir, daemon)).rejects.toThrow('belongs to user 65534');
    },
  );
});
