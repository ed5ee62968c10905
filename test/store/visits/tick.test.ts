import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addAgent,
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

/** What the sender makes of every push that waits. */
async function settlePushes(status: string, reason: string | null = null): Promise<void> {
  await db.pool.query(
    `UPDATE outreach_deliveries SET status = $1, reason = $2, way = 'wechat',
       released_at = CASE WHEN $1 IN ('sent', 'delivered') THEN $3::timestamptz END WHERE status = 'planned'`,
    [status, reason, world.now()],
  );
}

describe('going on', () => {
  beforeEach(async () => {
    await addAgent(db.pool, 'agt_li', '李经理');
    await addCustomer(db.pool, 'c1', { manager: '李经理' });
  });

  const newPolicy = () =>
    addPolicy(db.pool, 'P1', {
      customer: 'c1',
      from: '2026-06-01 00:00',
      until: '2027-06-01 00:00',
    });

  it('invites by day when the window opens, once, whoever looks at the same time', async () => {
    await newPolicy();
    await world.tick();
    await world.tick('2026-06-08 03:00');
    expect(await states()).toEqual(['NEW_POLICY planned']);
    world.set('2026-06-08 09:00');
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    expect(await states()).toEqual(['NEW_POLICY inviting']);
    const { rows } = await db.pool.query(
      'SELECT occasion_key, push_class FROM outreach_deliveries',
    );
    expect(rows).toEqual([
      { occasion_key: 'survey:NEW_POLICY:c1:car_c1:2026-06-01', push_class: 'survey' },
    ]);
    const tries = await db.pool.query('SELECT nth, way, slot FROM visit_attempts');
    expect(tries.rows).toEqual([{ nth: 1, way: 'wechat', slot: 'morning' }]);
  });

  it('is done when the answer is whole, and forgets the call that was planned', async () => {
    await newPolicy();
    await world.tick();
    await world.tick('2026-06-08 09:00');
    await settlePushes('sent');
    const [visit] = await visitLines(db.pool);
    await world.answer(visit?.invitation_id ?? '', { csat: 5, why: null });
    await world.tick('2026-06-08 09:05');
    expect(await states()).toEqual(['NEW_POLICY done SUCCESS']);
  });

  it('has a person call after two days of silence, at another time of day, and tells the manager', async () => {
    await newPolicy();
    await world.tick();
    await world.tick('2026-06-08 09:00');
    await settlePushes('sent');
    await world.tick('2026-06-10 08:59');
    expect(await states()).toEqual(['NEW_POLICY inviting']);
    await world.tick('2026-06-10 09:00');
    const [visit] = await visitLines(db.pool);
    expect(visit).toMatchObject({
      status: 'calling',
      owner_id: 'agt_li',
      next_attempt_at: at('2026-06-10 12:00'),
    });
    const { rows } = await db.pool.query('SELECT agent_id, kind FROM desk_notices');
    expect(rows).toEqual([{ agent_id: 'agt_li', kind: 'return_visit' }]);
    await world.run('2026-07-02 00:00', 12);
    expect(await states()).toEqual(['NEW_POLICY missed not_called']);
  });

  it('calls whom no message reaches, but not whom the budget keeps back', async () => {
    await newPolicy();
    await world.tick();
    await world.tick('2026-06-08 09:00');
    await settlePushes('suppressed', 'unreachable');
    await world.tick('2026-06-08 09:05');
    expect(await states()).toEqual(['NEW_POLICY calling']);
    await db.pool.query(`UPDATE return_visits SET status = 'inviting'`);
    await db.pool.query(`UPDATE visit_attempts SET reason = NULL`);
    await settlePushes('suppressed', 'x');
    await db.pool.query(`UPDATE outreach_deliveries SET reason = 'cap_class'`);
    await world.tick('2026-06-08 09:10');
    expect(await states()).toEqual(['NEW_POLICY missed cap_class']);
  });

  it('waits while a complaint is open, and says so when the window ends', async () => {
    await newPolicy();
    await db.pool.query(
      `INSERT INTO complaints (id, complaint_no, category, severity, matter, source, received_at, registered_at,
         first_feedback_due_at, resolution_due_at, customer_id, created_at, updated_at)
       VALUES ('cmp_1', 'K1', 'CLAIM.DELAY', 'S3', 'x', 'web', $1, $1, $2, $2, 'c1', $1, $1)`,
      [at('2026-06-01 08:00'), at('2026-06-03 08:00')],
    );
    await world.tick();
    await world.run('2026-07-02 00:00', 12);
    expect(await states()).toEqual(['NEW_POLICY missed open_complaint']);
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM outreach_deliveries');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('has nobody called about a low score when a follow-up has its own deadline', async () => {
    await addClaim(db.pool, 'C1', { customer: 'c1', closedAt: '2026-06-01 08:00' });
    await world.tick();
    await world.tick('2026-06-02 09:00');
    await settlePushes('sent');
    const [visit] = await visitLines(db.pool);
    await world.answer(visit?.invitation_id ?? '', { csat: 1, why: '太慢' });
    await world.tick('2026-06-02 10:00');
    expect(await states()).toEqual(['POST_CLAIM done SUCCESS followed_up']);
  });

  it('writes once more about a claim that was not answered, and not a third time', async () => {
    await addClaim(db.pool, 'C1', {
      customer: 'c1',
      closedAt: '2026-06-01 08:00',
      paidFen: 900_000,
    });
    await world.tick();
    for (let day = 2; day < 12; day += 1) {
      for (const hour of ['09', '12', '15', '18']) {
        await world.tick(`2026-06-${String(day).padStart(2, '0')} ${hour}:00`);
        await settlePushes('sent');
      }
    }
    expect(await states()).toEqual(['POST_CLAIM missed NO_ANSWER no_answer']);
    const { rows } = await db.pool.query('SELECT nth, way, slot FROM visit_attempts ORDER BY nth');
    expect(rows).toEqual([
      { nth: 1, way: 'wechat', slot: 'morning' },
      { nth: 2, way: 'wechat', slot: 'noon' },
    ]);
  });

  it('stops when the customer refuses, for a year and for every other visit', async () => {
    await newPolicy();
    await addClaim(db.pool, 'C1', { customer: 'c1', closedAt: '2026-06-05 08:00' });
    await world.tick();
    await world.tick('2026-06-08 09:00');
    await settlePushes('sent');
    const [visit] = await visitLines(db.pool);
    await world.deps.surveys.answer(
      db.pool,
      {
        invitationId: visit?.invitation_id ?? '',
        values: {},
        via: 'chat',
        locale: 'zh-CN',
        isRefused: true,
      },
      world.now(),
    );
    await world.tick('2026-06-08 09:10');
    expect(await states()).toEqual([
      'NEW_POLICY stopped REFUSED refused',
      'POST_CLAIM stopped refused',
    ]);
    const { rows } = await db.pool.query('SELECT survey_silent_until FROM customers');
    expect(rows).toEqual([{ survey_silent_until: at('2027-06-08 09:10') }]);
  });

  it('goes on after a transaction that was cut off, without a second message', async () => {
    await newPolicy();
    await world.tick();
    const cut = {
      ...world.deps,
      surveys: {
        ...world.deps.surveys,
        invite: async (...given: Parameters<typeof world.deps.surveys.invite>) => {
          await world.deps.surveys.invite(...given);
          throw new Error('cut off');
        },
      },
    };
    world.set('2026-06-08 09:00');
    const { tendVisits } = await import('../../../src/store/visits/tend.ts');
    await tendVisits(cut, world.now());
    expect(await states()).toEqual(['NEW_POLICY planned']);
    await world.tick('2026-06-08 09:11');
    expect(await states()).toEqual(['NEW_POLICY inviting']);
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM outreach_deliveries');
    expect(rows).toEqual([{ n: 1 }]);
  });
});
