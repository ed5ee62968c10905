import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KfApi } from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeKfClient } from '../../../../../src/bot/channels/wechat/protocol/kf-client.ts';
import type { WechatMessage } from '../../../../../src/domain/wechat/outbound.ts';
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

const option = { id: 'a', label: '报案' };
const menu = (given: Partial<Extract<WechatMessage, { kind: 'menu' }>>): WechatMessage => ({
  kind: 'menu',
  head: '请选择',
  options: [option],
  ...given,
});

describe('what WeChat would refuse is refused without a call', () => {
  const refused: readonly [string, (api: KfApi) => Promise<unknown>][] = [
    ['text_too_long', (api) => send(api, { kind: 'text', text: '字'.repeat(683) })],
    ['text_empty', (api) => send(api, { kind: 'text', text: ' \n' })],
    ['menu_text_too_long', (api) => send(api, menu({ head: '字'.repeat(342) }))],
    ['menu_text_too_long', (api) => send(api, menu({ tail: '字'.repeat(342) }))],
    ['menu_options', (api) => send(api, menu({ options: [] }))],
    ['menu_options', (api) => send(api, menu({ options: options(11) }))],
    ['menu_option_id', (api) => send(api, menu({ options: [{ ...option, id: 'i'.repeat(129) }] }))],
    ['menu_option_id', (api) => send(api, menu({ options: [option, option] }))],
    [
      'menu_option_label',
      (api) => send(api, menu({ options: [{ id: 'a', label: '字'.repeat(43) }] })),
    ],
    ['menu_option_label', (api) => send(api, menu({ options: [{ id: 'a', label: '' }] }))],
    ['media_id', (api) => send(api, { kind: 'media', media: 'image', mediaId: '' })],
    ['send_id', (api) => api.send({ ...CHAT, sendId: 'i'.repeat(33), message: TEXT })],
    ['send_id', (api) => api.send({ ...CHAT, sendId: 'out:1', message: TEXT })],
    ['send_id', (api) => api.sendOnEvent({ code: 'c', sendId: '', message: TEXT })],
    [
      'media_on_event',
      (api) =>
        api.sendOnEvent({
          code: 'c',
          sendId: 's',
          message: { kind: 'media', media: 'image', mediaId: 'M' },
        }),
    ],
    ['servicer_missing', (api) => api.transfer({ ...CHAT, state: 'person' })],
    ['too_many_customers', (api) => api.customers(Array.from({ length: 101 }, () => 'wm'))],
    ['scene', (api) => api.contactWay({ openKfid: 'wk1', scene: '报案' })],
    [
      'scene_param',
      (api) => api.contactWay({ openKfid: 'wk1', scene: 's', sceneParam: '字'.repeat(15) }),
    ],
  ];
  for (const [index, [reason, run]] of refused.entries()) {
    it(`${reason} (${index})`, async () => {
      expect(await run(client)).toEqual({
        kind: 'failed',
        errorClass: 'content',
        reason,
        mayHaveHappened: false,
      });
      expect(server.seen).toEqual([]);
    });
  }

  it('asks for nobody without a call', async () => {
    expect(await client.customers([])).toEqual({ kind: 'ok', value: [] });
    expect(server.seen).toEqual([]);
  });

  it('takes what is exactly as long as WeChat allows', async () => {
    server.says('/cgi-bin/kf/send_msg', { errcode: 0 });
    const longest: readonly WechatMessage[] = [
      { kind: 'text', text: `${'字'.repeat(682)}ab` },
      menu({ head: `${'字'.repeat(341)}a`, options: options(10) }),
      menu({ options: [{ id: 'i'.repeat(128), label: `${'字'.repeat(42)}ab` }] }),
    ];
    for (const message of longest)
      expect(await send(client, message)).toMatchObject({ kind: 'ok' });
  });
});

function send(api: KfApi, message: WechatMessage) {
  return api.send({ ...CHAT, sendId: 's1', message });
}

function options(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: '选项' }));
}
