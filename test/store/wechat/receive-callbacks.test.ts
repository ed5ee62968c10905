import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, SECOND_MS } from '../../../src/lib/clock.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { receiveCallbacks } from '../../../src/store/wechat/receive-callbacks.ts';
import { makeWechatInbox } from '../../../src/store/wechat/wechat-inbox.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { aMark, aText, KF, NOW, warmUp } from '../../support/wechat-store.ts';

let db: TestDatabase;
let inbox: ReturnType<typeof makeWechatInbox>;
let elsewhere: ReturnType<typeof makeWechatInbox>;

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
  inbox = makeWechatInbox({ pool: db.pool, processId: 'one' });
  elsewhere = makeWechatInbox({ pool: db.pool, processId: 'other' });
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE wechat_inbox, wechat_callbacks RESTART IDENTITY'));

async function stored(columns = 'message_id'): Promise<object[]> {
  return (await db.pool.query(`SELECT ${columns} FROM wechat_inbox ORDER BY id`)).rows;
}

async function waitingForLock(): Promise<number> {
  const { rows } = await db.pool.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.length;
}

describe('receiving', () => {
  it('stores what a callback brought, in its order, ready at once', async () => {
    const inbounds = ['m1', 'm2', 'm3'].map((id) => aText(id));
    expect(await inbox.receive(aMark(), inbounds)).toBe('stored');
    expect(await stored('message_id, status, attempts, next_attempt_at')).toEqual(
      ['m1', 'm2', 'm3'].map((id) => ({
        message_id: id,
        status: 'waiting',
        attempts: 0,
        next_attempt_at: NOW,
      })),
    );
  });

  it.each([
    ['the same, at once', {}, 0, 'repeated'],
    ['the same, half a minute later', {}, 30 * SECOND_MS, 'repeated'],
    ['the same, later', {}, 30 * SECOND_MS + 1, 'replayed'],
    ['another body', { bodyHash: 'forged' }, 0, 'replayed'],
    ['the same of another account', { channelAccount: KF }, 0, 'stored'],
  ])('knows a copy: %s', async (_, over, laterMs, expected) => {
    const mark = aMark();
    await inbox.receive(mark, [aText('m1')]);
    const copy = { ...mark, ...over, now: addMs(NOW, laterMs) };
    expect(await elsewhere.receive(copy, [aText('m2')])).toBe(expected);
    expect(await stored()).toHaveLength(expected === 'stored' ? 2 : 1);
  });

  it('stores a message once that comes in two callbacks', async () => {
    expect(await inbox.receive(aMark(), [aText('m1')])).toBe('stored');
    expect(await elsewhere.receive(aMark(), [aText('m1'), aText('m2')])).toBe('stored');
    expect(await stored()).toEqual([{ message_id: 'm1' }, { message_id: 'm2' }]);
  });

  it('stores one of fifty copies at the same moment, from two processes', async () => {
    const mark = aMark();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 === 0 ? inbox : elsewhere).receive(mark, [aText(`m${i}`)]),
      ),
    );
    expect(all.filter((received) => received === 'stored')).toHaveLength(1);
    expect(all.filter((received) => received === 'repeated')).toHaveLength(49);
    expect(await stored()).toHaveLength(1);
  });

  it('takes many callbacks of two processes that bring the same messages of the same people', async () => {
    const callbacks = Array.from({ length: 50 }, (_, i) =>
      [i, i + 1, i + 2].map((n) => aText(`m${n % 20}`, { userId: `user-${n % 5}` })),
    );
    const all = await Promise.all(
      callbacks.flatMap((inbounds) => [
        inbox.receive(aMark(), inbounds),
        elsewhere.receive(aMark(), inbounds.toReversed()),
      ]),
    );
    expect(new Set(all)).toEqual(new Set(['stored']));
    expect(await stored()).toHaveLength(20);
  });

  it('shows no message of somebody before an earlier one of theirs that is not committed yet', async () => {
    const ids = async () => (await inbox.take(NOW, 9)).map(({ inbound }) => inbound.messageId);
    let later: Promise<unknown> | undefined;
    await inTransaction(db.pool, async (slow) => {
      await receiveCallbacks(slow, [{ mark: aMark(), inbounds: [aText('m1')] }]);
      later = inbox.receive(aMark(), [aText('m2')]);
      await elsewhere.receive(aMark(), [aText('of another', { userId: 'user-2' })]);
      await expect.poll(waitingForLock).toBe(1);
      expect(await ids()).toEqual(['of another']);
    });
    await later;
    // Nobody is alive who has the other one.
    expect(await ids()).toEqual(['m1', 'of another']);
  });

  it('stores nothing of a callback whose message cannot be stored, and the others beside it', async () => {
    const broken = { ...aText('m1'), sentAt: new Date('+200000-01-01T00:00:00Z') };
    const mark = aMark();
    const results = await Promise.allSettled([
      inbox.receive(aMark(), [aText('m0')]),
      inbox.receive(mark, [broken]),
      inbox.receive(aMark(), [aText('m2')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stored()).toHaveLength(2);
    // Nothing was stored, the mark neither: WeChat asks again and is heard.
    expect(await inbox.receive(mark, [aText('m1')])).toBe('stored');
  });

  it('stores words with characters that the database refuses, without these', async () => {
    await inbox.receive(aMark(), [aText('m1', { text: '撞\u0000车\ud83d了😀' })]);
    const [row] = await inbox.take(NOW, 1);
    expect(row?.inbound.content).toEqual({ kind: 'text', text: '撞\ufffd车\ufffd了😀' });
  });
});
