import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WechatContent } from '../../../src/domain/wechat/inbound.ts';
import { addMs, MINUTE_MS } from '../../../src/lib/clock.ts';
import { makeWechatInbox } from '../../../src/store/wechat/wechat-inbox.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  aMark,
  aText,
  KF,
  NOW,
  OA,
  startTestProcess,
  type TestProcess,
  warmUp,
} from '../../support/wechat-store.ts';

let db: TestDatabase;
let one: TestProcess;
let other: TestProcess;
const inboxOf = (process: TestProcess) =>
  makeWechatInbox({ pool: db.pool, processId: process.processId });
type Inbox = ReturnType<typeof inboxOf>;
let inbox: Inbox;
let elsewhere: Inbox;

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query('TRUNCATE wechat_inbox, wechat_callbacks RESTART IDENTITY');
  [one, other] = await Promise.all([startTestProcess(db), startTestProcess(db)]);
  inbox = inboxOf(one);
  elsewhere = inboxOf(other);
});
afterEach(() => Promise.all([one.end(), other.end()]));

async function stored(columns = 'message_id'): Promise<object[]> {
  return (await db.pool.query(`SELECT ${columns} FROM wechat_inbox ORDER BY id`)).rows;
}

const takeIds = async (from: Inbox, now = NOW, limit = 10): Promise<string[]> =>
  (await from.take(now, limit)).map(({ inbound }) => inbound.messageId);

async function takeOne(from: Inbox, now = NOW) {
  const [row] = await from.take(now, 1);
  if (row === undefined) throw new Error('nothing waits');
  return row;
}

describe('taking', () => {
  it('gives back what was received', async () => {
    const inbound = aText('m1', { channelAccount: KF, openKfid: 'wk1', sentAt: addMs(NOW, -700) });
    await inbox.receive(aMark({ channelAccount: KF }), [inbound]);
    expect(await inbox.take(NOW, 10)).toEqual([{ id: '1', inbound, attempt: 1, receivedAt: NOW }]);
  });

  it('names a row that it cannot read instead of stumbling over it', async () => {
    const content = { kind: 'from the future' } as unknown as WechatContent;
    await inbox.receive(aMark(), [{ ...aText('m1'), content }]);
    expect((await takeOne(inbox)).inbound.content).toEqual({
      kind: 'unsupported',
      name: 'unreadable row',
    });
  });

  it('gives the first of each user, and the next when that one is settled', async () => {
    const inbounds = ['a1', 'b1', 'a2', 'b2', 'a3'].map((id) => aText(id, { userId: id[0] ?? '' }));
    await inbox.receive(aMark(), inbounds);
    const rows = await inbox.take(NOW, 10);
    expect(rows.map(({ inbound }) => inbound.messageId)).toEqual(['a1', 'b1']);
    expect([await takeIds(inbox), await takeIds(elsewhere)]).toEqual([[], []]);
    for (const row of rows.slice(0, 1)) await inbox.settle(row, { kind: 'done' });
    expect(await takeIds(elsewhere)).toEqual(['a2']);
  });

  it('holds a user’s messages to different accounts apart', async () => {
    await inbox.receive(aMark(), [
      aText('m1', { channelAccount: KF, openKfid: 'wk1' }),
      aText('m2', { channelAccount: KF, openKfid: 'wk2' }),
      aText('m3', { channelAccount: OA }),
    ]);
    expect(await takeIds(inbox)).toEqual(['m1', 'm2', 'm3']);
  });

  it('takes at most so many', async () => {
    await inbox.receive(
      aMark(),
      Array.from({ length: 5 }, (_, i) => aText(`m${i}`, { userId: `${i}` })),
    );
    expect(await takeIds(inbox, NOW, 2)).toHaveLength(2);
    expect(await takeIds(inbox, NOW, 9)).toHaveLength(3);
  });

  it('waits for a row that is to be tried again, and those behind it wait too', async () => {
    await inbox.receive(aMark(), [aText('m1'), aText('m2')]);
    const at = addMs(NOW, MINUTE_MS);
    await inbox.settle(await takeOne(inbox), { kind: 'again', at, reason: 'media_timeout' });
    expect(await takeIds(inbox, addMs(at, -1))).toEqual([]);
    const again = await takeOne(inbox, at);
    expect(again).toMatchObject({ attempt: 2, inbound: { messageId: 'm1' } });
  });

  it('gives each row to one of fifty that ask at the same moment, and no user’s to two', async () => {
    const inbounds = Array.from({ length: 60 }, (_, i) =>
      aText(`m${i}`, { userId: `user-${i % 20}` }),
    );
    await inbox.receive(aMark(), inbounds);
    const takes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => takeIds(i % 2 === 0 ? inbox : elsewhere, NOW, 3)),
    );
    const ids = takes.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => Number(id.slice(1)) < 20)).toBe(true);
  });

  it('works off a stream in each user’s order by many workers of two processes, each row once', async () => {
    const working = new Set<string>();
    const done = new Map<string, number[]>();
    const total = 200;
    let isAllReceived = false;
    const receiving = Promise.all(
      Array.from({ length: 10 }, async (_, user) => {
        for (let n = 0; n < total / 10; n += 1) {
          const from = n % 2 === 0 ? inbox : elsewhere;
          await from.receive(aMark(), [aText(`${user}:${n}`, { userId: `user-${user}` })]);
        }
      }),
    ).then(() => {
      isAllReceived = true;
    });
    const worker = async (from: Inbox): Promise<void> => {
      for (;;) {
        const isLast = isAllReceived;
        const rows = await from.take(NOW, 4);
        if (rows.length === 0 && isLast && working.size === 0) return;
        for (const row of rows) {
          const user = row.inbound.userId ?? '';
          expect(working.has(user)).toBe(false);
          working.add(user);
        }
        for (const row of rows) {
          const user = row.inbound.userId ?? '';
          done.set(user, [...(done.get(user) ?? []), Number(row.inbound.messageId.split(':')[1])]);
          working.delete(user);
          await from.settle(row, { kind: 'done' });
        }
        if (rows.length === 0) await delay(1);
      }
    };
    await Promise.all([receiving, ...[inbox, elsewhere, inbox, elsewhere].map(worker)]);
    const inOrder = Array.from({ length: total / 10 }, (_, n) => n);
    expect([...done.values()]).toEqual(Array.from({ length: 10 }, () => inOrder));
  });

  it('frees the rows of a process at once when it is gone, and not before', async () => {
    await inbox.receive(aMark(), [aText('m1'), aText('m2'), aText('m3', { userId: 'user-2' })]);
    const lost = await takeOne(inbox);
    expect(await takeIds(elsewhere, NOW, 1)).toEqual(['m3']);
    expect(await takeIds(elsewhere)).toEqual([]);
    await one.end();
    const row = await takeOne(elsewhere);
    expect(row).toMatchObject({ id: lost.id, attempt: 2 });
    // The dead process's last word, had it been on its way, changes nothing.
    await inbox.settle(lost, { kind: 'done' });
    expect(await stored('status')).toEqual([
      { status: 'waiting' },
      { status: 'waiting' },
      { status: 'waiting' },
    ]);
    await elsewhere.settle(row, { kind: 'done' });
    expect(await takeIds(elsewhere)).toEqual(['m2']);
  });

  it('gives each row of a process that is gone to one of fifty', async () => {
    await inbox.receive(
      aMark(),
      Array.from({ length: 30 }, (_, i) => aText(`m${i}`, { userId: `user-${i}` })),
    );
    expect(await takeIds(inbox, NOW, 30)).toHaveLength(30);
    await one.end();
    const ids: string[] = [];
    // Whoever finds the presence locked by another that looks at the same time comes again.
    await expect
      .poll(async () => {
        const takes = await Promise.all(
          Array.from({ length: 50 }, () => takeIds(elsewhere, NOW, 2)),
        );
        ids.push(...takes.flat());
        return ids.length;
      })
      .toBe(30);
    expect(new Set(ids).size).toBe(30);
  });

  it('takes a row again that a living process forgot, after ten minutes', async () => {
    await inbox.receive(aMark(), [aText('m1')]);
    await takeOne(inbox);
    expect(await takeIds(inbox, addMs(NOW, 10 * MINUTE_MS - 1))).toEqual([]);
    expect(await takeIds(inbox, addMs(NOW, 10 * MINUTE_MS))).toEqual(['m1']);
  });
});

describe('settling', () => {
  it.each([
    [{ kind: 'done' }, { status: 'done', reason: null, is_empty: true }],
    [
      { kind: 'ignored', reason: 'no_customer' },
      { status: 'ignored', reason: 'no_customer', is_empty: true },
    ],
    [
      { kind: 'failed', reason: 'boom' },
      { status: 'failed', reason: 'boom', is_empty: false },
    ],
    [
      { kind: 'again', at: NOW, reason: 'soon' },
      { status: 'waiting', reason: 'soon', is_empty: false },
    ],
  ] as const)('%o', async (outcome, expected) => {
    await inbox.receive(aMark(), [aText('m1')]);
    await inbox.settle(await takeOne(inbox), outcome);
    expect(await stored("status, reason, payload = '{}' AS is_empty, taken_by")).toEqual([
      { ...expected, taken_by: null },
    ]);
  });

  it('is refused for an earlier attempt', async () => {
    await inbox.receive(aMark(), [aText('m1')]);
    const slow = await takeOne(inbox);
    const later = await takeOne(inbox, addMs(NOW, 10 * MINUTE_MS));
    await inbox.settle(slow, { kind: 'failed', reason: 'late' });
    expect(await stored('status')).toEqual([{ status: 'waiting' }]);
    await inbox.settle(later, { kind: 'done' });
    expect(await stored('status')).toEqual([{ status: 'done' }]);
  });
});
