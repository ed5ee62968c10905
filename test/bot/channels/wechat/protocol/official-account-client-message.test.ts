import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  OfficialAccountApi,
  OfficialAccountMenu,
} from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeOfficialAccountClient } from '../../../../../src/bot/channels/wechat/protocol/official-account-client.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import { type FakeWechatServer, startFakeWechatServer } from './fake-wechat-server.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';
import { officialAccountSettings } from './settings.ts';

let server: FakeWechatServer;
let client: OfficialAccountApi;
const userId = 'oOpenId';

beforeAll(async () => {
  server = await startFakeWechatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  client = makeOfficialAccountClient({
    settings: officialAccountSettings(server.baseUrl),
    tokens: makeMemoryTokenStore(),
    clock: makeManualClock(),
  });
});

describe('what an Official Account would refuse is refused without a call', () => {
  const button = { name: '报案', key: 'FNOL' };
  const bar = (...buttons: OfficialAccountMenu['buttons']) => ({ buttons });
  const menus: readonly [string, OfficialAccountMenu][] = [
    ['menu_buttons', bar()],
    ['menu_buttons', bar(button, button, button, button)],
    ['menu_buttons', bar({ name: '我的', buttons: [] })],
    ['menu_buttons', bar({ name: '我的', buttons: Array.from({ length: 6 }, () => button) })],
    ['menu_name', bar({ ...button, name: '一二三四五六' })],
    ['menu_name', bar({ name: '我', buttons: [{ ...button, name: '字'.repeat(21) }] })],
    ['menu_name', bar({ ...button, name: '' })],
    ['menu_key', bar({ ...button, key: 'k'.repeat(129) })],
    ['menu_url', bar({ name: '网', url: `https://x.example/${'p'.repeat(1_024)}` })],
    ['menu_url', bar({ name: '网', url: 'not an address' })],
  ];
  const refused: readonly (readonly [string, (api: OfficialAccountApi) => Promise<unknown>])[] = [
    ...menus.map(
      ([reason, menu]) => [reason, (api: OfficialAccountApi) => api.createMenu(menu)] as const,
    ),
    [
      'media_kind',
      (api) => api.send({ userId, message: { kind: 'media', media: 'file', mediaId: 'M' } }),
    ],
    [
      'text_too_long',
      (api) => api.send({ userId, message: { kind: 'text', text: '字'.repeat(683) } }),
    ],
    ['scene', (api) => api.qrCode({ scene: 's'.repeat(65) })],
    ['scene', (api) => api.qrCode({ scene: '' })],
    ['qr_expiry', (api) => api.qrCode({ scene: 's', expiresInSeconds: 2_592_001 })],
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
});
