import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Jobs, makeJobs } from '../../src/jobs/jobs.ts';
import type { QueueConnection } from '../../src/jobs/queue.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { makeLog } from '../../src/lib/log.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { GIVEN_REDIS_URL, HAS_REDIS, startTestRedis, type TestRedis } from '../support/redis.ts';

const log = makeLog({ level: 'silent' });
const opened: Jobs[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.close()));
});

function open(
  connection: QueueConnection,
  deliver: (key: string) => Promise<void>,
  hasUrgentLane = false,
): Jobs {
  const handlers = { deliver: (data: { orderKey: string }) => deliver(data.orderKey) };
  const jobs = makeJobs({ connection, handlers, hasUrgentLane, log });
  opened.push(jobs);
  return jobs;
}

async function onServer(
  url: string,
  work: (sql: Client, name: string) => Promise<unknown>,
): Promise<void> {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const sql = new Client({ connectionString: server.href });
  await sql.connect();
  await work(sql, name).finally(() => sql.end());
}

/** Cuts the queue's connections to the database and refuses new ones, as a restart does. */
function lock(url: string): Promise<void> {
  return onServer(url, async (sql, name) => {
    await sql.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await sql.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
  });
}

function unlock(url: string): Promise<void> {
  return onServer(url, (sql, name) => sql.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
}

/** What holds for BullMQ on either backend. */
function behavesLikeJobs(connection: () => QueueConnection): void {
  it('wakes a worker of another process part', async () => {
    const seen: string[] = [];
    const worker = open(connection(), async (key) => void seen.push(key));
    await worker.start();
    const adder = open(connection(), () => Promise.reject(new Error('not a worker')));
    adder.wakeDelivery('con_1');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['con_1']);
    // Idle by now, the worker hears of the next job by itself.
    adder.wakeDelivery('con_2');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['con_1', 'con_2']);
  });

  it('does what is urgent while everything usual is held up', async () => {
    const seen: string[] = [];
    let finish: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const deliver = (key: string): Promise<void> => {
      seen.push(key);
      return key === 'code' ? Promise.resolve() : held;
    };
    const jobs = open(connection(), deliver, true);
    await jobs.start();
    for (let n = 0; n < 40; n += 1) jobs.wakeDelivery(`bulk-${n}`);
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(16);
    jobs.wakeDelivery('late');
    jobs.wakeDelivery('code', 'urgent');
    await expect.poll(() => seen.includes('code'), { timeout: 10_000 }).toBe(true);
    expect(seen).toHaveLength(17);
    finish?.();
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(42);
  });

  it('sends what is urgent the usual way where there is no lane for it', async () => {
    const seen: string[] = [];
    const jobs = open(connection(), async (key) => void seen.push(key));
    await jobs.start();
    jobs.wakeDelivery('code', 'urgent');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['code']);
  });

  it('gives each of many jobs to one worker', async () => {
    const seen: string[] = [];
    const workers = [1, 2].map(() => open(connection(), async (key) => void seen.push(key)));
    await Promise.all(workers.map((worker) => worker.start()));
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
    for (const key of keys) workers[0]?.wakeDelivery(key);
    await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(200);
    expect(seen.sort()).toEqual(keys.sort());
  });

  it('lets a running job finish before it closes, and begins no other', async () => {
    const events: string[] = [];
    let finish: (() => void) | undefined;
    const jobs = open(connection(), async (key) => {
      events.push(`began ${key}`);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      events.push(`finished ${key}`);
    });
    await jobs.start();
    jobs.wakeDelivery('k');
    await expect.poll(() => events, { timeout: 10_000 }).toEqual(['began k']);
    const closing = jobs.close().then(() => events.push('closed'));
    const taken: string[] = [];
    const other = open(connection(), async (key) => void taken.push(key));
    other.wakeDelivery('next');
    finish?.();
    await closing;
    expect(events).toEqual(['began k', 'finished k', 'closed']);
    await other.start();
    await expect.poll(() => taken, { timeout: 10_000 }).toEqual(['next']);
  });

  it('goes on after a job that failed', async () => {
    const seen: string[] = [];
    const jobs = open(connection(), async (key) => {
      seen.push(key);
      if (key === 'bad') throw new Error('this one fails');
    });
    await jobs.start();
    jobs.wakeDelivery('bad');
    jobs.wakeDelivery('good');
    await expect.poll(() => seen.toSorted(), { timeout: 10_000 }).toEqual(['bad', 'good']);
  });
}

describe('BullMQ on PostgreSQL', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await startTestDatabase();
  });
  afterAll(() => db.stop());
  const connection = (): QueueConnection => ({ kind: 'postgres', connectionString: db.url });

  behavesLikeJobs(connection);

  it('keeps its tables to itself', async () => {
    const jobs = open(connection(), async () => undefined);
    await jobs.start();
    const { rows } = await db.pool.query(
      `SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = 'job'`,
    );
    expect(rows).toEqual([{ schemaname: 'bull' }]);
  });

  it('works again after its database was away for a while', async () => {
    const seen: string[] = [];
    const jobs = open(connection(), async (key) => void seen.push(key));
    await jobs.start();
    jobs.wakeDelivery('before');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before']);
    await lock(db.url);
    jobs.wakeDelivery('meanwhile');
    await systemClock.sleep(1_500);
    await unlock(db.url);
    jobs.wakeDelivery('after');
    await expect.poll(() => seen.at(-1), { timeout: 15_000 }).toBe('after');
  });

  it('opens its queue again when the first try found no database', async () => {
    const url = new URL(db.url);
    url.pathname = `${url.pathname}_later`;
    const late: QueueConnection = { kind: 'postgres', connectionString: url.href };
    const jobs = open(late, async () => undefined);
    jobs.wakeDelivery('lost');
    await systemClock.sleep(300);
    await onServer(db.url, (sql, name) => sql.query(`CREATE DATABASE ${name}_later`));
    const seen: string[] = [];
    const worker = open(late, async (key) => void seen.push(key));
    await worker.start();
    jobs.wakeDelivery('found');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['found']);
    await Promise.all([jobs.close(), worker.close()]);
    await onServer(db.url, (sql, name) => sql.query(`DROP DATABASE ${name}_later WITH (FORCE)`));
  });

  it('closes at once when its database is gone', async () => {
    const gone = open(
      { kind: 'postgres', connectionString: 'postgresql://x@127.0.0.1:1/x' },
      async () => undefined,
    );
    gone.wakeDelivery('k');
    const begun = performance.now();
    await gone.close();
    expect(performance.now() - begun).toBeLessThan(6_000);
  });
});

describe.skipIf(!HAS_REDIS && GIVEN_REDIS_URL === undefined)('BullMQ on Redis', () => {
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    if (GIVEN_REDIS_URL === undefined) redis = await startTestRedis();
  });
  afterAll(() => redis?.stop());

  behavesLikeJobs(() => ({ kind: 'redis', url: redis?.url ?? GIVEN_REDIS_URL ?? '' }));

  it('closes at once when Redis is gone', async () => {
    const gone = open({ kind: 'redis', url: 'redis://127.0.0.1:1' }, async () => undefined);
    gone.wakeDelivery('k');
    const begun = performance.now();
    await gone.close();
    expect(performance.now() - begun).toBeLessThan(6_000);
  });
});
