import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePush } from '../../../src/compose/push.ts';
import { pushSettingsSchema } from '../../../src/domain/push/settings.ts';
import { pushRoutes } from '../../../src/server/admin/push-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import {
  ago,
  NOW,
  putConsent,
  putConversation,
  putCustomer,
  putDelivery,
  putGrant,
} from '../../store/push/push-rows.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

let db: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  db = await startTestDatabase();
  const clock = makeManualClock(NOW);
  const { admin } = makePush({ pool: db.pool, clock, keptForNews: () => 1 });
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request) => {
    request.principal = {
      kind: 'agent',
      id: 'agt_admin',
      username: 'admin',
      displayName: 'Admin',
      role: 'admin',
      sessionId: 'ses_1',
    };
  });
  await app.register(pushRoutes(admin));
});
afterAll(async () => {
  await app.close();
  await db.stop();
});
beforeEach(() => db.pool.query("DELETE FROM settings WHERE key = 'outreach'"));

const check = (payload: object) => app.inject({ method: 'POST', url: '/outreach/check', payload });
const put = (payload: object) => app.inject({ method: 'PUT', url: '/outreach/settings', payload });
const { referralReward: _, ...DEFAULTS } = pushSettingsSchema.parse({});

describe('the settings', () => {
  it('are those of domain.md until an administrator changes them', async () => {
    const before = await app.inject('/outreach/settings');
    expect(before.json()).toEqual({ ...DEFAULTS, referralReward: 'NONE' });
    const after = await put({ ...DEFAULTS, surveySilentMonths: 24 });
    expect(after.json()).toMatchObject({ surveySilentMonths: 24, referralReward: 'NONE' });
    expect((await app.inject('/outreach/settings')).json()).toEqual(after.json());
  });

  it('do not change the reward of referrals', async () => {
    const answer = await put({ ...DEFAULTS, referralReward: 'SERVICE_POINTS' });
    expect(answer.json()).toMatchObject({ referralReward: 'NONE' });
  });

  it.each([
    [
      'an hour that is none',
      { hours: { ...DEFAULTS.hours, service: { workday: { from: '25:00', until: '21:00' } } } },
    ],
    ['less than none', { caps: { ...DEFAULTS.caps, care: [{ count: -1, days: 1 }] } }],
    ['a silence of no month', { surveySilentMonths: 0 }],
    ['consent by a guess', { consent: { ...DEFAULTS.consent, care: 'maybe' } }],
  ])('refuse %s', async (_, patch) => {
    expect((await put({ ...DEFAULTS, ...patch })).statusCode).toBe(400);
  });
});

describe('asking about a customer', () => {
  it('says by which way it would be sent and what counted', async () => {
    const id = await putCustomer(db.pool, { customer_no: 'C1', phone: '13800000000' });
    await putConsent(db.pool, { customer_id: id });
    const { id: conversationId } = await putConversation(db.pool, id);
    await putGrant(db.pool, conversationId);
    await putDelivery(db.pool, id, { push_class: 'survey', released_at: ago(72) });
    const answer = await check({ customerNo: 'c1', pushClass: 'care', ways: ['wechat', 'sms'] });
    expect(answer.json()).toEqual({
      at: NOW.toISOString(),
      decision: 'send',
      reason: null,
      until: null,
      way: 'wechat',
      account: 'wechat-kf:main',
      ways: [
        { way: 'wechat', account: 'wechat-kf:main', reason: null, sendsLeft: 4 },
        { way: 'sms', account: 'sms', reason: null, sendsLeft: null },
      ],
      caps: [
        { scope: 'class', count: 1, days: 1, used: 0, left: 1, freeAt: null },
        { scope: 'class', count: 4, days: 30, used: 0, left: 4, freeAt: null },
        { scope: 'total', count: 5, days: 30, used: 1, left: 4, freeAt: null },
      ],
      consents: [
        { purpose: 'care', way: null, isGranted: true, decidedAt: ago(100).toISOString() },
      ],
      touches: [{ pushClass: 'survey', way: 'wechat', at: ago(72).toISOString() }],
    });
    const { rows } = await db.pool.query(
      "SELECT actor_id, action, data FROM audit WHERE subject_id = 'C1'",
    );
    expect(rows).toEqual([
      { actor_id: 'agt_admin', action: 'push.checked', data: { pushClass: 'care' } },
    ]);
  });

  it('says until when it waits, and which limit is used up', async () => {
    const id = await putCustomer(db.pool, { customer_no: 'C2', phone: '13800000000' });
    await putConsent(db.pool, { customer_id: id });
    await putDelivery(db.pool, id, { released_at: ago(20) });
    const answer = await check({ customerNo: 'C2', pushClass: 'care' });
    expect(answer.json()).toMatchObject({
      decision: 'later',
      reason: 'cap_class',
      until: ago(-4).toISOString(),
      way: null,
    });
    expect(answer.json().caps[0]).toMatchObject({
      used: 1,
      left: 0,
      freeAt: ago(-4).toISOString(),
    });
    const tomorrow = { customerNo: 'C2', pushClass: 'care', at: '2026-06-11T12:00:00+08:00' };
    expect((await check(tomorrow)).json()).toMatchObject({ decision: 'send', way: 'sms' });
    const atNight = { ...tomorrow, at: '2026-06-11T23:00:00+08:00' };
    expect((await check(atNight)).json()).toMatchObject({
      reason: 'quiet_hours',
      until: '2026-06-12T01:00:00.000Z',
    });
  });

  it('says of each way why it is closed', async () => {
    const id = await putCustomer(db.pool, { customer_no: 'C3', bereaved_at: ago(1) });
    await putConsent(db.pool, { customer_id: id });
    await putConsent(db.pool, {
      customer_id: id,
      way: 'sms',
      is_granted: false,
      decided_at: ago(9),
    });
    await putConversation(db.pool, id);
    expect((await check({ customerNo: 'C3', pushClass: 'care' })).json()).toMatchObject({
      decision: 'refuse',
      reason: 'bereaved',
      ways: [
        { way: 'wechat', account: 'wechat-kf:main', reason: 'window_closed', sendsLeft: 0 },
        { way: 'web', account: null, reason: 'no_way' },
        { way: 'sms', account: null, reason: 'refused' },
      ],
    });
  });

  it.each([
    ['nobody', { customerNo: 'NOBODY', pushClass: 'care' }, 404],
    ['no class', { customerNo: 'C1' }, 400],
    ['no such way', { customerNo: 'C1', pushClass: 'care', ways: ['fax'] }, 400],
    ['a way twice', { customerNo: 'C1', pushClass: 'care', ways: ['sms', 'sms'] }, 400],
    ['a time without an offset', { customerNo: 'C1', pushClass: 'care', at: '2026-06-11' }, 400],
  ])('refuses %s', async (_, payload, status) => {
    expect((await check(payload)).statusCode).toBe(status);
  });
});
