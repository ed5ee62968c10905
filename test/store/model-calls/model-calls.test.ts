import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ModelCall } from '../../../src/domain/language-model.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import {
  makeModelCallLog,
  makeModelCallReader,
} from '../../../src/store/model-calls/model-calls.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const AT = new Date('2026-06-12T02:00:00Z');
const CALL: ModelCall = {
  conversationId: 'con_1',
  purpose: 'understand',
  model: 'qwen',
  at: AT,
  durationMs: 420,
  outcome: 'used',
  sent: [
    { role: 'system', content: '规则' },
    { role: 'user', content: '[[PLATE_1]] 到哪了' },
  ],
  answered: 'understand({"commands":[]})',
};
const log = makeLog({ level: 'silent' });
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE model_calls'));

async function record(...calls: readonly ModelCall[]): Promise<void> {
  const calling = makeModelCallLog({ pool: db.pool, random: systemRandom, log });
  for (const call of calls) calling.record(call);
  await calling.flush();
}

it('keeps a call as it was', async () => {
  await record(CALL);
  const { items } = await makeModelCallReader({ pool: db.pool }).list({ limit: 10 });
  expect(items).toEqual([{ ...CALL, id: expect.stringMatching(/^mdl_/) }]);
});

it('keeps a call that came to nothing, outside a conversation', async () => {
  const { conversationId: _, answered: __, ...rest } = CALL;
  const call: ModelCall = { ...rest, outcome: 'refused', reason: 'http_429', sent: [] };
  await record(call);
  const { items } = await makeModelCallReader({ pool: db.pool }).list({ limit: 10 });
  expect(items).toEqual([{ ...call, id: expect.any(String) }]);
});

it('masks what should never have come so far', async () => {
  const sent = [{ role: 'user', content: '打我 13800001234，粤B12345' }] as const;
  await record({ ...CALL, sent, answered: '13800001234 和 11010519491231002X' });
  const { rows } = await db.pool.query('SELECT sent::text, answered::text FROM model_calls');
  expect(JSON.stringify(rows)).toContain('138****1234');
  expect(JSON.stringify(rows)).not.toMatch(/13800001234|B12345|19491231/);
});

it('lists the newest first, by pages and by what is looked for', async () => {
  await record(
    CALL,
    { ...CALL, at: addMs(AT, 1), purpose: 'draft' },
    { ...CALL, at: addMs(AT, 2), outcome: 'timeout' },
    { ...CALL, at: addMs(AT, 3), conversationId: 'con_2' },
  );
  const { list } = makeModelCallReader({ pool: db.pool });
  const first = await list({ limit: 3 });
  expect(first.items.map(({ at }) => at.getTime() - AT.getTime())).toEqual([3, 2, 1]);
  const second = await list({ limit: 3, cursor: first.nextCursor });
  expect(second.items.map(({ at }) => at)).toEqual([AT]);
  expect(second.nextCursor).toBeUndefined();
  const count = async (filter: object): Promise<number> =>
    (await list({ limit: 10, ...filter })).items.length;
  expect(await count({ purpose: 'draft' })).toBe(1);
  expect(await count({ outcome: 'timeout' })).toBe(1);
  expect(await count({ conversationId: 'con_1' })).toBe(3);
  expect(await count({ from: addMs(AT, 1), to: addMs(AT, 3) })).toBe(2);
  await expect(list({ limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'bad_request',
  });
});

it('fails nobody when the database is away, and does not pile up', async () => {
  let tries = 0;
  const pool = {
    query: () => {
      tries += 1;
      return Promise.reject(new Error('away'));
    },
  };
  const calling = makeModelCallLog({ pool, random: systemRandom, log });
  for (let i = 0; i < 1_000; i += 1) calling.record(CALL);
  await calling.flush();
  expect(tries).toBe(200);
  calling.record(CALL);
  await calling.flush();
  expect(tries).toBe(201);
});
