import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { makeTokenStore } from '../../../src/store/wechat/token-store.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, OA, warmUp } from '../../support/wechat-store.ts';

let db: TestDatabase;
let tokens: ReturnType<typeof makeTokenStore>;
const EXPIRES = addMs(NOW, 2 * HOUR_MS);
const CLAIM = { now: NOW, until: addMs(NOW, 10 * SECOND_MS) };

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
  tokens = makeTokenStore(db);
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE wechat_tokens'));

describe('a token', () => {
  it('is nobody’s before the first was saved, though somebody fetches it', async () => {
    expect(await tokens.read(OA)).toBeUndefined();
    await tokens.claimRefresh(OA, 0, CLAIM);
    expect(await tokens.read(OA)).toBeUndefined();
  });

  it('is counted and read by everybody', async () => {
    const first = await tokens.save(OA, { token: 't1', expiresAt: EXPIRES });
    expect(first).toEqual({ token: 't1', expiresAt: EXPIRES, version: 1 });
    const second = await tokens.save(OA, { token: 't2', expiresAt: EXPIRES });
    expect(second).toEqual({ token: 't2', expiresAt: EXPIRES, version: 2 });
    expect(await makeTokenStore(db).read(OA)).toEqual(second);
    expect(await tokens.read('wechat-oa:other')).toBeUndefined();
  });
});

describe('a refresh', () => {
  it.each([
    ['the first token', undefined, 0],
    ['the next token', 't1', 1],
  ])('of %s is claimed by one of fifty', async (_, token, version) => {
    if (token !== undefined) await tokens.save(OA, { token, expiresAt: EXPIRES });
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => tokens.claimRefresh(OA, version, CLAIM)),
    );
    expect(claims.filter((isMine) => isMine)).toHaveLength(1);
  });

  it('is refused to whoever saw an older token: there is a newer one to read', async () => {
    await tokens.save(OA, { token: 't1', expiresAt: EXPIRES });
    await tokens.save(OA, { token: 't2', expiresAt: EXPIRES });
    expect(await tokens.claimRefresh(OA, 1, CLAIM)).toBe(false);
    expect(await tokens.claimRefresh(OA, 2, CLAIM)).toBe(true);
  });

  it('is free again when its time is over, when it was given up, and after a save', async () => {
    expect(await tokens.claimRefresh(OA, 0, CLAIM)).toBe(true);
    expect(await tokens.claimRefresh(OA, 0, { ...CLAIM, now: addMs(CLAIM.until, -1) })).toBe(false);
    const next = { now: CLAIM.until, until: addMs(CLAIM.until, 10 * SECOND_MS) };
    expect(await tokens.claimRefresh(OA, 0, next)).toBe(true);
    await tokens.giveUp(OA);
    expect(await tokens.claimRefresh(OA, 0, next)).toBe(true);
    await tokens.save(OA, { token: 't1', expiresAt: EXPIRES });
    expect(await tokens.claimRefresh(OA, 1, next)).toBe(true);
  });
});
