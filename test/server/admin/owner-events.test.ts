import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_ROLES } from '../../../src/domain/agent.ts';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { consentRoutes } from '../../../src/server/admin/consent-routes.ts';
import { ownerEventRoutes } from '../../../src/server/admin/owner-event-routes.ts';
import { referralRoutes } from '../../../src/server/admin/referral-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { type EventDesk, startEventDesk } from '../../support/event-desk.ts';

let desk: EventDesk;
let app: FastifyInstance;
const audited: AuditEntry[] = [];
beforeAll(async () => {
  desk = await startEventDesk();
  app = Fastify();
  app.setErrorHandler(sendProblem);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('principal', undefined);
  // Who asks is known by the header: what roles may do is the table's, and has a test of its own.
  app.addHook('onRequest', async (request) => {
    const [given, id = ''] = String(request.headers['x-agent']).split(' ');
    const role = AGENT_ROLES.find((one) => one === given) ?? 'agent';
    const name = { username: id, displayName: id, sessionId: 'ses_1' };
    request.principal = { kind: 'agent', id, role, ...name };
  });
  const audit = { record: async (entries: readonly AuditEntry[]) => void audited.push(...entries) };
  await app.register(ownerEventRoutes({ ...desk.admin, audit }));
  await app.register(referralRoutes({ ...desk.admin, audit }));
  await app.register(consentRoutes({ ...desk.admin, clock: desk.clock }));
  await desk.db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at, is_compliance)
     VALUES ('agt_admin', 'a', '管理员', 'admin', 'x', now(), false), ('agt_rules', 'r', '合规', 'agent', 'x', now(), true)`,
  );
});
afterAll(async () => {
  await app.close();
  await desk.stop();
});

async function call(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  as = 'admin agt_admin',
) {
  const headers = { 'x-agent': as };
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

const INPUT = {
  title: '冬季用车课堂',
  description: '电池养护。',
  city: '深圳市',
  place: '科技园 3 号厅',
  startsAt: '2026-06-20T14:00:00+08:00',
  endsAt: '2026-06-20T16:00:00+08:00',
  signUpUntil: '2026-06-19T18:00:00+08:00',
  capacity: 1,
  waitingMax: 1,
};

describe('an event', () => {
  it('is drafted, published, filled, and let in', async () => {
    const made = await call('POST', '/owner-events', INPUT);
    expect(made).toMatchObject({
      status: 201,
      body: { eventNo: 'E1', status: 'draft', questionnaireCode: 'EVENT' },
    });
    const signUp = (customerNo: string) =>
      call('POST', '/owner-events/E1/sign-ups', { customerNo });
    expect((await signUp('C1')).status).toBe(404);
    expect((await call('POST', '/owner-events/E1/publish')).body.status).toBe('published');
    expect((await call('POST', '/owner-events/E1/publish')).status).toBe(409);
    expect(await signUp('C1')).toMatchObject({
      status: 201,
      body: { status: 'signed_up', name: '陈*', phone: '138****0001', customerNo: 'C1' },
    });
    expect((await signUp('C1')).status).toBe(409);
    expect((await signUp('C2')).body.status).toBe('waiting');
    expect((await signUp('C3')).body.errors).toEqual([{ path: 'params.id', problem: 'full' }]);
    expect((await signUp('C999')).status).toBe(404);
    expect((await call('GET', '/owner-events/e1')).body).toMatchObject({ signedUp: 1, waiting: 1 });
    const list = await call('GET', '/owner-events/E1/sign-ups?limit=1');
    expect(list.body.items).toHaveLength(1);
    const next = await call('GET', `/owner-events/E1/sign-ups?cursor=${list.body.nextCursor}`);
    expect(next.body.items).toMatchObject([{ customerNo: 'C2' }]);
    expect(audited.map(({ action }) => action)).toContain('event_sign_ups.listed');
    expect((await call('PUT', '/owner-events/E1', { ...INPUT, capacity: 2 })).body).toMatchObject({
      signedUp: 2,
      waiting: 0,
    });
    expect((await call('PUT', '/owner-events/E1', INPUT)).status).toBe(422);
    expect((await call('GET', '/owner-events/E1/door-code')).body.code).toMatch(/^\d{6}$/);
    const { rows } = await desk.db.pool.query('SELECT ticket FROM event_sign_ups ORDER BY number');
    const ticket = `https://care.example/t/${rows[0]?.ticket}`;
    const early = await call('POST', '/owner-events/E1/check-ins', { ticket });
    expect(early).toMatchObject({ status: 409, body: { errors: [{ problem: 'too_early' }] } });
    expect((await call('POST', '/owner-events/E1/finish')).status).toBe(422);
    desk.clock.advance(new Date('2026-06-20T05:00:00Z').getTime() - desk.clock.now().getTime());
    const done = await call('POST', '/owner-events/E1/check-ins', { ticket });
    expect(done.body).toMatchObject({ result: 'checked_in', signUp: { checkedInBy: 'agt_admin' } });
    expect((await call('POST', '/owner-events/E1/check-ins', { ticket })).body.result).toBe(
      'already',
    );
  });

  it.each([
    ['ends before it begins', { endsAt: INPUT.signUpUntil }],
    ['has no place', { capacity: 0 }],
    ['takes sign-ups after its end', { signUpUntil: '2026-06-21T00:00:00Z' }],
  ])('is none that %s', async (_, more) => {
    expect((await call('POST', '/owner-events', { ...INPUT, ...more })).status).toBe(400);
  });
});

describe('the reward', () => {
  const body = { mode: 'SERVICE_POINTS', reason: '合规批准' };
  it('is switched by compliance, and by no administrator', async () => {
    expect((await call('PUT', '/referral-reward', body)).status).toBe(403);
    expect((await call('PUT', '/referral-reward', body, 'agent agt_rules')).status).toBe(200);
    expect((await call('GET', '/referral-reward')).body).toEqual({ mode: 'SERVICE_POINTS' });
  });
});

describe('a consent from outside', () => {
  const refusal = {
    phone: '13800000005',
    purpose: 'all_messages',
    way: 'sms',
    isGranted: false,
    source: 'sms_reply',
  };
  const grant = { customerNo: 'C5', purpose: 'care', isGranted: true, source: 'phone' };
  it.each([
    ['a reply to a short message', refusal, 201],
    ['an agreement with its proof', { ...grant, evidence: { recordingNo: 'R1' } }, 201],
    ['an agreement that nothing proves', grant, 400],
    [
      'an agreement by a phone number',
      { ...refusal, isGranted: true, evidence: { text: 'Y' } },
      400,
    ],
    ['of nobody', { ...refusal, phone: undefined }, 400],
    ['of the future', { ...refusal, decidedAt: '2030-01-01T00:00:00Z' }, 400],
    ['of no customer', { ...grant, customerNo: 'C999', evidence: { note: 'x' } }, 404],
  ])('%s', async (_, body, status) => {
    expect((await call('POST', '/consents', body)).status).toBe(status);
  });
});
