import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;
beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('agent');
});
afterAll(() => desk.stop());

const parse = (body: unknown) => desk.call('POST', '/understanding/parse', { token, body });

describe('POST /understanding/parse', () => {
  it('answers what the bot makes of a sentence, and why', async () => {
    const { status, body } = await parse({ text: '粤B12345 的理赔到哪一步了' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      intent: 'claim_status',
      by: 'embedded',
      entities: { plate: '粤B12345' },
    });
    expect(body.confidence).toBeGreaterThan(0.6);
    expect(body.alternatives).toHaveLength(3);
    expect(body.commands).toContainEqual({ do: 'startFlow', flow: 'claim_status' });
    expect(body.features[0]).toEqual({ feature: expect.any(String), weight: expect.any(Number) });
  });

  it('counts times from `now`, and from the desk’s own time without it', async () => {
    const given = await parse({ text: '昨天下午三点撞的', now: '2024-06-12T10:30:00+08:00' });
    expect(given.body.entities.occurred_at).toBe('2024-06-11T15:00');
    const own = await parse({ text: '昨天下午三点撞的' });
    expect(own.body.entities.occurred_at).toBe('2026-06-19T15:00');
  });

  it('works for a machine with the scope', async () => {
    const key = await desk.key(['understanding:parse']);
    const answer = await desk.call('POST', '/understanding/parse', {
      token: key,
      body: { text: '续保' },
    });
    expect([answer.status, answer.body.intent]).toEqual([200, 'policy_renewal']);
  });

  it('takes 2,000 characters, whatever they are', async () => {
    expect((await parse({ text: '😀'.repeat(2000) })).status).toBe(200);
  });

  it.each([
    {},
    { text: '' },
    { text: '  ' },
    { text: 1 },
    { text: null },
    { text: '啊'.repeat(2001) },
    { text: '好', now: 'yesterday' },
    { text: '好', now: '2024-06-12 10:30' },
    'not json',
  ])('says what is wrong with bad input', async (body) => {
    const answer = await parse(body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(typeof answer.body.code).toBe('string');
  });
});
