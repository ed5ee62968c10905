import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addClaim,
  addCustomer,
  addPolicy,
  at,
  emptyVisits,
  makeVisitWorld,
  visitLines,
} from './visit-world.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeVisitWorld>;

beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(async () => {
  await emptyVisits(db.pool);
  world = makeVisitWorld(db.pool);
});
afterAll(() => db.stop());

const states = async (): Promise<readonly string[]> =>
  (await visitLines(db.pool)).map((one) =>
    [one.kind, one.status, one.result, one.reason].filter((part) => part !== null).join(' '),
  );

describe('planning', () => {
  it('plans one visit for a car whose two policies begin together, whoever else looks at once', async () => {
    await addCustomer(db.pool, 'c1');
    await addPolicy(db.pool, 'P1', {
      customer: 'c1',
      from: '2026-06-01 00:00',
      until: '2027-06-01 00:00',
    });
    await addPolicy(db.pool, 'P2', {
      customer: 'c1',
      from: '2026-06-01 00:00',
      until: '2027-06-01 00:00',
      kind: 'compulsory',
    });
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    await world.tick();
    const lines = await visitLines(db.pool);
    expect(lines.map(({ kind, event_key }) => [kind, event_key])).toEqual([
      ['NEW_POLICY', 'c1:car_c1:2026-06-01'],
    ]);
    const { rows } = await db.pool.query(
      'SELECT policy_no, due_from, due_until FROM return_visits',
    );
    expect(rows).toEqual([
      { policy_no: 'P1', due_from: at('2026-06-08 00:00'), due_until: at('2026-07-02 00:00') },
    ]);
  });

  it('leaves alone what was over before this desk began, and writes down what it slept through', async () => {
    await addCustomer(db.pool, 'c1');
    await addCustomer(db.pool, 'c2');
    await addPolicy(db.pool, 'OLD', {
      customer: 'c1',
      from: '2026-04-01 00:00',
      until: '2027-04-01 00:00',
    });
    await world.tick('2026-06-01 09:00');
    expect(await visitLines(db.pool)).toEqual([]);
    await addPolicy(db.pool, 'NEW', {
      customer: 'c2',
      from: '2026-06-02 00:00',
      until: '2027-06-02 00:00',
    });
    await world.tick('2026-07-15 09:00');
    expect(await states()).toEqual(['NEW_POLICY missed standstill']);
  });

  it('writes down an event that was told when its window was over', async () => {
    await addCustomer(db.pool, 'c1');
    await world.tick('2026-06-01 09:00');
    await world.tick('2026-06-30 09:00');
    await addClaim(db.pool, 'C1', { customer: 'c1', closedAt: '2026-06-20 10:00' });
    await world.tick('2026-07-01 09:00');
    expect(await states()).toEqual(['POST_CLAIM missed told_late']);
  });

  it('asks before expiry about a car that is not insured for the time after', async () => {
    await addCustomer(db.pool, 'c1');
    await addCustomer(db.pool, 'c2');
    for (const customer of ['c1', 'c2'])
      await addPolicy(db.pool, `P_${customer}`, {
        customer,
        from: '2025-07-10 00:00',
        until: '2026-07-10 00:00',
      });
    await addPolicy(db.pool, 'NEXT', {
      customer: 'c2',
      from: '2026-07-10 00:00',
      until: '2027-07-10 00:00',
    });
    await world.tick();
    const lines = await visitLines(db.pool);
    expect(lines.map(({ kind, event_key }) => [kind, event_key])).toEqual([
      ['RENEWAL', 'c1:car_c1:2026-07-09'],
    ]);
  });

  it('pages through more events than one transaction takes', async () => {
    for (let nth = 0; nth < 1_100; nth += 1)
      await addCustomer(db.pool, `c${nth}`, { tier: 'diamond', consents: false });
    await world.tick('2026-07-01 09:00');
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS n, count(DISTINCT customer_id)::int AS people FROM return_visits WHERE kind = 'HIGH_VALUE'`,
    );
    expect(rows).toEqual([{ n: 1_100, people: 1_100 }]);
  });

  it('plans a claim with an injury only when it is closed', async () => {
    await addCustomer(db.pool, 'c1');
    await addClaim(db.pool, 'C1', {
      customer: 'c1',
      closedAt: '2026-06-01 08:00',
      status: 'PAID',
      hasInjury: true,
    });
    await world.tick();
    expect(await visitLines(db.pool)).toEqual([]);
    await db.pool.query(`UPDATE claims SET status = 'CLOSED_PAID', status_at = $1`, [
      at('2026-06-02 08:00'),
    ]);
    await world.tick('2026-06-02 09:00');
    expect(await states()).toEqual(['POST_CLAIM planned']);
  });
});
