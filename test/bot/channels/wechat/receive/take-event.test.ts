import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeInboxLook } from '../../../../../src/bot/channels/wechat/receive/inbox-look.ts';
import type { WechatContent, WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import { signScene } from '../../../../../src/domain/wechat/scene.ts';
import { addMs, SECOND_MS } from '../../../../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { KF, OA, openReceivingDesk, SECRET } from './receiving-desk.ts';

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

const CLAIM = signScene({ kind: 'claim', ref: 'RP20260610048213' }, SECRET);
const OVER = signScene({ kind: 'claim', ref: 'RP1', expiresAt: new Date(0) }, SECRET);
const STOLEN = signScene({ kind: 'claim', ref: 'RP1' }, 'another secret');
const ARRIVAL = { type: 'conversationUpdate' };
const tap = (text: string) => ({ type: 'message', value: { text } });

describe('an act without words', () => {
  it.each<[string, string, WechatContent, object, string]>([
    ['entering with a welcome code', KF, { kind: 'entered', welcomeCode: 'w' }, ARRIVAL, 'welcome'],
    [
      'entering by a link of ours',
      KF,
      { kind: 'entered', scene: 'qr', sceneParam: CLAIM, welcomeCode: 'w' },
      tap('查理赔进度 RP20260610048213'),
      'welcome',
    ],
    [
      'entering by a link that is over',
      KF,
      { kind: 'entered', sceneParam: OVER, welcomeCode: 'w' },
      ARRIVAL,
      'welcome',
    ],
    ['subscribing', OA, { kind: 'subscribed' }, ARRIVAL, 'subscribe'],
    [
      'subscribing by a code of ours',
      OA,
      { kind: 'subscribed', scene: signScene({ kind: 'report', ref: '' }, SECRET) },
      tap('我要报案'),
      'subscribe',
    ],
    [
      'scanning a code of ours',
      OA,
      { kind: 'scanned', scene: CLAIM },
      tap('查理赔进度 RP20260610048213'),
      'scan',
    ],
    ['scanning a code of somebody else', OA, { kind: 'scanned', scene: STOLEN }, ARRIVAL, 'scan'],
    [
      "tapping the account's menu",
      OA,
      { kind: 'menu_clicked', key: 'FNOL' },
      tap('我要报案'),
      'menu_click',
    ],
    [
      'tapping a menu whose keys are words',
      OA,
      { kind: 'menu_clicked', key: '保单怎么查' },
      tap('保单怎么查'),
      'menu_click',
    ],
  ])('%s is heard, and lets us answer', async (_name, channelAccount, content, activity, kind) => {
    const desk = await openReceivingDesk(db);
    await desk.arrive(content, { channelAccount });
    await desk.work();
    expect((await desk.messages()).map((one) => one.activity)).toEqual([activity]);
    expect(desk.woken).toHaveLength(1);
    const grants = (await desk.grants()).map((one) => [one['kind'], one['allowed']]);
    expect(grants).toEqual([[kind, kind === 'welcome' ? 1 : 3]]);
  });

  it('has its welcome code for twenty seconds of WeChat’s own time', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'entered', welcomeCode: 'code-1' });
    await desk.work();
    const expiresAt = addMs(desk.clock.now(), 19 * SECOND_MS);
    expect(await desk.grants()).toMatchObject([{ code: 'code-1', expiresAt, used: 0 }]);
  });

  it.each<[string, WechatContent, Partial<WechatInbound>, string]>([
    [
      'a code that came too late',
      { kind: 'entered', welcomeCode: 'w' },
      { sentAt: new Date(0) },
      'nothing_may_be_sent',
    ],
    ['coming back without a code', { kind: 'entered', scene: 'qr' }, {}, 'nothing_follows'],
    [
      'a key of a menu that is not ours',
      { kind: 'menu_clicked', key: 'V1' },
      {},
      'nothing_follows',
    ],
    ['a page of the menu', { kind: 'menu_viewed', url: 'https://a.example' }, {}, 'menu_viewed'],
    ['a place nobody asked for', { kind: 'located', latitude: 1, longitude: 2 }, {}, 'located'],
    ['what nobody knows', { kind: 'unsupported', name: 'x' }, {}, 'unsupported'],
    [
      'a session when hand-offs are all ours',
      { kind: 'session', change: 'taken' },
      {},
      'no_native_people',
    ],
  ])('%s is not answered', async (_name, content, more, reason) => {
    const desk = await openReceivingDesk(db);
    await desk.arrive(content, more);
    await desk.work();
    expect(await desk.rows()).toEqual([{ status: 'ignored', reason }]);
    expect(await desk.messages()).toEqual([]);
  });

  it('is answered without a code while a message of theirs still allows it', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '你好' });
    await desk.arrive({ kind: 'entered', sceneParam: CLAIM });
    await desk.work();
    expect((await desk.messages()).at(-1)?.activity).toEqual(tap('查理赔进度 RP20260610048213'));
  });
});

describe('what WeChat tells of our messages', () => {
  const confirmed = async (content: WechatContent) => {
    const desk = await openReceivingDesk(db);
    const told: unknown[] = [];
    const ledger = {
      ...desk.deps.ledger,
      confirm: async (input: unknown) => void told.push(input),
    };
    await desk.arrive(content, { channelAccount: OA });
    await desk.work(makeInboxLook({ ...desk.deps, ledger }));
    return told;
  };

  it.each<[string, WechatContent, object]>([
    [
      'one that failed after all',
      { kind: 'send_failed', sendId: 'id-1', reason: '4' },
      { providerId: 'id-1', status: 'failed', reason: 'wechat_4' },
    ],
    [
      'a notice that arrived',
      { kind: 'template_sent', sendId: '7', status: 'success' },
      { providerId: '7', status: 'delivered' },
    ],
    [
      'a notice that did not',
      { kind: 'template_sent', sendId: '7', status: 'failed:user block' },
      { providerId: '7', status: 'failed', reason: 'wechat_failed_user_block' },
    ],
  ])('%s is noted with the message', async (_name, content, expected) => {
    expect(await confirmed(content)).toEqual([{ channelAccount: OA, ...expected }]);
  });

  it('makes somebody unreachable who refuses them', async () => {
    const desk = await openReceivingDesk(db);
    await desk.arrive({ kind: 'text', text: '你好' });
    await desk.arrive({ kind: 'send_failed', sendId: 'id-1', reason: '10' });
    await desk.work();
    const { rows } = await db.pool.query('SELECT unreachable FROM channel_identities');
    expect(rows).toEqual([{ unreachable: 'refused' }]);
  });
});

it('an agreement to a notice is good for one, and a refusal for none', async () => {
  const desk = await openReceivingDesk(db);
  const decisions = [
    { templateId: 'tpl-1', isAccepted: true },
    { templateId: 'tpl-2', isAccepted: false },
  ];
  await desk.arrive({ kind: 'subscription_decided', decisions }, { channelAccount: OA });
  await desk.work();
  expect(await desk.grants()).toMatchObject([
    { kind: 'subscription:tpl-1', allowed: 1, used: 0, expiresAt: null },
  ]);
});

it('a message that was recalled is noted, and nobody answers it', async () => {
  const desk = await openReceivingDesk(db);
  await desk.arrive({ kind: 'recalled', recalledId: 'm0', by: 'customer' });
  await desk.work();
  expect((await desk.messages())[0]?.activity).toMatchObject({
    type: 'event',
    name: 'careline.recalled',
    value: { recalledId: 'm0', by: 'customer' },
  });
});

describe('people in WeChat’s own client', () => {
  it('hear of sessions and of their own words, with the files stored, and of customers who write', async () => {
    const told: unknown[] = [];
    const native = {
      session: async ({ content }: WechatInbound) => void told.push(content),
      wrote: async ({ messageId }: WechatInbound, activity: unknown) =>
        void told.push([messageId, activity]),
      customerWrote: async () => void told.push('customer wrote'),
    };
    const desk = await openReceivingDesk(db, { native });
    const ended = { kind: 'session', change: 'ended', code: 'c' } as const;
    const image = { kind: 'image', mediaId: 'media-1' } as const;
    await desk.arrive({ kind: 'text', text: '你好' });
    await desk.arrive({ kind: 'servicer_wrote', servicerId: 'lisi', content: image });
    await desk.arrive(ended);
    await desk.work();
    const attachments = [{ contentType: 'image/png', name: '微信图片.png', fileId: 'fil_1' }];
    expect(told).toEqual(['customer wrote', ['m2', { type: 'message', attachments }], ended]);
    // The transcript holds what the customer wrote: the rest is for those people's own part of the desk.
    expect(await desk.messages()).toHaveLength(1);
  });

  it('who cannot be asked keep no customer waiting', async () => {
    const native = {
      session: async () => undefined,
      wrote: async () => undefined,
      customerWrote: () => Promise.reject(new Error('no')),
    };
    const desk = await openReceivingDesk(db, { native });
    await desk.arrive({ kind: 'text', text: '你好' });
    await desk.work();
    expect(await desk.messages()).toHaveLength(1);
  });
});
