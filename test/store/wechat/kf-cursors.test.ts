import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KfPull } from '../../../src/domain/wechat/ports.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { makeKfCursors } from '../../../src/store/wechat/kf-cursors.ts';
import { makeWechatInbox } from '../../../src/store/wechat/wechat-inbox.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  aMark,
  aText,
  KF,
  NOW,
  startTestProcess,
  type TestProcess,
  warmUp,
} from '../../support/wechat-store.ts';

let db: TestDatabase;
let one: TestProcess;
let other: TestProcess;
const cursorsOf = (process: TestProcess) =>
  makeKfCursors({ pool: db.pool, processId: process.processId });
type Cursors = ReturnType<typeof cursorsOf>;
let cursors: Cursors;
let elsewhere: Cursors;

const ACCOUNT = { channelAccount: KF, openKfid: 'wk1' };
const LATER = addMs(NOW, 5 * MINUTE_MS);
const bell = (token = 'token') => ({ openKfid: 'wk1', token });
const mark = (now = NOW) => aMark({ channelAccount: KF, now });

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query('TRUNCATE wechat_inbox, wechat_callbacks, wechat_cursors');
  [one, other] = await Promise.all([startTestProcess(db), startTestProcess(db)]);
  cursors = cursorsOf(one);
  elsewhere = cursorsOf(other);
  await cursors.know([ACCOUNT], NOW);
});
afterEach(() => Promise.all([one.end(), other.end()]));

async function take(from: Cursors, now = NOW): Promise<KfPull> {
  const pull = await from.take(now);
  if (pull === undefined) throw new Error('nothing is due');
  return pull;
}

/** Everything was read: the next look is in five minutes. */
async function readAll(now = NOW): Promise<void> {
  await cursors.release(await take(cursors, now), { nextPullAt: LATER, isComplete: true });
}

const page = (ids: readonly string[], nextCursor = 'c1', sentAt = NOW) => ({
  inbounds: ids.map((id) => aText(id, { ...ACCOUNT, sentAt })),
  nextCursor,
  now: NOW,
});

async function stored(): Promise<string[]> {
  const { rows } = await db.pool.query<{ line: string }>(
    "SELECT message_id || ' ' || status AS line FROM wechat_inbox ORDER BY id",
  );
  return rows.map(({ line }) => line);
}

describe('an account', () => {
  it('is due from the moment it is known, and keeps what is known of it', async () => {
    await readAll();
    await cursors.know([ACCOUNT, { ...ACCOUNT, openKfid: 'wk2' }], LATER);
    expect(await take(cursors, addMs(LATER, -1)).catch(() => 'nothing')).toBe('nothing');
    const found = [await take(cursors, LATER), await take(cursors, LATER)];
    expect(found.map(({ openKfid, since }) => [openKfid, since])).toEqual([
      ['wk1', NOW],
      ['wk2', LATER],
    ]);
  });

  it('begins with the second in which it became known: WeChat’s times have no parts of one', async () => {
    const openKfid = 'wk2';
    await cursors.know([{ channelAccount: KF, openKfid }], addMs(NOW, 900));
    await readAll();
    expect(await take(cursors, addMs(NOW, 900))).toMatchObject({ openKfid, since: NOW });
  });

  it('is read by one of fifty that ask at the same moment', async () => {
    const pulls = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? cursors : elsewhere).take(NOW)),
    );
    expect(pulls.filter((pull) => pull !== undefined)).toHaveLength(1);
  });

  it('is free at once when its reader is gone, and not before', async () => {
    await take(cursors);
    expect(await elsewhere.take(addMs(NOW, MINUTE_MS))).toBeUndefined();
    await one.end();
    expect(await take(elsewhere)).toMatchObject(ACCOUNT);
  });

  it('is read again when a living process forgot it for ten minutes', async () => {
    const pull = await take(cursors);
    const saved = addMs(NOW, MINUTE_MS);
    await cursors.savePage(pull, { ...page([]), now: saved });
    expect(await cursors.take(addMs(saved, 10 * MINUTE_MS - 1))).toBeUndefined();
    expect(await take(cursors, addMs(saved, 10 * MINUTE_MS))).toMatchObject(ACCOUNT);
  });
});

describe('a doorbell', () => {
  it('makes its account due, with its token while that is fresh', async () => {
    await readAll();
    expect(await cursors.take(NOW)).toBeUndefined();
    expect(await cursors.ring(mark(), bell('t1'))).toBe('stored');
    const pull = await take(cursors);
    expect(pull).toMatchObject({ ...ACCOUNT, token: 't1', rung: 1 });
    await cursors.release(pull, { nextPullAt: NOW, isComplete: true });
    const { token } = await take(cursors, addMs(NOW, 10 * MINUTE_MS));
    expect(token).toBeUndefined();
  });

  it('is known when it comes again', async () => {
    const first = mark();
    expect(await cursors.ring(first, bell())).toBe('stored');
    expect(await elsewhere.ring(first, bell())).toBe('repeated');
    expect(await elsewhere.ring({ ...first, bodyHash: 'forged' }, bell())).toBe('replayed');
    expect(await elsewhere.ring({ ...first, now: addMs(NOW, MINUTE_MS) }, bell())).toBe('replayed');
    expect((await take(cursors)).rung).toBe(1);
  });

  it('of an account that nobody knows leaves nothing behind', async () => {
    expect(await cursors.ring(mark(), { openKfid: 'wk404', token: 't' })).toBe('stored');
    const { rows } = await db.pool.query(
      `SELECT (SELECT count(*)::int FROM wechat_callbacks) AS marks, (SELECT count(*)::int FROM wechat_cursors) AS accounts`,
    );
    expect(rows).toEqual([{ marks: 0, accounts: 1 }]);
  });

  it('that rings while somebody reads makes the account due when the reading ends', async () => {
    const pull = await take(cursors);
    await elsewhere.ring(mark(addMs(NOW, SECOND_MS)), bell('t2'));
    expect(await elsewhere.take(addMs(NOW, SECOND_MS))).toBeUndefined();
    await cursors.release(pull, { nextPullAt: LATER, isComplete: true });
    expect(await take(elsewhere, addMs(NOW, SECOND_MS))).toMatchObject({ token: 't2', rung: 1 });
  });

  it('does not keep an account due whose reading failed', async () => {
    await cursors.ring(mark(), bell());
    const pull = await take(cursors);
    await cursors.release(pull, { nextPullAt: LATER, isComplete: false });
    expect(await cursors.take(addMs(LATER, -1))).toBeUndefined();
    expect(await take(cursors, LATER)).toMatchObject(ACCOUNT);
  });

  it('is counted, whoever else rings at the same moment', async () => {
    await cursors.know([{ ...ACCOUNT, openKfid: 'wk2' }], NOW);
    const rings = Array.from({ length: 100 }, (_, i) =>
      (i % 2 === 0 ? cursors : elsewhere).ring(mark(), {
        openKfid: i % 4 < 2 ? 'wk1' : 'wk2',
        token: `t${i}`,
      }),
    );
    expect(new Set(await Promise.all(rings))).toEqual(new Set(['stored']));
    const { rows } = await db.pool.query('SELECT rung FROM wechat_cursors');
    expect(rows).toEqual([{ rung: 50 }, { rung: 50 }]);
  });
});

describe('a page', () => {
  it('is saved with the cursor after it', async () => {
    expect(await cursors.savePage(await take(cursors), page(['m1', 'm2']))).toBe(true);
    expect(await stored()).toEqual(['m1 waiting', 'm2 waiting']);
    await one.end();
    expect(await take(elsewhere)).toMatchObject({ cursor: 'c1' });
  });

  it('that is read again after a kill before its commit is stored once', async () => {
    await cursors.savePage(await take(cursors), page(['m1'], 'c1'));
    await one.end();
    await elsewhere.savePage(await take(elsewhere), page(['m1', 'm2'], 'c2'));
    expect(await stored()).toEqual(['m1 waiting', 'm2 waiting']);
  });

  it('of a reader that lost the account changes nothing', async () => {
    const pull = await take(cursors);
    await one.end();
    const now = await take(elsewhere);
    expect(await cursors.savePage(pull, page(['stale'], 'stale'))).toBe(false);
    await cursors.release(pull, { nextPullAt: NOW, isComplete: true });
    expect(await stored()).toEqual([]);
    expect(await elsewhere.savePage(now, page(['m1']))).toBe(true);
  });

  it('keeps messages from before the account was known as history', async () => {
    const pull = await take(cursors);
    await cursors.savePage(pull, page(['old'], 'c1', addMs(NOW, -1)));
    await cursors.savePage(pull, page(['new'], 'c2', NOW));
    expect(await stored()).toEqual(['old history', 'new waiting']);
    const inbox = makeWechatInbox({ pool: db.pool, processId: one.processId });
    const taken = await inbox.take(NOW, 10);
    expect(taken.map(({ inbound }) => inbound.messageId)).toEqual(['new']);
  });

  it('without a cursor leaves the one before', async () => {
    const pull = await take(cursors);
    await cursors.savePage(pull, page([], 'c1'));
    await cursors.savePage(pull, page([], ''));
    await cursors.release(pull, { nextPullAt: NOW, isComplete: true });
    expect((await take(cursors)).cursor).toBe('c1');
  });

  it('of a thousand messages is one statement', async () => {
    const ids = Array.from({ length: 1_000 }, (_, i) => `m${i}`);
    expect(await cursors.savePage(await take(cursors), page(ids))).toBe(true);
    expect(await stored()).toEqual(ids.map((id) => `${id} waiting`));
  });
});
