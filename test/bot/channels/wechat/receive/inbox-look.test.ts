import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeInboxLook } from '../../../../../src/bot/channels/wechat/receive/inbox-look.ts';
import { addMs, HOUR_MS } from '../../../../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { fakeAccount, KF, OA, openReceivingDesk, PNG } from './receiving-desk.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE conversations, channel_identities, messages, wechat_inbox, wechat_callbacks, channel_grants CASCADE`,
  );
});

describe('in a rush of callbacks', () => {
  /** How many of twenty customers were worked for at once: each is held until so many as are meant to are. */
  async function atOnceOfTwenty(isRushed: boolean, meant: number): Promise<number> {
    let working = 0;
    let most = 0;
    const desk = await openReceivingDesk(db);
    const accept = desk.deps.conversations.accept;
    const conversations = {
      ...desk.deps.conversations,
      accept: async (inbound: Parameters<typeof accept>[0]) => {
        working += 1;
        most = Math.max(most, working);
        await expect.poll(() => most).toBeGreaterThanOrEqual(meant);
        // Whoever else may begin has when this one goes on.
        await new Promise((resolve) => setTimeout(resolve, 50));
        working -= 1;
        return accept(inbound);
      },
    };
    for (let nth = 0; nth < 20; nth += 1) {
      await desk.arrive(
        { kind: 'text', text: '你好' },
        { messageId: `m${nth}`, userId: `u${nth}` },
      );
    }
    await desk.work(makeInboxLook({ ...desk.deps, conversations, isRushed: () => isRushed }));
    expect(await desk.messages()).toHaveLength(20);
    return most;
  }

  it('works for three customers at once, so that callbacks are answered first', async () => {
    expect(await atOnceOfTwenty(true, 3)).toBe(3);
  });

  it('and otherwise for sixteen', async () => {
    expect(await atOnceOfTwenty(false, 16)).toBe(16);
  });
});

describe('a message', () => {
  it('is the transcript once, with its sender, its address and a woken turn', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '我要报案' });
    await desk.work();
    const [message] = await desk.messages();
    expect(message).toMatchObject({
      seq: 1,
      channelMessageId: 'm1',
      activity: { type: 'message', text: '我要报案' },
    });
    expect(desk.woken).toEqual([message?.conversationId]);
    expect(await desk.rows()).toEqual([{ status: 'done', reason: null }]);
    const { rows } = await db.pool.query(
      `SELECT c.address, i.external_user_id FROM conversations c JOIN channel_identities i ON i.id = c.identity_id`,
    );
    const address = { userId: 'customer-1', openKfid: 'wk1' };
    expect(rows).toEqual([{ address, external_user_id: 'customer-1' }]);
  });

  it('has the time at which it came, and with a late pull the time at which it was sent', async () => {
    const desk = await openReceivingDesk(db);
    const now = desk.clock.now();
    const hourAgo = addMs(now, -HOUR_MS);
    await desk.arrive({ kind: 'text', text: '一小时前' }, { sentAt: hourAgo });
    await desk.arrive({ kind: 'text', text: '刚才' }, { sentAt: addMs(now, -2_000) });
    await desk.work();
    const times = (await desk.messages()).map(({ at }) => at);
    expect(times).toEqual([hourAgo, now]);
  });

  it('lets five be sent within 48 hours, said before the turn is woken', async () => {
    const before: unknown[] = [];
    const desk = await openReceivingDesk(db);
    const accept = desk.deps.conversations.accept;
    const conversations = {
      ...desk.deps.conversations,
      accept: async (inbound: Parameters<typeof accept>[0]) => {
        before.push(...(await desk.grants()));
        return accept(inbound);
      },
    };
    await desk.arrive({ kind: 'text', text: '你好' });
    await desk.work(makeInboxLook({ ...desk.deps, conversations }));
    const sentAt = addMs(desk.clock.now(), -1_000);
    const expiresAt = addMs(sentAt, 48 * HOUR_MS);
    const grant = { kind: 'message', allowed: 5, used: 0, expiresAt, grantedAt: desk.clock.now() };
    expect(before).toMatchObject([grant]);
  });

  it('of one customer goes to one conversation for each open_kfid', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '一' });
    await desk.arrive({ kind: 'text', text: '二' }, { openKfid: 'wk2' });
    await desk.arrive({ kind: 'text', text: '三' });
    await desk.work();
    const ids = (await desk.messages()).map(({ conversationId }) => conversationId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('opens a new conversation when the old one has ended, and is never in both', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '一' });
    await desk.work();
    await db.pool.query('UPDATE conversations SET ended_at = now()');
    await desk.arrive({ kind: 'text', text: '二' });
    // The first one again, as after a crash before it was settled.
    await db.pool.query(
      `UPDATE wechat_inbox a SET status = 'waiting', next_attempt_at = b.next_attempt_at,
         payload = jsonb_set(b.payload, '{content,text}', '"一"')
       FROM wechat_inbox b WHERE a.message_id = 'm1' AND b.message_id = 'm2'`,
    );
    await desk.work();
    const messages = await desk.messages();
    expect(messages.map(({ channelMessageId }) => channelMessageId).sort()).toEqual(['m1', 'm2']);
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(2);
  });

  it('of an account that is not in the settings fails loudly', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '你好' }, { channelAccount: 'wechat-kf:gone' });
    await desk.work();
    expect(await desk.rows()).toEqual([{ status: 'failed', reason: 'account_not_in_settings' }]);
  });

  it('makes somebody reachable again who was not', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '一' }, { channelAccount: OA });
    await desk.arrive({ kind: 'unsubscribed' }, { channelAccount: OA });
    await desk.work();
    const unreachable = async () =>
      (await db.pool.query('SELECT unreachable FROM channel_identities')).rows[0].unreachable;
    expect(await unreachable()).toBe('unsubscribed');
    await desk.arrive({ kind: 'text', text: '二' }, { channelAccount: OA });
    await desk.work();
    expect(await unreachable()).toBeNull();
  });
});

describe('a crash', () => {
  it('between storing and settling repeats the row and doubles nothing', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'image', mediaId: 'media-1' });
    const taken = [...(await desk.deps.inbox.take(desk.clock.now(), 1))];
    const dies = { ...desk.deps.inbox, take: async () => taken.splice(0), settle: never };
    function never(): Promise<void> {
      return new Promise(() => undefined);
    }
    await makeInboxLook({ ...desk.deps, inbox: dies }).look();
    await expect.poll(() => desk.woken.length).toBe(1);
    await desk.die();
    const heir = await openReceivingDesk(db, { files: desk.deps.files });
    await heir.work();
    expect(await heir.rows()).toEqual([{ status: 'done', reason: null }]);
    const messages = await heir.messages();
    expect(messages).toHaveLength(1);
    expect((await heir.grants()).map(({ kind, used }) => [kind, used])).toEqual([['message', 0]]);
    // The second copy of the file, which no message names, was removed.
    const [kept = '', ...others] = desk.files.files.keys();
    expect(others).toEqual([]);
    expect(messages[0]?.activity).toMatchObject({ attachments: [{ fileId: kept }] });
  });
});

describe('trouble', () => {
  it('is tried again later and later, and never dropped silently', async () => {
    let tries = 0;
    const desk = await openReceivingDesk(db);
    const ledger = {
      ...desk.deps.ledger,
      grant: async () => {
        tries += 1;
        throw new Error('the ledger is closed');
      },
    };
    await desk.arrive({ kind: 'text', text: '你好' });
    const deps = { ...desk.deps, ledger };
    for (let round = 1; round <= 8; round += 1) {
      await desk.work(makeInboxLook(deps));
      expect(tries).toBe(round);
      desk.clock.advance(2_000 * 2 ** (round - 1));
    }
    expect(await desk.rows()).toEqual([{ status: 'failed', reason: 'error' }]);
    expect(await desk.messages()).toEqual([]);
  });

  it('of one customer keeps nobody else waiting, and their own messages stay in order', async () => {
    const desk = await openReceivingDesk(db);
    let give: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      give = resolve;
    });
    const accounts = new Map([
      [
        KF,
        fakeAccount({
          downloadMedia: async () => {
            await slow;
            return { kind: 'ok', value: { bytes: PNG, contentType: 'image/png' } };
          },
        }),
      ],
    ]);
    await desk.arrive({ kind: 'image', mediaId: 'slow' });
    await desk.arrive({ kind: 'text', text: '这是照片' });
    await desk.arrive({ kind: 'text', text: '别人' }, { userId: 'customer-2' });
    const worker = makeInboxLook({ ...desk.deps, accounts });
    await worker.look();
    await expect
      .poll(async () => (await desk.messages()).map((one) => one.activity['text']))
      .toEqual(['别人']);
    give();
    await desk.work(worker);
    const own = (await desk.messages()).filter(({ channelMessageId }) => channelMessageId !== 'm3');
    expect(own.map(({ channelMessageId }) => channelMessageId)).toEqual(['m1', 'm2']);
  });
});

describe('who somebody is', () => {
  it('is asked once a day in the background, and joins what was found', async () => {
    let asked = 0;
    const account = fakeAccount({
      findUnionId: async () => {
        asked += 1;
        return 'union-1';
      },
    });
    const desk = await openReceivingDesk(db, { accounts: new Map([[KF, account]]) });
    const worker = makeInboxLook(desk.deps);
    await desk.arrive({ kind: 'text', text: '一' });
    await desk.arrive({ kind: 'text', text: '二' });
    await desk.work(worker);
    const unionIds = async () =>
      (await db.pool.query('SELECT union_id FROM channel_identities')).rows;
    await expect.poll(unionIds).toEqual([{ union_id: 'union-1' }]);
    expect(asked).toBe(1);
  });

  it('is nobody’s trouble when WeChat does not say', async () => {
    const account = fakeAccount({ findUnionId: () => Promise.reject(new Error('no')) });
    const desk = await openReceivingDesk(db, { accounts: new Map([[KF, account]]) });
    await desk.arrive({ kind: 'text', text: '一' });
    await desk.work();
    expect(await desk.rows()).toEqual([{ status: 'done', reason: null }]);
  });
});
