import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeLeases } from '../../../src/store/wechat/leases.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestProcess, type TestProcess, warmUp } from '../../support/wechat-store.ts';

let db: TestDatabase;
let one: TestProcess;
let other: TestProcess;
const leasesOf = ({ processId }: TestProcess) => makeLeases({ pool: db.pool, processId });

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query('TRUNCATE leases');
  [one, other] = await Promise.all([startTestProcess(db), startTestProcess(db)]);
});
afterEach(() => Promise.all([one.end(), other.end()]));

it('is one process’s, who may ask again', async () => {
  expect(await leasesOf(one).take('wechaty:a')).toBe(true);
  const { rows } = await db.pool.query('SELECT since FROM leases');
  expect(await leasesOf(one).take('wechaty:a')).toBe(true);
  expect((await db.pool.query('SELECT since FROM leases')).rows).toEqual(rows);
  expect(await leasesOf(other).take('wechaty:a')).toBe(false);
  expect(await leasesOf(other).take('wechaty:b')).toBe(true);
});

it('is free when it was given back, by whoever has it', async () => {
  await leasesOf(one).take('wechaty:a');
  await leasesOf(other).release('wechaty:a');
  expect(await leasesOf(other).take('wechaty:a')).toBe(false);
  await leasesOf(one).release('wechaty:a');
  expect(await leasesOf(other).take('wechaty:a')).toBe(true);
});

it('is free at once when its holder is gone', async () => {
  await leasesOf(one).take('wechaty:a');
  await one.end();
  expect(await leasesOf(other).take('wechaty:a')).toBe(true);
});

it('goes to one of many processes that ask at the same moment, free or left behind', async () => {
  const processes = await Promise.all(Array.from({ length: 10 }, () => startTestProcess(db)));
  const takeAll = async () => {
    const asked = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const process = processes[i % processes.length];
        return process !== undefined && (await leasesOf(process).take('wechaty:a'))
          ? process.processId
          : undefined;
      }),
    );
    return new Set(asked.filter((processId) => processId !== undefined));
  };
  expect((await takeAll()).size).toBe(1);
  await leasesOf(one).take('wechaty:b');
  await db.pool.query("UPDATE leases SET holder = 'gone' WHERE name = 'wechaty:a'");
  expect((await takeAll()).size).toBe(1);
  await Promise.all(processes.map((process) => process.end()));
});
