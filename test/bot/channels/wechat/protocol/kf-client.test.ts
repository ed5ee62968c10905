import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KfApi } from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeKfClient } from '../../../../../src/bot/channels/wechat/protocol/kf-client.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import { type FakeWechatServer, startFakeWechatServer } from './fake-wechat-server.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';
import { kfSettings } from './settings.ts';

let server: FakeWechatServer;
let client: KfApi;
const CHAT = { openKfid: 'wkAJ2GCAAA', userId: 'wmAJ2GCAAA' };
const TEXT = { kind: 'text', text: '已收到,查勘员 10 分钟内联系您' } as const;

beforeAll(async () => {
  server = await startFakeWechatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  server.says('/cgi-bin/gettoken', { errcode: 0, access_token: 'T1', expires_in: 7200 });
  client = makeKfClient({
    settings: kfSettings(server.baseUrl),
    tokens: makeMemoryTokenStore(),
    clock: makeManualClock(),
  });
});

/** Every call, what WeChat answers, what must have been asked, and what comes of it. */
const calls: readonly {
  readonly name: string;
  readonly run: (api: KfApi) => Promise<unknown>;
  readonly path: string;
  readonly query?: object;
  readonly body?: object;
  readonly says: object;
  readonly value: unknown;
}[] = [
  {
    name: 'reads a first page without cursor and token',
    run: (api) => api.syncMessages({ openKfid: CHAT.openKfid }),
    path: '/cgi-bin/kf/sync_msg',
    body: { open_kfid: CHAT.openKfid, voice_format: 0 },
    says: { errcode: 0, next_cursor: 'c1', has_more: 1, msg_list: [] },
    value: { messages: [], nextCursor: 'c1', hasMore: true },
  },
  {
    name: 'ends at a cursor that does not move, whatever has_more says',
    run: (api) =>
      api.syncMessages({ openKfid: CHAT.openKfid, cursor: 'c1', token: 'bell', limit: 5_000 }),
    path: '/cgi-bin/kf/sync_msg',
    body: {
      open_kfid: CHAT.openKfid,
      cursor: 'c1',
      token: 'bell',
      limit: 1_000,
      voice_format: 0,
    },
    says: { errcode: 0, next_cursor: 'c1', has_more: 1 },
    value: { messages: [], nextCursor: 'c1', hasMore: false },
  },
  {
    name: 'sends a text',
    run: (api) => api.send({ ...CHAT, sendId: 'out_1-0', message: TEXT }),
    path: '/cgi-bin/kf/send_msg',
    body: {
      touser: CHAT.userId,
      open_kfid: CHAT.openKfid,
      msgid: 'out_1-0',
      msgtype: 'text',
      text: { content: TEXT.text },
    },
    says: { errcode: 0, msgid: 'out_1-0' },
    value: { sendId: 'out_1-0' },
  },
  {
    name: 'sends a menu',
    run: (api) =>
      api.send({
        ...CHAT,
        sendId: 'm1',
        message: {
          kind: 'menu',
          head: '请选择',
          options: [
            { id: 'a', label: '报案' },
            { id: 'b', label: '查进度' },
          ],
          tail: '也可以直接写',
        },
      }),
    path: '/cgi-bin/kf/send_msg',
    body: {
      touser: CHAT.userId,
      open_kfid: CHAT.openKfid,
      msgid: 'm1',
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: '请选择',
        list: [
          { type: 'click', click: { id: 'a', content: '报案' } },
          { type: 'click', click: { id: 'b', content: '查进度' } },
        ],
        tail_content: '也可以直接写',
      },
    },
    says: { errcode: 0 },
    value: { sendId: 'm1' },
  },
  {
    name: 'sends a file',
    run: (api) =>
      api.send({
        ...CHAT,
        sendId: 'f1',
        message: { kind: 'media', media: 'file', mediaId: 'MEDIA' },
      }),
    path: '/cgi-bin/kf/send_msg',
    body: {
      touser: CHAT.userId,
      open_kfid: CHAT.openKfid,
      msgid: 'f1',
      msgtype: 'file',
      file: { media_id: 'MEDIA' },
    },
    says: { errcode: 0, msgid: 'f1' },
    value: { sendId: 'f1' },
  },
  {
    name: 'sends by a code',
    run: (api) => api.sendOnEvent({ code: 'CODE', sendId: 'w1', message: TEXT }),
    path: '/cgi-bin/kf/send_msg_on_event',
    body: { code: 'CODE', msgid: 'w1', msgtype: 'text', text: { content: TEXT.text } },
    says: { errcode: 0, msgid: 'w1' },
    value: { sendId: 'w1' },
  },
  ...(['service_userid', 'servicer_userid'] as const).map((key) => ({
    name: `reads who has a session by ${key}`,
    run: (api: KfApi) => api.state(CHAT),
    path: '/cgi-bin/kf/service_state/get',
    body: { open_kfid: CHAT.openKfid, external_userid: CHAT.userId },
    says: { errcode: 0, service_state: 3, [key]: 'zhangsan' },
    value: { state: 'person', servicerId: 'zhangsan' },
  })),
  ...(['new', 'assistant', 'pool', 'person', 'ended'] as const).map((state, index) => ({
    name: `reads state ${index}`,
    run: (api: KfApi) => api.state(CHAT),
    path: '/cgi-bin/kf/service_state/get',
    says: { errcode: 0, service_state: index, servicer_userid: '' },
    value: { state },
  })),
  {
    name: 'transfers to the pool',
    run: (api) => api.transfer({ ...CHAT, state: 'pool' }),
    path: '/cgi-bin/kf/service_state/trans',
    body: { open_kfid: CHAT.openKfid, external_userid: CHAT.userId, service_state: 2 },
    says: { errcode: 0, msg_code: 'QUEUE' },
    value: { code: 'QUEUE' },
  },
  {
    name: 'transfers to a person',
    run: (api) => api.transfer({ ...CHAT, state: 'person', servicerId: 'zhangsan' }),
    path: '/cgi-bin/kf/service_state/trans',
    body: {
      open_kfid: CHAT.openKfid,
      external_userid: CHAT.userId,
      service_state: 3,
      servicer_userid: 'zhangsan',
    },
    says: { errcode: 0, msg_code: '' },
    value: {},
  },
  {
    name: 'ends a session',
    run: (api) => api.transfer({ ...CHAT, state: 'ended' }),
    path: '/cgi-bin/kf/service_state/trans',
    body: { open_kfid: CHAT.openKfid, external_userid: CHAT.userId, service_state: 4 },
    says: { errcode: 0 },
    value: {},
  },
  {
    name: 'lists servicers: 0 is serving, departments are nobody',
    run: (api) => api.servicers(CHAT.openKfid),
    path: '/cgi-bin/kf/servicer/list',
    query: { access_token: 'T1', open_kfid: CHAT.openKfid },
    says: {
      errcode: 0,
      servicer_list: [
        { userid: 'zhangsan', status: 0 },
        { userid: 'lisi', status: 1, stop_type: 1 },
        { department_id: 2 },
      ],
    },
    value: [
      { servicerId: 'zhangsan', isServing: true },
      { servicerId: 'lisi', isServing: false },
    ],
  },
  {
    name: 'looks customers up',
    run: (api) => api.customers(['wm1', 'wm2', 'wm3']),
    path: '/cgi-bin/kf/customer/batchget',
    body: { external_userid_list: ['wm1', 'wm2', 'wm3'], need_enter_session_context: 0 },
    says: {
      errcode: 0,
      customer_list: [
        { external_userid: 'wm1', nickname: '张三', avatar: 'http://x', gender: 1, unionid: 'u1' },
        { external_userid: 'wm2', nickname: '', unionid: '' },
      ],
      invalid_external_userid: ['wm3'],
    },
    value: [{ userId: 'wm1', nickname: '张三', unionId: 'u1' }, { userId: 'wm2' }],
  },
  {
    name: 'makes a contact way with a parameter',
    run: (api) =>
      api.contactWay({ openKfid: CHAT.openKfid, scene: 'claim', sceneParam: 'c=1&签名' }),
    path: '/cgi-bin/kf/add_contact_way',
    body: { open_kfid: CHAT.openKfid, scene: 'claim' },
    says: { errcode: 0, url: 'https://work.weixin.qq.com/kf/kfc?enc_scene=ENC' },
    value: {
      url: 'https://work.weixin.qq.com/kf/kfc?enc_scene=ENC&scene_param=c%3D1%26%E7%AD%BE%E5%90%8D',
    },
  },
];

describe('a client of 微信客服', () => {
  for (const one of calls) {
    it(one.name, async () => {
      server.says(one.path, one.says);
      expect(await one.run(client)).toEqual({ kind: 'ok', value: one.value });
      const [request] = server.of(one.path);
      expect(request?.query).toEqual(one.query ?? { access_token: 'T1' });
      expect(request?.method).toBe(one.query === undefined ? 'POST' : 'GET');
      if (one.body !== undefined) expect(request?.json()).toEqual(one.body);
    });
  }

  it('asks for its token with the corporation and the secret of the settings', async () => {
    server.says('/cgi-bin/kf/account/list', { errcode: 0, account_list: [] });
    await client.accounts();
    const [request] = server.of('/cgi-bin/gettoken');
    expect(request?.method).toBe('GET');
    expect(request?.query).toEqual({ corpid: 'ww123', corpsecret: 'kf-secret' });
  });

  it('gives the members of the union that a page holds', async () => {
    server.says('/cgi-bin/kf/sync_msg', {
      errcode: 0,
      next_cursor: 'c2',
      has_more: 0,
      msg_list: [
        {
          msgid: 'm1',
          open_kfid: 'wk1',
          external_userid: 'wm1',
          send_time: 1781161200,
          origin: 3,
          msgtype: 'text',
          text: { content: '我要报案' },
        },
        'not a message',
      ],
    });
    const page = await client.syncMessages({ openKfid: 'wk1' });
    expect(page).toMatchObject({
      kind: 'ok',
      value: {
        messages: [
          {
            channelAccount: 'wechat-kf:kf',
            messageId: 'm1',
            content: { kind: 'text', text: '我要报案' },
          },
          { content: { kind: 'unsupported' } },
        ],
        hasMore: false,
      },
    });
  });

  it('reads all pages of accounts', async () => {
    const page = (from: number, count: number) => ({
      errcode: 0,
      account_list: Array.from({ length: count }, (_, index) => ({
        open_kfid: `wk${from + index}`,
        name: 'x',
      })),
    });
    server.says('/cgi-bin/kf/account/list', page(0, 100), page(100, 3));
    const result = await client.accounts();
    expect(result.kind === 'ok' && result.value.map((one) => one.openKfid).at(-1)).toBe('wk102');
    expect(server.of('/cgi-bin/kf/account/list').map((request) => request.json())).toEqual([
      { offset: 0, limit: 100 },
      { offset: 100, limit: 100 },
    ]);
  });
});
