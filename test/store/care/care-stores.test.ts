import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDay } from '../../../src/domain/calendar/shanghai-day.ts';
import { care } from '../../../src/flows/copy/care.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { readCareCalendar } from '../../../src/store/care/calendar-reader.ts';
import { makeHolidayYearStore } from '../../../src/store/care/holiday-year.ts';
import { makeCarePlanStore } from '../../../src/store/care/plan-store.ts';
import { planCare } from '../../../src/store/care/plan-tick.ts';
import { seedSilentDays } from '../../../src/store/care/seed-silent-days.ts';
import { makeSilentDayStore } from '../../../src/store/care/silent-day-store.ts';
import { readCareYear } from '../../../src/store/care/year-reader.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { AGENT, clear, insertCustomer, insertTemplate, PLAN } from './care-rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(() => clear(db.pool));
afterAll(() => db.stop());

/** In Shanghai. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const day = (date: string): number => parseDay(date) ?? Number.NaN;
const clock = makeManualClock(at('2027-03-31 08:00'));
const deps = () => ({ pool: db.pool, clock, random: systemRandom });
const seed = (now: string) => seedSilentDays({ pool: db.pool, names: care.silentDays }, at(now));
const silentDays = async () =>
  (await makeSilentDayStore(deps()).list()).map(({ day: on, classes }) => `${on} ${classes}`);

async function makePlan(change: Partial<typeof PLAN> = {}): Promise<string> {
  const outcome = await makeCarePlanStore(deps()).create({ ...PLAN, ...change }, AGENT);
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.plan.id;
}

describe('silent days', () => {
  it('are there from the beginning, with those of this year and the next', async () => {
    await Promise.all([seed('2026-11-23 10:00'), seed('2026-11-23 10:00')]);
    expect(await silentDays()).toEqual([
      '09-18 care,marketing',
      '12-13 care,marketing',
      '2026-04-05 marketing',
      '2026-08-27 care,marketing',
      '2027-04-05 marketing',
      '2027-08-16 care,marketing',
    ]);
  });

  it('stay away when somebody takes them away, and the next year brings its own', async () => {
    await seed('2026-11-23 10:00');
    const store = makeSilentDayStore(deps());
    expect(await store.remove({ day: '2027-04-05', region: '' }, AGENT)).toBe('removed');
    expect(await store.remove({ day: '2027-04-05', region: '' }, AGENT)).toBe('not_found');
    await seed('2026-12-31 23:59');
    expect(await silentDays()).not.toContain('2027-04-05 marketing');
    await seed('2027-01-01 00:00');
    expect(await silentDays()).toContain('2028-04-04 marketing');
  });

  it('are put for a city apart from everywhere', async () => {
    const store = makeSilentDayStore(deps());
    const mourning = { day: '2027-06-01', name: '哀悼日', classes: ['care', 'survey'] } as const;
    expect((await store.put({ ...mourning, region: '' }, AGENT)).kind).toBe('created');
    expect((await store.put({ ...mourning, region: '上海市' }, AGENT)).kind).toBe('created');
    const changed = await store.put({ ...mourning, region: '', classes: ['care'] }, AGENT);
    expect([changed.kind, changed.day.classes]).toEqual(['updated', ['care']]);
    expect((await store.list()).map(({ region }) => region)).toEqual(['', '上海市']);
  });
});

describe('the calendar', () => {
  it('shows what was sent, what will be, and what the days are', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    await insertCustomer(db.pool, { customerNo: 'C1', birthday: '03-30' });
    await insertCustomer(db.pool, { customerNo: 'C2', birthday: '04-02' });
    await insertCustomer(db.pool, { customerNo: 'C3', birthday: '04-02' });
    await insertCustomer(db.pool, { customerNo: 'C4', birthday: '04-05' });
    const planId = await makePlan();
    await makePlan({ occasion: 'term_qingming', templateCode: 'none', name: '清明出行' });
    await makePlan({ occasion: 'term_chunfen', templateCode: 'off', isActive: false });
    await planCare(deps(), at('2027-03-30 08:00'));
    await seed('2027-03-30 08:00');
    const year = [
      { date: '2027-04-05', isWorkday: false, name: '清明节' },
      { date: '2027-10-01', isWorkday: false, name: '国庆节' },
    ];
    await makeHolidayYearStore(deps()).putYear('2027', year, AGENT);
    const calendar = await readCareCalendar(deps(), {
      from: day('2027-03-30'),
      to: day('2027-04-06'),
    });
    expect(calendar.items).toHaveLength(8);
    const shown = calendar.items.flatMap(({ date, items }) =>
      items.map((it) => [date, it.occasion, it.campaign?.status, it.expected, it.skip]),
    );
    expect(shown).toEqual([
      ['2027-03-30', 'birthday', 'scheduled', undefined, undefined],
      ['2027-04-02', 'birthday', undefined, 2, undefined],
      ['2027-04-05', 'birthday', undefined, 1, 'greeting_free_day'],
      ['2027-04-05', 'term_qingming', undefined, 4, 'no_approved_template'],
    ]);
    expect(calendar.items[6]).toMatchObject({
      date: '2027-04-05',
      lunar: { month: 2, day: 29, isLeap: false },
      holiday: { name: '清明节', isWorkday: false },
      silent: [{ name: '清明节', classes: ['marketing'] }],
      greetingFree: 'qingming',
      occasions: ['term_qingming'],
    });
    expect(calendar.items[0]?.items[0]).toMatchObject({ planId, planName: '生日祝福' });
    expect([calendar.holidaysKnownUntil, calendar.isBeyondHolidays]).toEqual(['2027-12-31', false]);
  });

  it('says when it goes beyond the holidays that are known', async () => {
    const span = { from: day('2027-12-31'), to: day('2028-01-01') };
    expect((await readCareCalendar(deps(), span)).isBeyondHolidays).toBe(true);
    const year = [{ date: '2027-10-01', isWorkday: false, name: '国庆节' }];
    await makeHolidayYearStore(deps()).putYear('2027', year, AGENT);
    expect((await readCareCalendar(deps(), span)).isBeyondHolidays).toBe(true);
    const inside = { from: day('2027-12-30'), to: day('2027-12-31') };
    expect((await readCareCalendar(deps(), inside)).isBeyondHolidays).toBe(false);
  });
});

describe('a year of public holidays', () => {
  const year = (...rows: readonly [string, boolean, string][]) =>
    makeHolidayYearStore(deps()).putYear(
      '2027',
      rows.map(([date, isWorkday, name]) => ({ date, isWorkday, name })),
      AGENT,
    );

  it('replaces its own year and no other, and makes calendars that keep holidays new ones', async () => {
    await db.pool.query(
      `INSERT INTO holidays (date, is_workday, name, updated_by, updated_at) VALUES ('2026-10-01', false, '国庆节', 'x', now())`,
    );
    await db.pool.query(
      `INSERT INTO calendars (id, name, weekly, keeps_holidays, version, updated_by, updated_at)
       VALUES ('desk', 'x', '{"mon":[],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]}', true, 1, 'x', now())`,
    );
    expect(await year(['2027-01-01', false, '元旦'], ['2027-10-01', false, '国庆节'])).toEqual({
      year: '2027',
      created: 2,
      changed: 0,
      removed: 0,
      knownUntil: '2027-12-31',
    });
    expect(
      await year(['2027-01-01', false, '元旦节'], ['2027-02-20', true, '春节调休上班']),
    ).toEqual({ year: '2027', created: 1, changed: 1, removed: 1, knownUntil: '2026-12-31' });
    const { rows } = await db.pool.query('SELECT date FROM holidays ORDER BY date');
    expect(rows.map(({ date }) => date)).toEqual(['2026-10-01', '2027-01-01', '2027-02-20']);
    const version = async () =>
      (await db.pool.query('SELECT version FROM calendars')).rows[0].version;
    expect(await version()).toBe(3);
    await year(['2027-01-01', false, '元旦节'], ['2027-02-20', true, '春节调休上班']);
    expect(await version()).toBe(3);
  });
});

describe('the year', () => {
  it('adds up: what was due is what was sent, kept back, failed, waits or was missed', async () => {
    await insertTemplate(db.pool, { code: 'birthday' });
    const customers = await Promise.all(
      ['C1', 'C2', 'C3', 'C4', 'C5'].map((customerNo) =>
        insertCustomer(db.pool, { customerNo, birthday: '03-02' }),
      ),
    );
    await insertCustomer(db.pool, { customerNo: 'C6', birthday: '03-03' });
    const planId = await makePlan();
    await planCare(deps(), at('2027-03-02 08:00'));
    await planCare(deps(), at('2027-03-03 21:00'));
    const { rows } = await db.pool.query(
      `SELECT id, occasion_key FROM campaigns WHERE occasion_on = '2027-03-02'`,
    );
    const states = [
      ['sent'],
      ['delivered'],
      ['suppressed', 'open_complaint'],
      ['unknown'],
      ['planned'],
    ];
    for (const [nth, [status, reason = null]] of states.entries()) {
      await db.pool.query(
        `INSERT INTO outreach_deliveries (campaign_id, occasion_key, customer_id, push_class, status, reason,
           not_before, created_at) VALUES ($1, $2, $3, 'care', $4, $5, $6, $6)`,
        [rows[0].id, rows[0].occasion_key, customers[nth], status, reason, at('2027-03-02 09:00')],
      );
    }
    await db.pool.query(
      `INSERT INTO outreach_deliveries (occasion_key, customer_id, push_class, status, reason, not_before, created_at)
       VALUES ('survey:a', $1, 'survey', 'sent', NULL, $2, $2), ('survey:b', $1, 'survey', 'failed', 'x', $2, $2)`,
      [customers[0], at('2027-03-31 23:30')],
    );
    for (const [key, status, reason] of [
      ['a', 'done', null],
      ['b', 'stopped', 'REFUSED'],
      ['c', 'planned', null],
    ]) {
      await db.pool.query(
        `INSERT INTO return_visits (id, kind, event_key, customer_id, due_from, due_until, status, ways, attempts_max,
           reason, created_at, updated_at) VALUES ($1, 'NEW_POLICY', $2, $3, $4, $4, $5, '[]', 3, $6, $4, $4)`,
        [
          newId('returnVisit', systemRandom),
          key,
          customers[0],
          at('2027-04-01 00:00'),
          status,
          reason,
        ],
      );
    }
    const year = await readCareYear(db.pool, { from: day('2027-01-01'), to: day('2027-12-31') });
    expect(year.occasions).toEqual([
      {
        month: '2027-03',
        occasion: 'birthday',
        due: 6,
        sent: 2,
        waiting: 1,
        suppressed: 1,
        suppressedBy: [{ reason: 'open_complaint', count: 1 }],
        failed: 0,
        unknown: 1,
        missed: 1,
        missedBy: [{ reason: 'missed', count: 1 }],
      },
    ]);
    expect(year.pushes).toMatchObject([
      { month: '2027-03', pushClass: 'survey', due: 2, sent: 1, failed: 1 },
    ]);
    expect(year.visits).toEqual([
      {
        month: '2027-04',
        kind: 'NEW_POLICY',
        due: 3,
        done: 1,
        open: 1,
        stopped: 1,
        stoppedBy: [{ reason: 'REFUSED', count: 1 }],
        missed: 0,
        missedBy: [],
      },
    ]);
    const before = await readCareYear(db.pool, { from: day('2027-01-01'), to: day('2027-03-01') });
    expect(before).toEqual({ occasions: [], pushes: [], visits: [] });
    expect(planId).toMatch(/^cpl_/);
  });
});
