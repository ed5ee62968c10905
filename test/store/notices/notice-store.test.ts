import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { insertNotices } from '../../../src/store/notices/insert-notice.ts';
import { makeNoticeStore } from '../../../src/store/notices/notice-store.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hours, Now, START } from '../clocks/clock-world.ts';

let db: TestDatabase;
const now = new Now();
beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(async () => {
  now.at = START;
  await db.pool.query('TRUNCATE desk_notices');
});
afterAll(() => db.stop());

const store = () => makeNoticeStore({ pool: db.pool, clock: now.clock });

async function tell(agentId: string, complaintNo: string, at: Date): Promise<void> {
  const data = { clock: 'resolution', level: 2, dueAt: at.toISOString(), role: 'handler' };
  await insertNotices(db.pool, [{ agentId, kind: 'clock', complaintNo, data }], {
    now: at,
    random: systemRandom,
  });
}

it('lists what one person is told, newest first, in pages, with how many are unread', async () => {
  for (let n = 0; n < 5; n += 1) await tell('agt_a', String(n), hours(n));
  await tell('agt_b', 'other', hours(9));
  const first = await store().list('agt_a', { limit: 3 });
  expect(first.items.map(({ complaintNo }) => complaintNo)).toEqual(['4', '3', '2']);
  expect(first.unread).toBe(5);
  const second = await store().list('agt_a', { limit: 3, cursor: first.nextCursor });
  expect(second.items.map(({ complaintNo }) => complaintNo)).toEqual(['1', '0']);
  expect(second.nextCursor).toBeUndefined();
  expect(first.items[0]).toMatchObject({
    kind: 'clock',
    clock: 'resolution',
    level: 2,
    dueAt: hours(4),
    role: 'handler',
    count: 1,
    complaintNos: [],
    readAt: null,
  });
});

it('pages through notices of one moment', async () => {
  for (let n = 0; n < 5; n += 1) await tell('agt_a', String(n), START);
  const seen: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await store().list('agt_a', { limit: 2, cursor });
    seen.push(...page.items.map(({ complaintNo }) => complaintNo));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(seen.sort()).toEqual(['0', '1', '2', '3', '4']);
});

it('marks some or all as read, of nobody else', async () => {
  for (let n = 0; n < 3; n += 1) await tell('agt_a', String(n), hours(n));
  await tell('agt_b', 'b', START);
  const { items } = await store().list('agt_a', { limit: 10 });
  const [newest] = items;
  const others = (await store().list('agt_b', { limit: 1 })).items.map(({ id }) => id);
  expect(await store().markRead('agt_a', [newest?.id ?? '', ...others])).toBe(2);
  expect((await store().list('agt_a', { limit: 10, unread: true })).items).toHaveLength(2);
  expect((await store().list('agt_a', { limit: 10, unread: false })).items).toHaveLength(1);
  expect(await store().markRead('agt_a', undefined)).toBe(0);
  expect((await store().list('agt_b', { limit: 1 })).unread).toBe(1);
});
