import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/lib/clock.ts';
import { referralFormRoutes } from '../../../src/server/forms/referral-form-routes.ts';
import { ticketFormRoutes } from '../../../src/server/forms/ticket-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { ADMIN, type EventDesk, publishedEvent, startEventDesk } from '../../support/event-desk.ts';

let desk: EventDesk;
let app: FastifyInstance;
beforeAll(async () => {
  desk = await startEventDesk();
  app = Fastify();
  app.setErrorHandler(sendProblem);
  const { clock, tickets, referralForms } = desk;
  await app.register(ticketFormRoutes({ tickets, publicUrl: 'https://care.example', clock }));
  const brand = { name: '安途车险', hotline: '400-000-0000' };
  await app.register(referralFormRoutes({ referralForms, brand, clock }));
  await desk.db.pool.query(
    "INSERT INTO referral_links (id, code, customer_id, created_at) VALUES ('rlk_1', 'aaaaaaaaaaaa', 'cus_1', now())",
  );
});
afterAll(async () => {
  await app.close();
  await desk.stop();
});

const get = (url: string) => app.inject({ method: 'GET', url });
const post = (url: string, payload?: object) =>
  app.inject({ method: 'POST', url, ...(payload === undefined ? {} : { payload }) });

describe('the page of a ticket', () => {
  it('has the event, a QR code of its own address and a surname, and nothing else of the person', async () => {
    const eventNo = await publishedEvent(desk);
    await desk.admin.ownerEvents.signUp(eventNo, { customerNo: 'C7' }, ADMIN);
    const { rows } = await desk.db.pool.query('SELECT ticket FROM event_sign_ups');
    const answer = await get(`/api/forms/tickets/${rows[0]?.ticket}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      event: { eventNo, title: '冬季用车课堂' },
      name: '陈*',
      status: 'signed_up',
      mayCheckIn: false,
      checkInFrom: '2026-06-20T04:00:00.000Z',
    });
    expect(answer.json().qr).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect(answer.body).not.toMatch(/13800000007|陈明|cus_7/);
    const refused = await post(`/api/forms/tickets/${rows[0]?.ticket}/check-in`, {
      code: '123456',
    });
    expect(refused.json()).toEqual({ result: 'wrong_code' });
    expect((await get('/api/forms/tickets/nobodysticketnobodys')).statusCode).toBe(404);
  });

  it('slows down whoever tries codes', async () => {
    const { rows } = await desk.db.pool.query('SELECT ticket FROM event_sign_ups');
    const url = `/api/forms/tickets/${rows[0]?.ticket}/check-in`;
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await post(url, { code: '000000' })).statusCode);
    expect(statuses.at(-1)).toBe(429);
    desk.clock.advance(MINUTE_MS);
    expect((await post(url, { code: '000000' })).statusCode).toBe(200);
  });
});

describe('the page of a link', () => {
  const url = '/api/forms/referrals/aaaaaaaaaaaa';
  const friend = {
    name: '李雷',
    phone: '139 1111 2222',
    consent: true,
    consentVersion: 'referral-1',
  };

  it('says who invites by a surname, and takes a friend with their own consent only', async () => {
    expect((await get(url)).json()).toEqual({
      invitedBy: '陈*',
      company: '安途车险',
      hotline: '400-000-0000',
      reward: 'NONE',
      consentVersion: 'referral-1',
    });
    expect((await post(url, { ...friend, consent: false })).statusCode).toBe(400);
    expect((await post(url, { ...friend, consentVersion: 'referral-0' })).statusCode).toBe(422);
    expect((await post(url, { ...friend, phone: '12' })).statusCode).toBe(400);
    const { rows } = await desk.db.pool.query('SELECT count(*)::int AS n FROM referrals');
    expect(rows[0]?.n).toBe(0);
    const taken = (await post(url, friend)).json();
    expect(taken.result).toBe('taken');
    expect((await post(url, friend)).json()).toEqual({ result: 'already', withdrawToken: null });
    const back = await post(`/api/forms/referral-withdrawals/${taken.withdrawToken}`);
    expect(back.json()).toEqual({ result: 'withdrawn' });
    expect((await post('/api/forms/referral-withdrawals/nonsense')).statusCode).toBe(404);
  });

  it('slows down whoever fills in numbers by the dozen, and knows no link that there is not', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      statuses.push((await post(url, { ...friend, phone: `1391111000${i}` })).statusCode);
    }
    expect(statuses.at(-1)).toBe(429);
    expect((await get('/api/forms/referrals/bbbbbbbbbbbb')).statusCode).toBe(404);
  });
});
