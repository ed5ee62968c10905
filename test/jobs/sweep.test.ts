import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDeliverOutbox } from '../../src/jobs/deliver-outbox.ts';
import { makeJobs } from '../../src/jobs/jobs.ts';
import {
  makeSweep,
  PURGE_EVERY_MS,
  SWEEP_EVERY_MS,
  UNHANDLED_AFTER_MS,
} from '../../src/jobs/sweep.ts';
import { addMs, systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';
import { enqueueOne, THEN } from '../store/outbox/rows.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { HeldClock } from './held-clock.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
const log = makeLog({ level: 'silent' });

function deliverer(sent: string[]) {
  return makeDeliverOutbox({
    outbox: makeOutbox({ pool: db.pool }),
    senders: {
      sms: {
        isIdempotent: true,
        send: async (row) => {
          sent.push(row.id);
          return { kind: 'sent' };
        },
      },
      channels: {},
    },
    clock: systemClock,
    random: systemRandom,
    log,
  });
}

it('sends every row exactly once although the queue was flushed', { timeout: 30_000 }, async () => {
  const sent: string[] = [];
  const outbox = deliverer(sent);
  const jobs = makeJobs({
    connection: { kind: 'postgres', connectionString: db.url },
    handlers: { deliver: async ({ orderKey }) => void (await outbox.deliver(orderKey)) },
    log,
  });
  const ids = [];
  for (let n = 0; n < 100; n += 1) {
    ids.push(await enqueueOne(db.pool, { orderKey: `k${n % 10}` }));
    jobs.wakeDelivery(`k${n % 10}`);
  }
  await expect.poll(countJobs, { timeout: 10_000 }).toBe(100);
  const flushing = new Client({ connectionString: db.url });
  await flushing.connect();
  await flushing.query('DELETE FROM bull.job');
  await flushing.end();
  await jobs.start();
  const sweep = makeSweep({ outbox, clock: systemClock, log });
  sweep.start();
  await expect.poll(() => sent.length, { timeout: 15_000 }).toBe(100);
  await sweep.stop();
  await jobs.close();
  expect(sent.toSorted()).toEqual(ids.toSorted());
});

async function countJobs(): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>('SELECT count(*) FROM bull.job').catch(
    () => ({ rows: [] }), // BullMQ's tables come with its first job.
  );
  return Number(rows[0]?.count ?? 0);
}

/** Moves the clock to the next look. Returns the count as it was, which a poll reads again. */
function later(clock: HeldClock, count: number): number {
  clock.advance(SWEEP_EVERY_MS);
  return count;
}

it('wakes conversations whose message nobody handled, again and again', async () => {
  const clock = new HeldClock(THEN);
  const asked: Date[] = [];
  const woken: string[] = [];
  const turns = {
    findUnhandled: async (before: Date) => {
      asked.push(before);
      return ['con_1', 'con_2'];
    },
    wake: (id: string) => void woken.push(id),
  };
  const sweep = makeSweep({ turns, clock, log });
  sweep.start();
  await expect.poll(() => woken).toEqual(['con_1', 'con_2']);
  expect(asked).toEqual([addMs(THEN, -UNHANDLED_AFTER_MS)]);
  await expect.poll(() => later(clock, woken.length)).toBeGreaterThan(2);
  await sweep.stop();
});

it('deletes expired rows once an hour, a bounded number at a time', async () => {
  const clock = new HeldClock(THEN);
  const asked: [Date, number][] = [];
  let looks = 0;
  const sweep = makeSweep({
    turns: {
      findUnhandled: async () => {
        looks += 1;
        return [];
      },
      wake: () => undefined,
    },
    purge: async (now, limit) => {
      asked.push([now, limit]);
      return 1;
    },
    clock,
    log,
  });
  sweep.start();
  await expect.poll(() => later(clock, looks)).toBeGreaterThan(3);
  expect(asked).toEqual([[THEN, 10_000]]);
  clock.advance(PURGE_EVERY_MS);
  await expect.poll(() => asked.length).toBe(2);
  await sweep.stop();
});

it('goes on after a look that failed', async () => {
  const clock = new HeldClock(THEN);
  let looks = 0;
  const turns = {
    findUnhandled: () => {
      looks += 1;
      return Promise.reject(new Error('the database is away'));
    },
    wake: () => undefined,
  };
  const sweep = makeSweep({ turns, clock, log });
  sweep.start();
  await expect.poll(() => later(clock, looks)).toBeGreaterThan(2);
  await sweep.stop();
});

it('stops when the look that runs is finished', async () => {
  let finish: (() => void) | undefined;
  const events: string[] = [];
  const turns = {
    findUnhandled: () =>
      new Promise<string[]>((resolve) => {
        finish = () => {
          events.push('look finished');
          resolve([]);
        };
      }),
    wake: () => undefined,
  };
  const sweep = makeSweep({ turns, clock: new HeldClock(THEN), log });
  sweep.start();
  const stopping = sweep.stop().then(() => events.push('stopped'));
  finish?.();
  await stopping;
  expect(events).toEqual(['look finished', 'stopped']);
});
