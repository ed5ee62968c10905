import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { ensureFirstAdmin } from '../../../src/store/agents/first-admin.ts';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  desk = await startAdminApp();
  const deps = { pool: desk.db.pool, clock: desk.clock, random: systemRandom };
  const made = await ensureFirstAdmin(deps, { username: 'Admin', password: PASSWORD });
  expect(made).toEqual({ kind: 'created', username: 'admin', password: PASSWORD });
  const again = await ensureFirstAdmin(deps, { username: 'other', password: PASSWORD });
  expect(again).toEqual({ kind: 'exists' });
});
afterAll(() => desk.stop());
beforeEach(() => desk.clock.pass(DAY_MS));

const signIn = (body: unknown, address = '203.0.113.9') =>
  desk.call('POST', '/sessions', { body, headers: { 'x-forwarded-for': address } });

const right = { username: 'admin', password: PASSWORD };
const wrong = { username: 'admin', password: 'not the right one' };

describe('sign-in', () => {
  it('gives a cookie and a token, and stores neither', async () => {
    const answer = await signIn({ username: ' ADMIN ', password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(answer.body.agent).toMatchObject({ username: 'admin', role: 'admin' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toContain(`careline_session=${answer.body.token}`);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const current = await desk.call('GET', '/sessions/current', { token: answer.body.token });
    expect(current.body).toMatchObject({ username: 'admin', role: 'admin' });
    const { rows } = await desk.db.pool.query('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(answer.body.token);
  });

  it('gives a secure cookie behind TLS, and another token each time', async () => {
    const headers = { 'x-forwarded-proto': 'https' };
    const first = await desk.call('POST', '/sessions', { body: right, headers });
    const second = await desk.call('POST', '/sessions', { body: right, headers });
    expect(String(first.headers['set-cookie'])).toMatch(/Secure/);
    expect(first.headers['strict-transport-security']).toBeDefined();
    expect(first.body.token).not.toBe(second.body.token);
  });

  it('answers an unknown name like a wrong password', async () => {
    const known = await signIn(wrong);
    const unknown = await signIn({ ...wrong, username: 'nobody' });
    const { requestId: _, ...a } = known.body;
    const { requestId: __, ...b } = unknown.body;
    expect([known.status, a]).toEqual([401, b]);
    expect(known.headers['set-cookie']).toBeUndefined();
  });

  it('takes as long for an unknown name as for a known one', async () => {
    const time = async (username: string): Promise<number> => {
      const start = performance.now();
      await signIn(
        { username, password: 'not the right one' },
        `198.51.100.${Math.round(start) % 250}`,
      );
      return performance.now() - start;
    };
    await time('nobody-0');
    const unknown = Math.min(await time('nobody-1'), await time('nobody-2'));
    // Without the hash an unknown name takes about two milliseconds; the hash alone takes over ten.
    expect(unknown).toBeGreaterThan(8);
  });

  it('stops an address after five wrong tries in five minutes, even with the right password', async () => {
    for (let i = 0; i < 5; i += 1) expect((await signIn(wrong)).status).toBe(401);
    const stopped = await signIn(right);
    expect([stopped.status, stopped.body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(stopped.headers['retry-after'])).toBe(300);
    expect((await signIn(right, '203.0.113.10')).status).toBe(201);
    desk.clock.pass(5 * MINUTE_MS);
    expect((await signIn(right)).status).toBe(201);
  });

  it('stops a name after ten wrong tries in fifteen minutes, from whatever address', async () => {
    for (let i = 0; i < 10; i += 1) {
      expect((await signIn(wrong, `203.0.113.${20 + i}`)).status).toBe(401);
    }
    const stopped = await signIn(right, '203.0.113.99');
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '900']);
    desk.clock.pass(15 * MINUTE_MS);
    expect((await signIn(right, '203.0.113.99')).status).toBe(201);
  });

  it('lets no more than five of thirty tries at once reach the password', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => signIn(wrong, '203.0.113.77')),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(25);
  });

  it('lets a locked address lock nobody out by name', async () => {
    for (let i = 0; i < 20; i += 1) await signIn(wrong, '203.0.113.78');
    expect((await signIn(right, '198.51.100.9')).status).toBe(201);
  });

  it('does not count right passwords', async () => {
    for (let i = 0; i < 8; i += 1) expect((await signIn(right)).status).toBe(201);
  });

  it.each([
    [{}],
    [{ username: 'admin' }],
    [{ username: 'x'.repeat(65), password: 'y' }],
    [{ username: 'admin', password: 'y'.repeat(257) }],
    [{ username: ['admin'], password: 'y' }],
  ])('refuses %j', async (body) => {
    expect((await signIn(body)).status).toBe(400);
  });
});

describe('a session', () => {
  const fresh = async (): Promise<string> => (await signIn(right)).body.token;
  const current = (token: string) => desk.call('GET', '/sessions/current', { token });

  it('ends at sign-out, for that session only', async () => {
    const [one, other] = [await fresh(), await fresh()];
    const out = await desk.call('DELETE', '/sessions/current', { token: one });
    expect([out.status, out.body]).toEqual([204, undefined]);
    expect(String(out.headers['set-cookie'])).toMatch(/careline_session=;/);
    expect((await current(one)).status).toBe(401);
    expect((await current(other)).status).toBe(200);
  });

  it('ends after twelve idle hours, and after seven days in any case', async () => {
    const idle = await fresh();
    desk.clock.pass(12 * HOUR_MS - 1);
    expect((await current(idle)).status).toBe(200);
    desk.clock.pass(12 * HOUR_MS + 1);
    expect((await current(idle)).status).toBe(401);
    const busy = await fresh();
    for (let i = 0; i < 16; i += 1) {
      expect((await current(busy)).status).toBe(200);
      desk.clock.pass(10.5 * HOUR_MS);
    }
    expect((await current(busy)).status).toBe(401);
  });

  it('ends when the password is reset, and the new password works', async () => {
    const admin = await fresh();
    const made = await desk.call('POST', '/agents', {
      token: admin,
      body: { username: 'Lin', displayName: '小林', role: 'agent', password: 'first password 1' },
    });
    expect([made.status, made.body.username]).toEqual([201, 'lin']);
    const first = await signIn({ username: 'lin', password: 'first password 1' });
    const reset = await desk.call('POST', `/agents/${made.body.id}/reset-password`, {
      token: admin,
      body: { password: 'second password 2' },
    });
    expect(reset.status).toBe(204);
    expect((await current(first.body.token)).status).toBe(401);
    expect((await signIn({ username: 'lin', password: 'first password 1' })).status).toBe(401);
    expect((await signIn({ username: 'lin', password: 'second password 2' })).status).toBe(201);
    const again = await desk.call('POST', '/agents', {
      token: admin,
      body: { username: 'LIN', displayName: 'x', role: 'agent', password: 'first password 1' },
    });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  });

  it('of the last administrator cannot be ended by disabling them', async () => {
    const admin = await fresh();
    const { id } = (await current(admin)).body;
    const answer = await desk.call('POST', `/agents/${id}/disable`, { token: admin });
    expect(answer.status).toBe(409);
    expect((await current(admin)).status).toBe(200);
  });
});

describe('a cookie', () => {
  const write = async (headers: Record<string, string>) => {
    const { token } = (await signIn(right)).body;
    return desk.call('POST', '/api-keys', {
      body: { name: 'x', scopes: ['claims:read'] },
      headers: { cookie: `careline_session=${token}`, host: 'desk.example', ...headers },
    });
  };

  it.each([
    ['our own header', { 'x-careline-csrf': '1' }, 201],
    ['a browser that says same origin', { 'sec-fetch-site': 'same-origin' }, 201],
    ['our own origin', { origin: 'http://desk.example' }, 201],
    ['nothing', {}, 403],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://desk.example' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['no origin', { origin: 'null' }, 403],
  ])('with %s: a write is answered accordingly', async (_, headers, status) => {
    expect((await write(headers)).status).toBe(status);
  });

  it('reads without any of that', async () => {
    const { token } = (await signIn(right)).body;
    const headers = { cookie: `careline_session=${token}` };
    expect((await desk.call('GET', '/api-keys', { headers })).status).toBe(200);
  });
});
