import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VisitActor } from '../../../src/domain/visit/acts.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addAgent,
  addCustomer,
  addPolicy,
  at,
  emptyVisits,
  makeVisitWorld,
  visitLines,
} from './visit-world.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeVisitWorld>;
let id: string;

const agent = (agentId: string): VisitActor => ({
  actor: { kind: 'agent', id: agentId },
  isLead: false,
});
const LI = agent('agt_li');
const WANG = agent('agt_wang');
const KEY: VisitActor = { actor: { kind: 'api_key', id: 'key_1' }, isLead: false };
const PROVED = { asked: ['plate'], ok: true } as const;

beforeAll(async () => {
  db = await startTestDatabase();
});
/** A customer of the top tier, whose own manager calls. */
beforeEach(async () => {
  await emptyVisits(db.pool);
  world = makeVisitWorld(db.pool);
  await addAgent(db.pool, 'agt_li', '李经理');
  await addAgent(db.pool, 'agt_wang', '王客服');
  await addCustomer(db.pool, 'c1', { tier: 'diamond', manager: '李经理' });
  await world.tick('2026-01-02 09:00');
  // The four weeks of their own half-year begin in one of its first twenty-two weeks.
  const { rows } = await db.pool.query<{ id: string }>(
    `UPDATE return_visits SET due_from = $1, due_until = $2, next_attempt_at = $1 RETURNING id`,
    [at('2026-01-05 00:00'), at('2026-02-02 00:00')],
  );
  id = rows[0]?.id ?? '';
  await world.tick('2026-01-05 09:30');
});
afterAll(() => db.stop());

const state = async (): Promise<string> => {
  const [one] = await visitLines(db.pool);
  return [one?.status, one?.result, one?.reason].filter((part) => part !== null).join(' ');
};

describe('calling', () => {
  it('is the named manager’s, who proves who is on the phone before anything personal is shown', async () => {
    expect(await world.store.find(id, LI)).toMatchObject({
      status: 'calling',
      ownerId: 'agt_li',
      customerName: '王*',
      phone: '138****8000',
      about: null,
      may: ['identify', 'result'],
    });
    expect(await world.desk.identify(id, PROVED, WANG)).toMatchObject({ why: 'not_owner' });
    expect(await world.desk.record(id, { result: 'SUCCESS' }, LI)).toMatchObject({
      why: 'not_identified',
    });
    expect(await world.desk.identify(id, { asked: ['plate'], ok: false }, LI)).toEqual({
      kind: 'done',
    });
    expect((await world.store.find(id, LI))?.about).toBeNull();
    expect(await world.desk.record(id, { result: 'SUCCESS' }, LI)).toMatchObject({
      why: 'not_identified',
    });
    await world.desk.identify(id, PROVED, LI);
    const shown = await world.store.find(id, LI);
    expect(shown?.about).not.toBeNull();
    expect(shown?.script.questions.map((question) => question.id)).toEqual(['csat', 'why']);
    // Only whoever proved it sees it.
    expect((await world.store.find(id, WANG))?.about).toBeNull();
    const done = await world.desk.record(
      id,
      { result: 'SUCCESS', values: { csat: 4, why: null } },
      LI,
    );
    expect(done).toEqual({ kind: 'done' });
    expect(await state()).toBe('done SUCCESS');
    const { rows } = await db.pool.query('SELECT via, csat, status FROM survey_answers');
    expect(rows).toEqual([{ via: 'phone', csat: 4, status: 'completed' }]);
    const audit = await db.pool.query<{ action: string }>(
      `SELECT action FROM audit WHERE subject_kind = 'return_visit' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual([
      'return_visit.identified',
      'return_visit.identified',
      'return_visit.recorded',
    ]);
  });

  it('tries another time of day, never the same twice in a row, and not more often than the plan says', async () => {
    expect(await world.desk.record(id, { result: 'NO_ANSWER' }, LI)).toEqual({ kind: 'done' });
    expect((await visitLines(db.pool))[0]?.next_attempt_at).toEqual(at('2026-01-06 12:00'));
    world.set('2026-01-06 10:00');
    expect(await world.desk.record(id, { result: 'NO_ANSWER' }, LI)).toMatchObject({
      why: 'same_slot',
      from: at('2026-01-06 12:00'),
    });
    world.set('2026-01-06 21:00');
    expect(await world.desk.identify(id, PROVED, LI)).toMatchObject({ why: 'outside_hours' });
    world.set('2026-01-07 15:00');
    await world.desk.record(id, { result: 'NO_ANSWER' }, LI);
    expect(await state()).toBe('missed NO_ANSWER no_answer');
    expect(await world.desk.record(id, { result: 'NO_ANSWER' }, LI)).toMatchObject({
      why: 'ended',
    });
  });

  it('keeps the time that the customer wished for', async () => {
    const wish = (text: string) =>
      world.desk.record(id, { result: 'CALL_LATER', callLaterAt: at(text) }, LI);
    expect(await wish('2026-01-05 08:00')).toMatchObject({ why: 'wrong_time' });
    expect(await wish('2026-01-06 22:00')).toMatchObject({ why: 'wrong_time' });
    expect(await wish('2026-02-03 10:00')).toMatchObject({ why: 'wrong_time' });
    expect(await wish('2026-01-06 10:00')).toEqual({ kind: 'done' });
    world.set('2026-01-06 09:30');
    expect(await world.desk.identify(id, PROVED, LI)).toMatchObject({ why: 'not_yet' });
    world.set('2026-01-06 10:00');
    expect(await world.desk.identify(id, PROVED, LI)).toEqual({ kind: 'done' });
  });

  it.each([
    ['REFUSED', 'stopped REFUSED refused'],
    ['DECEASED', 'stopped DECEASED bereaved'],
    ['SOLD', 'stopped SOLD sold'],
    ['OPEN_COMPLAINT', 'stopped OPEN_COMPLAINT open_complaint'],
    ['WRONG_NUMBER', 'missed WRONG_NUMBER wrong_number'],
  ] as const)('ends with %s', async (result, expected) => {
    await addPolicy(db.pool, 'P1', {
      customer: 'c1',
      from: '2026-01-01 00:00',
      until: '2027-01-01 00:00',
    });
    await world.tick('2026-01-05 10:00');
    expect(await world.desk.record(id, { result }, LI)).toEqual({ kind: 'done' });
    const lines = await visitLines(db.pool);
    expect(
      lines.map((one) => [one.kind, one.status, one.result, one.reason].filter(Boolean).join(' ')),
    ).toEqual([
      `HIGH_VALUE ${expected}`,
      result === 'REFUSED' || result === 'DECEASED'
        ? `NEW_POLICY stopped ${result === 'REFUSED' ? 'refused' : 'bereaved'}`
        : 'NEW_POLICY planned',
    ]);
    const { rows } = await db.pool.query(
      `SELECT survey_silent_until IS NOT NULL AS silent, bereaved_at IS NOT NULL AS bereaved,
         (SELECT count(*)::int FROM follow_ups WHERE kind = 'visit_finding') AS findings FROM customers`,
    );
    expect(rows).toEqual([
      {
        silent: result === 'REFUSED',
        bereaved: result === 'DECEASED',
        findings: result === 'OPEN_COMPLAINT' ? 1 : 0,
      },
    ]);
  });

  it('is not for whoever is excluded, and only a lead takes over', async () => {
    expect(await world.desk.take(id, WANG)).toMatchObject({ why: 'owned_by_another' });
    expect(await world.desk.take(id, { ...WANG, isLead: true })).toEqual({ kind: 'done' });
    await db.pool.query(`UPDATE return_visits SET excluded_ids = '["agt_li"]'`);
    for (const act of [
      () => world.desk.take(id, { ...LI, isLead: true }),
      () => world.desk.identify(id, PROVED, LI),
      () => world.desk.record(id, { result: 'NO_ANSWER' }, LI),
    ])
      expect(await act()).toMatchObject({ why: 'excluded' });
    expect(await world.store.find(id, LI)).toMatchObject({ isExcluded: true, may: [] });
  });

  it('takes results of another system, with the proof in the same call', async () => {
    const outcome = { result: 'SUCCESS', identity: PROVED } as const;
    expect(await world.desk.record(id, outcome, KEY)).toEqual({ kind: 'done' });
    expect(await state()).toBe('done SUCCESS');
  });

  it('names the questions that are answered wrongly, and writes nothing', async () => {
    await world.desk.identify(id, PROVED, LI);
    const acted = await world.desk.record(id, { result: 'SUCCESS', values: { csat: 9 } }, LI);
    expect(acted).toEqual({ kind: 'invalid', questionIds: ['csat'] });
    expect(await state()).toBe('calling');
  });

  it('counts half of the answers for a success and less for none', async () => {
    await world.desk.identify(id, PROVED, LI);
    await world.desk.record(id, { result: 'PARTIAL', values: {} }, LI);
    expect(await state()).toBe('done PARTIAL below_half');
    const { total } = await world.store.rates({ from: '2026-01-01', to: '2026-02-28' });
    expect(total).toMatchObject({
      due: 1,
      coverage: { numerator: 1, denominator: 1, rate: 1 },
      success: { numerator: 0, denominator: 1, rate: 0 },
    });
  });

  it('stops a call that was planned when the customer refuses by another way first', async () => {
    const decide = (isGranted: boolean, decidedAt: string) =>
      db.pool.query(
        `INSERT INTO consents (id, customer_id, channel_account, purpose, is_granted, text_version, decided_at)
         VALUES ($3, 'c1', 'web', 'survey', $1, 'v1', $2)`,
        [isGranted, at(decidedAt), `cns_${isGranted}`],
      );
    await decide(false, '2026-01-05 09:00');
    expect(await world.desk.identify(id, PROVED, LI)).toMatchObject({ why: 'ended' });
    expect(await state()).toBe('stopped refused');
    // What was decided is never deleted: the tests after this one go on with a customer who agreed again.
    await decide(true, '2026-01-05 09:01');
  });
});

describe('lists and rates', () => {
  it('shows what is to be called today, mine and nobody else’s', async () => {
    const list = async (query: Partial<Parameters<typeof world.store.list>[0]>) =>
      (await world.store.list({ limit: 10, ...query })).items.length;
    expect(await list({ due: 'today', ownerId: 'agt_li' })).toBe(1);
    expect(await list({ due: 'today', ownerId: 'agt_wang' })).toBe(0);
    expect(await list({ due: 'overdue' })).toBe(0);
    world.set('2026-01-06 09:00');
    expect(
      await list({ due: 'overdue', status: ['calling'], kind: 'HIGH_VALUE', customerNo: 'c1' }),
    ).toBe(1);
    expect(await list({ from: at('2026-03-01 00:00') })).toBe(0);
  });

  it('is no rate of nothing, and knows owners, branches and months', async () => {
    const before = await world.store.rates({ from: '2025-01-01', to: '2025-12-31' });
    expect(before.total).toMatchObject({
      due: 0,
      coverage: { numerator: 0, denominator: 0, rate: null },
    });
    await world.run('2026-02-02 00:00', 24);
    const period = { from: '2026-01-01', to: '2026-02-28' };
    const keys = async (groupBy: 'owner' | 'branch' | 'month') =>
      (await world.store.rates({ ...period, groupBy })).groups.map(({ key, name, due }) => [
        key,
        name,
        due,
      ]);
    expect(await keys('owner')).toEqual([['agt_li', '李经理', 1]]);
    expect(await keys('branch')).toEqual([['上海', null, 1]]);
    expect(await keys('month')).toEqual([['2026-02', null, 1]]);
    expect(await world.store.calendar(period)).toEqual([
      { day: '2026-01-05', kind: 'HIGH_VALUE', due: 1, open: 0, done: 0, missed: 1, stopped: 0 },
    ]);
  });

  it('refuses a period that is none', async () => {
    await expect(world.store.rates({ from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject(
      {
        code: 'bad_request',
      },
    );
  });
});
