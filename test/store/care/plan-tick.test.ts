import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeCarePlanStore } from '../../../src/store/care/plan-store.ts';
import { planCare } from '../../../src/store/care/plan-tick.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import {
  AGENT,
  campaignsOf,
  clear,
  insertAgent,
  insertCustomer,
  insertTemplate,
  PLAN,
} from './care-rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(() => clear(db.pool));
afterAll(() => db.stop());

/** In Shanghai. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const clock = makeManualClock(at('2027-03-01 08:00'));
const plans = () => makeCarePlanStore({ pool: db.pool, clock, random: systemRandom });
const tick = (text: string) => planCare({ pool: db.pool, random: systemRandom }, at(text));

async function makePlan(change: Partial<typeof PLAN> = {}): Promise<string> {
  const outcome = await plans().create({ ...PLAN, ...change }, AGENT);
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.plan.id;
}

describe('a tick', () => {
  it('makes one campaign for the birthdays of the day, with its people, words and window', async () => {
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-01' });
    await insertTemplate(db.pool, { code: 'birthday', version: 1 });
    const newest = await insertTemplate(db.pool, { code: 'birthday', version: 2 });
    await insertTemplate(db.pool, { code: 'birthday', version: 3, status: 'in_review' });
    const planId = await makePlan();
    await tick('2027-03-01 08:00');
    await tick('2027-03-01 08:01');
    const { rows } = await db.pool.query('SELECT * FROM campaigns');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      occasion_key: `${planId}:2027-03-01`,
      care_plan_id: planId,
      occasion_on: '2027-03-01',
      push_class: 'care',
      is_urgent: false,
      template_id: newest,
      status: 'scheduled',
      ways: ['wechat', 'sms'],
      starts_at: at('2027-03-01 09:00'),
      ends_at: at('2027-03-01 20:00'),
      planned: 0,
    });
    expect(rows[0].audience_rule.any[0]).toEqual({ kind: 'birthday_on', monthDays: ['03-01'] });
  });

  it('makes one when two processes tick at once, and again and again', async () => {
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-01' });
    await insertTemplate(db.pool, { code: 'birthday' });
    await makePlan();
    await Promise.all(Array.from({ length: 16 }, () => tick('2027-03-01 08:00')));
    expect(await campaignsOf(db.pool)).toHaveLength(1);
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS count FROM audit WHERE subject_id IN (SELECT id FROM campaigns)`,
    );
    expect(rows[0]).toEqual({ count: 1 });
  });

  it('makes none for an occasion that is nobody’s', async () => {
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-02' });
    await insertTemplate(db.pool, { code: 'birthday' });
    await makePlan();
    await tick('2027-03-01 08:00');
    expect(await campaignsOf(db.pool)).toEqual([]);
    await tick('2027-03-02 00:00');
    expect(await campaignsOf(db.pool)).toMatchObject([{ on: '2027-03-02', status: 'scheduled' }]);
  });

  it('finds lunar birthdays of leap months and of day 30', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    // Leap month 5 in a year without one, and the 30th of a month that has 29 days: 2027-07-03 and 2027-02-05.
    await insertCustomer(db.pool, {
      customerNo: 'C1',
      birthday: '05-30',
      birthdayKind: 'lunar',
      isLeap: true,
    });
    await insertCustomer(db.pool, { customerNo: 'C2', birthday: '12-30', birthdayKind: 'lunar' });
    await makePlan();
    await tick('2027-02-05 08:00');
    await db.pool.query(`UPDATE care_plans SET planned_until = '2027-07-01'`);
    for (const day of ['02', '03', '04']) await tick(`2027-07-${day} 08:00`);
    expect((await campaignsOf(db.pool)).map(({ on }) => on)).toEqual(['2027-02-05', '2027-07-03']);
  });

  it('keeps to the people that the plan narrows the occasion to', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-01', tier: 'standard' });
    await makePlan({ audienceRule: { all: [{ kind: 'tier_in', tiers: ['diamond'] }] } });
    await tick('2027-03-01 08:00');
    expect(await campaignsOf(db.pool)).toEqual([]);
    await insertCustomer(db.pool, { customerNo: 'C2', birthday: '03-02', tier: 'diamond' });
    await tick('2027-03-02 08:00');
    expect(await campaignsOf(db.pool)).toHaveLength(1);
  });

  it('starts festivals half an hour after birthdays', async () => {
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '01-01', birthdayKind: 'lunar' });
    await insertTemplate(db.pool, { code: 'birthday' });
    await insertTemplate(db.pool, { code: 'spring' });
    await makePlan();
    await makePlan({ occasion: 'spring_festival', templateCode: 'spring' });
    await tick('2027-02-06 00:00');
    const { rows } = await db.pool.query(
      'SELECT p.occasion, c.starts_at FROM campaigns c JOIN care_plans p ON p.id = c.care_plan_id ORDER BY 2',
    );
    expect(rows).toEqual([
      { occasion: 'birthday', starts_at: at('2027-02-06 09:00') },
      { occasion: 'spring_festival', starts_at: at('2027-02-06 09:30') },
    ]);
  });
});

describe('a desk that was down for three days', () => {
  beforeEach(async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    for (const day of ['01', '02', '03', '04']) {
      await insertCustomer(db.pool, { customerNo: `C${day}`, birthday: `03-${day}` });
    }
    await insertCustomer(db.pool, { customerNo: 'C02b', birthday: '03-02' });
  });

  it('records what it missed and sends only today’s', async () => {
    await makePlan();
    await tick('2027-03-01 08:00');
    await tick('2027-03-04 10:00');
    expect(await campaignsOf(db.pool)).toEqual([
      { on: '2027-03-01', status: 'scheduled', reason: null, planned: 0 },
      { on: '2027-03-02', status: 'cancelled', reason: 'missed', planned: 2 },
      { on: '2027-03-03', status: 'cancelled', reason: 'missed', planned: 1 },
      { on: '2027-03-04', status: 'scheduled', reason: null, planned: 0 },
    ]);
  });

  it('sends late what has grace', async () => {
    await makePlan({ graceDays: 1 });
    await tick('2027-03-01 08:00');
    await tick('2027-03-04 10:00');
    expect((await campaignsOf(db.pool)).map(({ reason }) => reason)).toEqual([
      null,
      'missed',
      null,
      null,
    ]);
  });

  it('has missed nothing when the plan was switched off', async () => {
    const id = await makePlan();
    await tick('2027-03-01 08:00');
    await plans().change(id, { ...PLAN, isActive: false }, AGENT);
    await tick('2027-03-03 10:00');
    await plans().change(id, { ...PLAN, isActive: true }, AGENT);
    await tick('2027-03-04 10:00');
    expect((await campaignsOf(db.pool)).map(({ on }) => on)).toEqual(['2027-03-01', '2027-03-04']);
  });

  it('catches up in several goes after a long time', async () => {
    await makePlan();
    await tick('2027-03-01 08:00');
    await db.pool.query(`UPDATE care_plans SET planned_until = '2026-12-31'`);
    await tick('2027-03-04 10:00');
    const read = async () =>
      (await db.pool.query('SELECT planned_until FROM care_plans')).rows[0].planned_until;
    expect(await read()).toBe('2027-01-31');
    await tick('2027-03-04 10:01');
    await tick('2027-03-04 10:02');
    expect(await read()).toBe('2027-03-04');
    // Its own first day is still the campaign that it was.
    expect(await campaignsOf(db.pool)).toHaveLength(4);
  });
});

describe('a plan without approved words', () => {
  it('says so in a campaign, and tells whoever wrote the plan once', async () => {
    await insertAgent(db.pool, AGENT.id);
    await insertAgent(db.pool, 'agt_other');
    await insertTemplate(db.pool, { code: 'birthday', status: 'in_review' });
    await insertTemplate(db.pool, { code: 'birthday', version: 2, pushClass: 'marketing' });
    for (const day of ['01', '02']) {
      await insertCustomer(db.pool, { customerNo: `C${day}`, birthday: `03-${day}` });
    }
    await makePlan();
    await tick('2027-03-01 08:00');
    await tick('2027-03-02 08:00');
    expect(await campaignsOf(db.pool)).toEqual([
      { on: '2027-03-01', status: 'cancelled', reason: 'no_approved_template', planned: 1 },
      { on: '2027-03-02', status: 'cancelled', reason: 'no_approved_template', planned: 1 },
    ]);
    const { rows } = await db.pool.query('SELECT agent_id, kind FROM desk_notices');
    expect(rows).toEqual([{ agent_id: AGENT.id, kind: 'outreach' }]);
  });

  it('tells everybody who leads when nobody of the desk wrote it', async () => {
    await insertAgent(db.pool, 'agt_one');
    await insertAgent(db.pool, 'agt_two', 'admin');
    await insertAgent(db.pool, 'agt_three', 'agent');
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-01' });
    await makePlan();
    await tick('2027-03-01 08:00');
    const { rows } = await db.pool.query('SELECT agent_id FROM desk_notices ORDER BY 1');
    expect(rows.map(({ agent_id }) => agent_id)).toEqual(['agt_one', 'agt_two']);
  });

  it('greets nobody on 清明, and says why', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '04-05' });
    await makePlan();
    await tick('2027-04-05 08:00');
    expect(await campaignsOf(db.pool)).toEqual([
      { on: '2027-04-05', status: 'cancelled', reason: 'greeting_free_day', planned: 1 },
    ]);
  });

  it('of a rule that is too deep keeps no other plan back', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-01' });
    await makePlan();
    await makePlan({ templateCode: 'other' });
    const tooDeep = { any: [{ all: [{ kind: 'everyone' }] }, { all: [{ kind: 'everyone' }] }] };
    await db.pool.query(`UPDATE care_plans SET audience_rule = $1 WHERE template_code = 'other'`, [
      tooDeep,
    ]);
    await expect(tick('2027-03-01 08:00')).rejects.toThrow('not planned');
    expect(await campaignsOf(db.pool)).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('is one for its occasion and template, and keeps its occasion', async () => {
    const id = await makePlan();
    expect(await plans().create(PLAN, AGENT)).toEqual({ kind: 'taken' });
    expect(await plans().change(id, { ...PLAN, occasion: 'laba' }, AGENT)).toEqual({
      kind: 'other_occasion',
    });
    expect(await plans().change('cpl_none', PLAN, AGENT)).toEqual({ kind: 'not_found' });
    const { rows } = await db.pool.query('SELECT action FROM audit WHERE subject_id = $1', [id]);
    expect(rows).toEqual([{ action: 'care_plan.created' }]);
  });

  it('is listed with the words that it would send now', async () => {
    await makePlan();
    expect((await plans().list())[0]?.template).toBeUndefined();
    const id = await insertTemplate(db.pool, { code: 'birthday', version: 4 });
    expect((await plans().list())[0]?.template).toEqual({ id, version: 4, title: 'birthday' });
  });
});
