import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertEvents } from '../../src/store/demo/insert-events.ts';
import { makeCustomers } from '../../src/store/demo/make-customers.ts';
import { makeOwnerEventReader } from '../../src/store/owner-events/event-reader.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  await insertEvents(db.pool, makeCustomers(NOW), { now: NOW, createdBy: 'demo' });
});
afterAll(() => db.stop());

it('the demo has an event that is nearly full, one with places, and one that is over', async () => {
  const events = await makeOwnerEventReader({ pool: db.pool, secret: 's' }).offered(NOW);
  expect(events.map(({ eventNo, capacity, taken }) => [eventNo, capacity - taken])).toEqual([
    ['E2', 1],
    ['E3', 36],
  ]);
  const { rows } = await db.pool.query(
    `SELECT s.status, count(*)::int AS n FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id
     WHERE e.event_no = 'E1' GROUP BY s.status ORDER BY s.status`,
  );
  expect(rows).toEqual([
    { status: 'checked_in', n: 7 },
    { status: 'no_show', n: 2 },
  ]);
  const links = await db.pool.query('SELECT count(*)::int AS n FROM referral_links');
  expect(links.rows).toEqual([{ n: 1 }]);
});
