import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCare } from '../../../src/compose/care.ts';
import type { CampaignEstimate } from '../../../src/domain/outreach/record.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { careCalendarRoutes } from '../../../src/server/admin/care-calendar-routes.ts';
import { carePlanRoutes } from '../../../src/server/admin/care-plan-routes.ts';
import { disasterRoutes } from '../../../src/server/admin/disaster-routes.ts';
import { holidayYearRoutes } from '../../../src/server/admin/holiday-year-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { clear, insertAgent, insertCustomer, insertTemplate } from '../../store/care/care-rows.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

const NOW = new Date('2027-07-20T02:00:00.000Z');
const PEOPLE: CampaignEstimate = {
  people: 2,
  byAccount: [{ way: 'sms', account: 'sms', people: 1, perMinute: 60, perDay: 1_000 }],
  unreachable: 1,
  sampled: 2,
  refusedInSample: [],
  sendAtMost: 1,
  startsAt: NOW,
  doneBy: new Date('2027-07-20T02:01:00.000Z'),
  leftOver: 0,
};

let db: TestDatabase;
let app: FastifyInstance;
let woken = 0;
beforeAll(async () => {
  db = await startTestDatabase();
  const { admin } = makeCare({
    pool: db.pool,
    clock: makeManualClock(NOW),
    random: systemRandom,
    brand: { hotline: '95000' },
    estimate: async () => PEOPLE,
    wake: () => {
      woken += 1;
    },
  });
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request) => {
    request.principal = {
      kind: 'agent',
      id: 'agt_lead',
      username: 'lead',
      displayName: 'Lead',
      role: 'supervisor',
      sessionId: 'ses_1',
    };
  });
  await app.register(carePlanRoutes(admin));
  await app.register(careCalendarRoutes(admin));
  await app.register(disasterRoutes(admin));
  await app.register(holidayYearRoutes(admin));
});
beforeEach(async () => {
  woken = 0;
  await clear(db.pool);
  await insertAgent(db.pool, 'agt_lead');
});
afterAll(async () => {
  await app.close();
  await db.stop();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function call(method: Method, url: string, payload?: object) {
  const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

const PLAN = { occasion: 'birthday', name: '生日祝福', templateCode: 'birthday', ways: ['wechat'] };

describe('plans', () => {
  it('are made, listed and changed', async () => {
    const made = await call('POST', '/outreach/plans', PLAN);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...PLAN,
      dailyFrom: '09:00',
      graceDays: 0,
      isActive: true,
      pushClass: 'care',
      template: null,
      plannedUntil: null,
    });
    const url = `/outreach/plans/${made.body.id}`;
    const changed = await call('PUT', url, { ...PLAN, isActive: false });
    expect([changed.status, changed.body.isActive]).toEqual([200, false]);
    expect((await call('GET', '/outreach/plans')).body.items).toEqual([changed.body]);
    expect((await call('PUT', '/outreach/plans/cpl_none', PLAN)).status).toBe(404);
    expect((await call('POST', '/outreach/plans', PLAN)).status).toBe(409);
    expect((await call('PUT', url, { ...PLAN, occasion: 'laba' })).status).toBe(422);
  });

  it.each([
    ['an occasion that is pressed by hand', { occasion: 'disaster' }, 400],
    ['an occasion that there is not', { occasion: 'zhongyuan' }, 400],
    ['no way', { ways: [] }, 400],
    ['a way twice', { ways: ['sms', 'sms'] }, 400],
    ['no time', { dailyFrom: '25:00' }, 400],
    [
      'a rule that is too deep',
      { audienceRule: { any: [{ all: [{ kind: 'everyone' }] }, { all: [{ kind: 'everyone' }] }] } },
      422,
    ],
    ['a rule of nobody knows what', { audienceRule: { all: [{ kind: 'rich' }] } }, 400],
    ['hours over midnight', { dailyFrom: '22:00', dailyUntil: '01:00' }, 201],
  ])('with %s', async (_name, change, status) => {
    expect((await call('POST', '/outreach/plans', { ...PLAN, ...change })).status).toBe(status);
  });
});

describe('the calendar', () => {
  it('answers day by day, with what plans will do', async () => {
    await insertTemplate(db.pool, { code: 'term_dashu' });
    await insertCustomer(db.pool, { customerNo: 'C1' });
    const plan = { ...PLAN, occasion: 'term_dashu', templateCode: 'term_dashu', name: '大暑' };
    await call('POST', '/outreach/plans', plan);
    const answer = await call('GET', '/outreach/calendar?from=2027-07-22&to=2027-07-23');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ holidaysKnownUntil: null, isBeyondHolidays: true });
    expect(answer.body.items[0]).toEqual({
      date: '2027-07-22',
      lunar: { month: 6, day: 19, isLeap: false },
      holiday: null,
      silent: [],
      greetingFree: null,
      occasions: [],
      items: [],
    });
    expect(answer.body.items[1].items).toMatchObject([
      {
        occasion: 'term_dashu',
        hasApprovedTemplate: true,
        campaign: null,
        expected: 1,
        isAtLeast: false,
        skip: null,
        startsAt: '2027-07-23T01:30:00.000Z',
        endsAt: '2027-07-23T12:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['/outreach/calendar?from=2027-07-23&to=2027-07-22', 400],
    ['/outreach/calendar?from=2027-01-01&to=2027-03-04', 400],
    ['/outreach/calendar?from=2027-01-01&to=2027-03-03', 200],
    ['/outreach/calendar?from=2027-02-30&to=2027-03-01', 400],
    ['/outreach/year?from=2027-01-01&to=2027-12-31', 200],
    ['/outreach/year?from=2024-01-01&to=2027-12-31', 400],
  ])('%s answers %i', async (url, status) => {
    expect((await call('GET', url)).status).toBe(status);
  });
});

describe('silent days', () => {
  it('are put, listed and removed', async () => {
    const body = { day: '12-13', name: '国家公祭日', classes: ['care', 'marketing'] };
    const put = await call('PUT', '/outreach/silent-days', body);
    expect([put.status, put.body.region, put.body.updatedBy]).toEqual([201, '', 'agt_lead']);
    expect((await call('PUT', '/outreach/silent-days', body)).status).toBe(200);
    expect((await call('GET', '/outreach/silent-days')).body.items).toHaveLength(1);
    expect((await call('DELETE', '/outreach/silent-days?day=12-13')).status).toBe(204);
    expect((await call('DELETE', '/outreach/silent-days?day=12-13')).status).toBe(404);
  });

  it.each([{ day: '13-01' }, { day: '2027-02-30' }, { classes: [] }, { classes: ['service'] }])(
    'refuse %o',
    async (change) => {
      const body = { day: '12-13', name: 'x', classes: ['care'], ...change };
      expect((await call('PUT', '/outreach/silent-days', body)).status).toBe(400);
    },
  );
});

describe('a year of holidays', () => {
  it('is uploaded at once', async () => {
    const rows = [{ date: '2028-10-01', isWorkday: false, name: '国庆节' }];
    expect((await call('PUT', '/holidays', { rows })).body).toEqual({
      year: '2028',
      created: 1,
      changed: 0,
      removed: 0,
      knownUntil: '2028-12-31',
    });
    const twice = await call('PUT', '/holidays', { rows: [...rows, ...rows] });
    const years = await call('PUT', '/holidays', {
      rows: [...rows, { date: '2029-01-01', isWorkday: false, name: '元旦' }],
    });
    expect([twice.status, years.status]).toEqual([400, 400]);
  });
});

describe('a notice before a storm', () => {
  const press = (change: object = {}) =>
    call('POST', '/outreach/disaster-notices', { city: '上海', kind: 'storm', ...change });

  beforeEach(async () => {
    await insertCustomer(db.pool, { customerNo: 'C1', city: '上海市' });
    await insertCustomer(db.pool, { customerNo: 'C2', city: '北京市' });
  });

  it('is one urgent campaign of service to the city, however often it is pressed', async () => {
    const templateId = await insertTemplate(db.pool, {
      code: 'disaster_storm',
      pushClass: 'service',
    });
    const answers = await Promise.all([press(), press(), press({ city: '上海市' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.campaignId)).size).toBe(1);
    expect(answers.find(({ status }) => status === 201)?.body).toEqual({
      campaignId: expect.stringMatching(/^cam_/),
      isNew: true,
      status: 'scheduled',
      people: 2,
      ways: ['wechat', 'web', 'sms'],
      byWay: [
        { way: 'wechat', people: 0 },
        { way: 'web', people: 0 },
        { way: 'sms', people: 1 },
      ],
      unreachable: 1,
      doneBy: '2027-07-20T02:01:00.000Z',
    });
    expect(woken).toBe(1);
    const { rows } = await db.pool.query('SELECT * FROM campaigns');
    expect(rows).toMatchObject([
      {
        occasion_key: 'disaster:上海市:storm:2027-07-20',
        push_class: 'service',
        is_urgent: true,
        template_id: templateId,
        care_plan_id: null,
        audience_rule: { all: [{ kind: 'city_in', cities: ['上海市'] }] },
        values: { region: '上海市', hotline: '95000', warning: '未来数小时可能有暴雨' },
        starts_at: NOW,
        created_by: 'agt_lead',
      },
    ]);
  });

  it('is said in own words that are kept as a version of their own', async () => {
    const text = '{称呼}，今晚上海有暴雨，请把车停到高处。如需救援请拨打{热线}。';
    expect((await press({ text, hotline: '95500' })).status).toBe(201);
    expect((await press({ text, kind: 'flood' })).status).toBe(201);
    const { rows } = await db.pool.query(
      `SELECT t.version, t.variants, t.author_id, t.push_class, c.values->>'hotline' AS hotline
       FROM campaigns c JOIN outreach_templates t ON t.id = c.template_id ORDER BY version`,
    );
    expect(rows).toMatchObject([
      {
        version: 1,
        variants: [{ key: 'A', text }],
        author_id: 'agt_lead',
        push_class: 'service',
        hotline: '95500',
      },
      { version: 2, hotline: '95000' },
    ]);
  });

  it.each([
    [
      'sells something',
      { text: '暴雨将至，现在购买涉水险享八折优惠，限时返现。' },
      'forbidden_words',
    ],
    [
      'promises what is decided later',
      { text: '暴雨将至，车辆进水我们一定全赔。' },
      'forbidden_words',
    ],
    [
      'has a variable that there is not',
      { text: '{昵称}，暴雨将至，请注意安全。' },
      'forbidden_words',
    ],
    ['promises in its warning', { warning: '暴雨将至，进水我们一定全赔' }, 'forbidden_words'],
    ['is for a city without customers', { city: '三亚' }, 'unprocessable'],
    ['has no approved template', { kind: 'snow' }, 'unprocessable'],
  ])('that %s is refused', async (_name, change, code) => {
    const answer = await press(change);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect((await db.pool.query('SELECT FROM campaigns')).rowCount).toBe(0);
    expect((await db.pool.query('SELECT FROM outreach_templates')).rowCount).toBe(0);
    expect(woken).toBe(0);
  });
});
