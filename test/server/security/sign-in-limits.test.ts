import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { ensureFirstAdmin } from '../../../src/store/agents/first-admin.ts';
import { type AdminApp, startAdminApp } from '../admin/admin-app.ts';

const PASSWORD = 'correct horse battery';
let desk: AdminApp;

beforeAll(async () => {
  desk = await startAdminApp();
  const deps = { pool: desk.db.pool, clock: desk.clock, random: systemRandom };
  await ensureFirstAdmin(deps, { username: 'admin', password: PASSWORD });
});
afterAll(() => desk.stop());
beforeEach(() => desk.clock.pass(DAY_MS));

async function tryIn(tried: { address: string; username?: string; password?: string }) {
  const { address, username = 'admin', password = 'wrong' } = tried;
  const body = { username, password };
  const headers = { 'x-forwarded-for': address };
  return (await desk.call('POST', '/sessions', { body, headers })).status;
}

/** How often each status came. */
function count(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('the limit of an address, five in five minutes', () => {
  it('counts tries of different names together, and fifty of them at once', async () => {
    const tries = Array.from({ length: 50 }, (_, i) =>
      tryIn({ address: '203.0.113.1', username: `name-${i}` }),
    );
    expect(count(await Promise.all(tries))).toEqual({ 401: 5, 429: 45 });
  });

  it('is over five minutes after the first try', async () => {
    for (let i = 0; i < 6; i += 1) await tryIn({ address: '203.0.113.2', username: `n-${i}` });
    desk.clock.pass(5 * MINUTE_MS - 1);
    expect(await tryIn({ address: '203.0.113.2', password: PASSWORD })).toBe(429);
    desk.clock.pass(1);
    expect(await tryIn({ address: '203.0.113.2', password: PASSWORD })).toBe(201);
  });

  it('is not got round by naming another address in front of the proxy’s', async () => {
    const statuses = [];
    for (let i = 0; i < 7; i += 1) {
      statuses.push(await tryIn({ address: `10.9.9.${i}, 198.51.100.7`, username: `m-${i}` }));
    }
    expect(count(statuses)).toEqual({ 401: 5, 429: 2 });
  });
});

describe('the limit of a name, ten in fifteen minutes', () => {
  it('counts tries from everywhere, one after the other', async () => {
    const statuses = [];
    for (let i = 0; i < 15; i += 1) statuses.push(await tryIn({ address: `192.0.2.${i}` }));
    expect(count(statuses)).toEqual({ 401: 10, 429: 5 });
    expect(await tryIn({ address: '192.0.2.99', password: PASSWORD })).toBe(429);
  });

  it('counts fifty from fifty addresses at once', async () => {
    const tries = Array.from({ length: 50 }, (_, i) => tryIn({ address: `192.0.2.${100 + i}` }));
    expect(count(await Promise.all(tries))).toEqual({ 401: 10, 429: 40 });
  });

  it('counts a name in any writing', async () => {
    const writings = ['admin', 'ADMIN', ' admin', 'Admin '];
    const statuses = [];
    for (let i = 0; i < 12; i += 1) {
      const username = writings[i % 4] ?? 'admin';
      statuses.push(await tryIn({ address: `192.0.2.${i}`, username }));
    }
    expect(count(statuses)).toEqual({ 401: 10, 429: 2 });
  });

  it('holds for a name that nobody has, so that it tells nothing', async () => {
    const statuses = [];
    for (let i = 0; i < 12; i += 1) {
      statuses.push(await tryIn({ address: `192.0.2.${i}`, username: 'nobody' }));
    }
    expect(count(statuses)).toEqual({ 401: 10, 429: 2 });
  });
});
