import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { ensureFirstAdmin } from '../../../src/store/agents/first-admin.ts';
import { type AdminApp, type Answer, startAdminApp } from './admin-app.ts';

const PASSWORD = 'correct horse battery';
let desk: AdminApp;

beforeAll(async () => {
  desk = await startAdminApp();
  const deps = { pool: desk.db.pool, clock: desk.clock, random: systemRandom };
  await ensureFirstAdmin(deps, { username: 'admin', password: PASSWORD });
});
afterAll(() => desk.stop());
beforeEach(() => desk.clock.pass(DAY_MS));

let address = 0;
async function signIn(password = PASSWORD): Promise<Answer> {
  address += 1;
  const headers = { 'x-forwarded-for': `198.51.100.${address % 250}` };
  return desk.call('POST', '/sessions', { body: { username: 'admin', password }, headers });
}

const cookieOf = (answer: Answer): string | undefined =>
  /careline_session=([^;]*)/.exec(String(answer.headers['set-cookie'] ?? ''))?.[1];

async function freshCookie(): Promise<string> {
  const cookie = cookieOf(await signIn());
  if (cookie === undefined) throw new Error('no cookie');
  return cookie;
}

const use = (cookie: string, headers: Record<string, string> = {}) =>
  desk.call('GET', '/sessions/current', {
    headers: { cookie: `careline_session=${cookie}`, ...headers },
  });

describe('the token in a cookie', () => {
  it('stays for an hour and is replaced when it is used after that', async () => {
    const old = await freshCookie();
    desk.clock.pass(HOUR_MS);
    const within = await use(old);
    expect([within.status, cookieOf(within)]).toEqual([200, undefined]);
    desk.clock.pass(1);
    const after = await use(old);
    const next = cookieOf(after) ?? '';
    expect([after.status, next === old]).toEqual([200, false]);
    expect(next).toMatch(/^cs_[0-9a-z]{40}$/);
    expect(String(after.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/);
    expect((await use(next)).status).toBe(200);
  });

  it('is replaced once, however many requests come together', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(old)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.filter((answer) => cookieOf(answer) !== undefined)).toHaveLength(1);
  });

  it('is good for another minute after it was replaced; after that its use ends the session', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const next = cookieOf(await use(old)) ?? '';
    expect((await use(next)).status).toBe(200);
    desk.clock.pass(60 * SECOND_MS);
    expect((await use(old)).status).toBe(200);
    desk.clock.pass(1);
    expect((await use(old)).status).toBe(401);
    expect((await use(next)).status).toBe(401);
    const { rows } = await desk.db.pool.query(
      "SELECT actor_id FROM audit WHERE action = 'session.token_reused'",
    );
    expect(rows).toEqual([{ actor_id: 'sessions' }]);
  });

  it('comes again when the answer that brought it was lost', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const lost = cookieOf(await use(old)) ?? '';
    desk.clock.pass(6 * SECOND_MS);
    const next = cookieOf(await use(old)) ?? '';
    expect([next !== '', next === lost]).toEqual([true, false]);
    expect((await use(next)).status).toBe(200);
    expect((await use(lost)).status).toBe(401);
  });

  it('does not come again once the new one was used', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const next = cookieOf(await use(old)) ?? '';
    await use(next);
    desk.clock.pass(6 * SECOND_MS);
    expect(cookieOf(await use(old))).toBeUndefined();
    expect((await use(next)).status).toBe(200);
  });

  it('is not replaced by a stream, whose head has no place for it', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    expect(cookieOf(await use(old, { accept: 'text/event-stream' }))).toBeUndefined();
  });

  it('is not replaced by a forged write', async () => {
    const old = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const forged = await desk.call('DELETE', '/sessions/current', {
      headers: { cookie: `careline_session=${old}`, origin: 'https://evil.example' },
    });
    expect([forged.status, cookieOf(forged)]).toEqual([403, undefined]);
    expect(cookieOf(await use(old))).toBeDefined();
  });

  it('is kept by a script, which has no place for a new one', async () => {
    const { token } = (await signIn()).body;
    desk.clock.pass(5 * HOUR_MS);
    const answer = await desk.call('GET', '/sessions/current', { token });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('ends with the session: twelve idle hours, and seven days, whatever was replaced', async () => {
    const idle = await freshCookie();
    desk.clock.pass(2 * HOUR_MS);
    const next = cookieOf(await use(idle)) ?? '';
    desk.clock.pass(12 * HOUR_MS + 1);
    expect((await use(next)).status).toBe(401);
    let busy = await freshCookie();
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      const answer = await use(busy);
      expect([hours, answer.status]).toEqual([hours, 200]);
      busy = cookieOf(answer) ?? busy;
      desk.clock.pass(8 * HOUR_MS);
    }
    expect((await use(busy)).status).toBe(401);
  });
});

describe('sign-in with a cookie that somebody planted', () => {
  it('gives a token of its own, and the planted one is still nobody', async () => {
    const planted = `cs_${'a'.repeat(40)}`;
    const answer = await desk.call('POST', '/sessions', {
      body: { username: 'admin', password: PASSWORD },
      headers: { cookie: `careline_session=${planted}` },
    });
    expect(answer.status).toBe(201);
    expect(cookieOf(answer)).toBe(answer.body.token);
    expect(answer.body.token).not.toBe(planted);
    expect((await use(planted)).status).toBe(401);
  });

  it('gives a token of its own also when the planted one is a session', async () => {
    const planted = await freshCookie();
    const answer = await desk.call('POST', '/sessions', {
      body: { username: 'admin', password: PASSWORD },
      headers: { cookie: `careline_session=${planted}` },
    });
    const own = cookieOf(answer) ?? '';
    expect([own !== '', own === planted]).toEqual([true, false]);
    await desk.call('DELETE', '/sessions/current', {
      headers: { cookie: `careline_session=${planted}`, 'x-careline-csrf': '1' },
    });
    expect((await use(own)).status).toBe(200);
  });
});

describe('one’s own password', () => {
  const change = (token: string, current: string, next: string) =>
    desk.call('PUT', '/sessions/current/password', { token, body: { current, next } });

  it('is changed with the present one, and every other session ends', async () => {
    const { token } = (await signIn()).body;
    const other = (await signIn()).body.token;
    expect((await change(token, PASSWORD, 'another good password')).status).toBe(204);
    expect((await desk.call('GET', '/sessions/current', { token })).status).toBe(200);
    expect((await desk.call('GET', '/sessions/current', { token: other })).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    const again = (await signIn('another good password')).body.token;
    expect((await change(again, 'another good password', PASSWORD)).status).toBe(204);
  });

  it('is not changed without it, and guessing it is limited like signing in', async () => {
    const { token } = (await signIn()).body;
    const codes = [];
    for (let i = 0; i < 7; i += 1) {
      codes.push((await change(token, `guess number ${i}`, 'another good password')).status);
    }
    expect(codes).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect((await change(token, PASSWORD, 'another good password')).status).toBe(429);
    desk.clock.pass(15 * MINUTE_MS);
    expect((await signIn()).status).toBe(201);
  });

  it('is not a short one', async () => {
    const { token } = (await signIn()).body;
    expect((await change(token, PASSWORD, 'short')).status).toBe(400);
  });

  it('is stored as argon2id, with at least 19 MiB and two passes, and nothing of it is in the audit', async () => {
    const { rows } = await desk.db.pool.query(
      "SELECT password_hash FROM agents WHERE username = 'admin'",
    );
    const [, memory, passes] =
      /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(rows[0].password_hash) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
    const audit = await desk.db.pool.query(
      "SELECT * FROM audit WHERE action LIKE 'agent.password%'",
    );
    expect(audit.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(audit.rows)).not.toMatch(/argon2|password \d|horse/);
  });
});
