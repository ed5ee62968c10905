import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  OfficialAccountApi,
  OfficialAccountMenu,
} from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeOfficialAccountClient } from '../../../../../src/bot/channels/wechat/protocol/official-account-client.ts';
import type { WechatMessage } from '../../../../../src/domain/wechat/outbound.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import { type FakeWechatServer, sayJson, startFakeWechatServer } from './fake-wechat-server.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';
import { officialAccountSettings } from './settings.ts';

let server: FakeWechatServer;
let client: OfficialAccountApi;
const userId = 'oOpenId';
const OK = { errcode: 0, errmsg: 'ok' };

beforeAll(async () => {
  server = await startFakeWechatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  server.says('/cgi-bin/stable_token', { access_token: 'T1', expires_in: 7200 });
  client = makeClient(server.baseUrl);
});

function makeClient(baseUrl: string): OfficialAccountApi {
  return makeOfficialAccountClient({
    settings: officialAccountSettings(baseUrl),
    tokens: makeMemoryTokenStore(),
    clock: makeManualClock(),
  });
}

const CUSTOM = '/cgi-bin/message/custom/send';
const menuBar: OfficialAccountMenu = {
  buttons: [
    { name: '报案', key: 'FNOL' },
    {
      name: '我的',
      buttons: [
        { name: '我的保单', url: 'https://desk.example.com/p' },
        { name: '投诉', key: 'CMP' },
      ],
    },
  ],
};

/** Every call, what WeChat answers, what must have been asked, and what comes of it. */
const calls: readonly {
  readonly name: string;
  readonly run: (api: OfficialAccountApi) => Promise<unknown>;
  readonly path: string;
  readonly query?: object;
  readonly body?: object;
  readonly says: object;
  readonly value: unknown;
}[] = [
  ...(
    [
      ['a text', { kind: 'text', text: '您好' }, { msgtype: 'text', text: { content: '您好' } }],
      [
        'a picture',
        { kind: 'media', media: 'image', mediaId: 'M' },
        { msgtype: 'image', image: { media_id: 'M' } },
      ],
      [
        'a video with itself as the picture before it',
        { kind: 'media', media: 'video', mediaId: 'M' },
        { msgtype: 'video', video: { media_id: 'M', thumb_media_id: 'M' } },
      ],
      [
        'a menu',
        { kind: 'menu', head: '满意吗', options: [{ id: '101', label: '满意' }], tail: '谢谢' },
        {
          msgtype: 'msgmenu',
          msgmenu: {
            head_content: '满意吗',
            list: [{ id: '101', content: '满意' }],
            tail_content: '谢谢',
          },
        },
      ],
    ] as const satisfies readonly (readonly [string, WechatMessage, object])[]
  ).map(([name, message, body]) => ({
    name: `sends ${name}`,
    run: (api: OfficialAccountApi) => api.send({ userId, message }),
    path: CUSTOM,
    body: { touser: userId, ...body },
    says: OK,
    value: {},
  })),
  {
    name: 'shows that it types',
    run: (api) => api.typing(userId),
    path: '/cgi-bin/message/custom/typing',
    body: { touser: userId, command: 'Typing' },
    says: OK,
    value: {},
  },
  {
    name: 'sends a subscription notice',
    run: (api) =>
      api.sendSubscription({ userId, templateId: 'S1', page: 'https://x', data: { thing3: '好' } }),
    path: '/cgi-bin/message/subscribe/bizsend',
    body: {
      touser: userId,
      template_id: 'S1',
      page: 'https://x',
      data: { thing3: { value: '好' } },
    },
    says: OK,
    value: {},
  },
  {
    name: 'reads a follower',
    run: (api) => api.user(userId),
    path: '/cgi-bin/user/info',
    query: { access_token: 'T1', openid: userId, lang: 'zh_CN' },
    says: { subscribe: 1, openid: userId, unionid: 'u1', remark: '' },
    value: { isSubscribed: true, unionId: 'u1' },
  },
  {
    name: 'reads somebody who does not follow',
    run: (api) => api.user(userId),
    path: '/cgi-bin/user/info',
    query: { access_token: 'T1', openid: userId, lang: 'zh_CN' },
    says: { subscribe: 0, openid: userId },
    value: { isSubscribed: false },
  },
  {
    name: 'creates a menu bar',
    run: (api) => api.createMenu(menuBar),
    path: '/cgi-bin/menu/create',
    body: {
      button: [
        { type: 'click', name: '报案', key: 'FNOL' },
        {
          name: '我的',
          sub_button: [
            { type: 'view', name: '我的保单', url: 'https://desk.example.com/p' },
            { type: 'click', name: '投诉', key: 'CMP' },
          ],
        },
      ],
    },
    says: OK,
    value: {},
  },
  {
    name: 'lists who is online',
    run: (api) => api.onlineServicers(),
    path: '/cgi-bin/customservice/getonlinekflist',
    query: { access_token: 'T1' },
    says: {
      kf_online_list: [
        { kf_account: 'a@gh', status: 1, kf_id: '1001', accepted_case: 1 },
        { kf_account: 'b@gh', status: 0, kf_id: '1002', accepted_case: 0 },
      ],
    },
    value: [
      { servicerId: 'a@gh', isServing: true },
      { servicerId: 'b@gh', isServing: false },
    ],
  },
  {
    name: 'hands a customer to a person',
    run: (api) => api.createSession({ userId, servicerId: 'a@gh' }),
    path: '/customservice/kfsession/create',
    body: { kf_account: 'a@gh', openid: userId },
    says: OK,
    value: {},
  },
  {
    name: 'reads who has a customer',
    run: (api) => api.session(userId),
    path: '/customservice/kfsession/getsession',
    query: { access_token: 'T1', openid: userId },
    says: { createtime: 1781161200, kf_account: 'a@gh' },
    value: { servicerId: 'a@gh' },
  },
  {
    name: 'reads that nobody has a customer',
    run: (api) => api.session(userId),
    path: '/customservice/kfsession/getsession',
    query: { access_token: 'T1', openid: userId },
    says: { createtime: 0, kf_account: '' },
    value: {},
  },
];

describe('a client of an Official Account', () => {
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

  it('takes the stable token, unforced', async () => {
    server.says(CUSTOM, OK);
    await client.send({ userId, message: { kind: 'text', text: '好' } });
    expect(server.of('/cgi-bin/stable_token').map((request) => request.json())).toEqual([
      {
        grant_type: 'client_credential',
        appid: 'wx123',
        secret: 'oa-secret',
        force_refresh: false,
      },
    ]);
  });

  it('keeps every digit of a template msgid beyond 2^53', async () => {
    server.on('/cgi-bin/message/template/send', (_, response) =>
      sayJson(response, '{"errcode":0,"errmsg":"ok","msgid":1700953414868762625}'),
    );
    const sent = await client.sendTemplate({
      userId,
      templateId: 'T1',
      url: 'https://desk.example.com',
      sendId: 'out_1',
      data: { thing1: '定损', time2: '2026-06-11 15:00' },
    });
    expect(sent).toEqual({ kind: 'ok', value: { sendId: '1700953414868762625' } });
    expect(server.of('/cgi-bin/message/template/send')[0]?.json()).toEqual({
      touser: userId,
      template_id: 'T1',
      client_msg_id: 'out_1',
      url: 'https://desk.example.com',
      data: { thing1: { value: '定损' }, time2: { value: '2026-06-11 15:00' } },
    });
  });

  it('makes a lasting code and one that ends', async () => {
    server.says('/cgi-bin/qrcode/create', { ticket: 'gQH4/+=', url: 'http://weixin.qq.com/q/1' });
    const made = [
      await client.qrCode({ scene: 'claim-1' }),
      await client.qrCode({ scene: 'claim-1', expiresInSeconds: 600 }),
    ];
    const url = `${server.baseUrl}/cgi-bin/showqrcode?ticket=gQH4%2F%2B%3D`;
    expect(made).toEqual([url, url].map((one) => ({ kind: 'ok', value: { url: one } })));
    const action_info = { scene: { scene_str: 'claim-1' } };
    expect(server.of('/cgi-bin/qrcode/create').map((request) => request.json())).toEqual([
      { action_name: 'QR_LIMIT_STR_SCENE', action_info },
      { expire_seconds: 600, action_name: 'QR_STR_SCENE', action_info },
    ]);
  });

  it('works behind an address with a path', async () => {
    server.says('/wechat/cgi-bin/stable_token', { access_token: 'T1', expires_in: 7200 });
    server.says('/wechat/cgi-bin/message/custom/send', OK);
    const sent = await makeClient(`${server.baseUrl}/wechat/`).send({
      userId,
      message: { kind: 'text', text: '好' },
    });
    expect(sent).toEqual({ kind: 'ok', value: {} });
  });
});
