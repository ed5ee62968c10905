import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeVisits } from '../../../src/compose/visits.ts';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { visitRoutes } from '../../../src/server/admin/visit-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import {
  addAgent,
  addCustomer,
  at,
  emptyVisits,
  makeVisitWorld,
} from '../../store/visits/visit-world.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let app: FastifyInstance;
let world: ReturnType<typeof makeVisitWorld>;
let me: { id: string; role: 'agent' | 'supervisor' | 'auditor' };
let trail: AuditEntry[] = [];
let id: string;

beforeAll(async () => {
  db = await startTestDatabase();
  world = makeVisitWorld(db.pool);
  const { deps } = world;
  const visits = makeVisits({
    ...deps,
    random: systemRandom,
    log: pino({ level: 'silent' }),
    brand: { name: '示例保险', hotline: '95000' },
    inviter: deps.surveys,
  });
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request) => {
    const names = { username: me.id, displayName: me.id, sessionId: 'ses_1' };
    request.principal = { kind: 'agent', ...names, ...me };
  });
  const audit = {
    record: async (entries: readonly AuditEntry[]) => void trail.push(...entries),
    list: async () => ({ items: [] }),
  };
  await app.register(visitRoutes({ ...visits, audit, clock: deps.clock }));
});
beforeEach(async () => {
  await emptyVisits(db.pool);
  trail = [];
  me = { id: 'agt_li', role: 'agent' };
  await addAgent(db.pool, 'agt_li', '李经理');
  await addAgent(db.pool, 'agt_wang', '王客服');
  await addCustomer(db.pool, 'C1', { tier: 'diamond', manager: '李经理' });
  await world.tick('2026-01-02 09:00');
  const { rows } = await db.pool.query<{ id: string }>(
    'UPDATE return_visits SET due_from = $1, due_until = $2, next_attempt_at = $1 RETURNING id',
    [at('2026-01-05 00:00'), at('2026-02-02 00:00')],
  );
  id = rows[0]?.id ?? '';
  await world.tick('2026-01-05 09:30');
});
afterAll(async () => {
  await app.close();
  await db.stop();
});

async function call(method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

it('lists what is mine to call, masked, and writes down that it was read', async () => {
  const { status, body } = await call('GET', '/return-visits?ownerId=me&status=open&due=today');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    items: [
      {
        id,
        kind: 'HIGH_VALUE',
        status: 'calling',
        customerNo: 'C1',
        customerName: '王*',
        ownerName: '李经理',
      },
    ],
    nextCursor: null,
  });
  expect(JSON.stringify(body)).not.toContain('13800138000');
  expect(trail.map(({ action }) => action)).toEqual(['return_visits.listed']);
});

it('reads the script, proves who is on the phone, and takes the result', async () => {
  const before = await call('GET', `/return-visits/${id}`);
  expect(before.body).toMatchObject({
    phone: '138****8000',
    about: null,
    may: ['identify', 'result'],
  });
  expect(before.body.script.introduction).toContain('录音');
  expect(await call('POST', `/return-visits/${id}/result`, { result: 'SUCCESS' })).toMatchObject({
    status: 422,
    body: { code: 'not_identified' },
  });
  const proof = { asked: ['plate', 'name'], ok: true };
  expect(await call('POST', `/return-visits/${id}/identify`, proof)).toMatchObject({
    status: 200,
    body: { isIdentified: true, about: { plate: null } },
  });
  const values = { csat: 9 };
  expect(
    await call('POST', `/return-visits/${id}/result`, { result: 'SUCCESS', values }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'body.values.csat' }] },
  });
  const done = await call('POST', `/return-visits/${id}/result`, {
    result: 'SUCCESS',
    values: { csat: 5, why: null },
  });
  expect(done).toMatchObject({ status: 200, body: { status: 'done', result: 'SUCCESS', may: [] } });
  expect(await call('POST', `/return-visits/${id}/result`, { result: 'NO_ANSWER' })).toMatchObject({
    status: 409,
    body: { code: 'ended' },
  });
});

it('refuses whoever it is about with words, and somebody else while it is theirs', async () => {
  me = { id: 'agt_wang', role: 'agent' };
  expect(await call('POST', `/return-visits/${id}/take`)).toMatchObject({
    status: 409,
    body: { code: 'owned_by_another' },
  });
  await db.pool.query(`UPDATE return_visits SET excluded_ids = '["agt_wang"]'`);
  expect(await call('POST', `/return-visits/${id}/take`)).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: expect.stringContaining('colleague') },
  });
});

it('offers nothing to whoever may only read, and finds nothing that there is not', async () => {
  me = { id: 'agt_li', role: 'auditor' };
  expect((await call('GET', `/return-visits/${id}`)).body.may).toEqual([]);
  expect(await call('GET', '/return-visits/rvs_none')).toMatchObject({ status: 404 });
  expect(await call('POST', '/return-visits/rvs_none/take')).toMatchObject({ status: 404 });
});

it.each([
  [{ result: 'CALL_LATER' }, 'body.callLaterAt'],
  [{ result: 'NO_ANSWER', callLaterAt: '2026-01-06T02:00:00Z' }, 'body.callLaterAt'],
])('refuses %o', async (payload, _path) => {
  expect(await call('POST', `/return-visits/${id}/result`, payload)).toMatchObject({ status: 400 });
});

it('tells rates with what they are made of, and the calendar', async () => {
  const period = 'from=2026-01-01&to=2026-02-28';
  expect(await call('GET', `/return-visit-rates?${period}&groupBy=month`)).toMatchObject({
    status: 200,
    body: { total: { due: 0, coverage: { numerator: 0, denominator: 0, rate: null } }, groups: [] },
  });
  expect((await call('GET', `/return-visit-calendar?${period}`)).body).toEqual({
    items: [
      { day: '2026-01-05', kind: 'HIGH_VALUE', due: 1, open: 1, done: 0, missed: 0, stopped: 0 },
    ],
  });
  expect(await call('GET', '/return-visit-rates?from=2026-02-01&to=2026-01-01')).toMatchObject({
    status: 400,
  });
});
