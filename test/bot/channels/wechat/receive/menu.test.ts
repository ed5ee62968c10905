import { expect, it } from 'vitest';
import { deskMenu } from '../../../../../src/bot/channels/wechat/receive/menu.ts';
import { MENU_KEYS } from '../../../../../src/domain/wechat/menu.ts';
import { copy } from '../../../../../src/flows/copy/zh-cn.ts';

it('is a menu that WeChat takes, with every key of ours once', () => {
  const { buttons } = deskMenu();
  expect(buttons.length).toBeLessThanOrEqual(3);
  const below = buttons.flatMap((one) => ('buttons' in one ? [one.buttons] : []));
  for (const some of below) expect(some.length).toBeLessThanOrEqual(5);
  // Bytes on the first and the second level (wechat.md 3.8).
  for (const { name } of buttons) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(16);
  for (const { name } of below.flat()) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(60);
  const keys = buttons.flatMap((one) => ('buttons' in one ? one.buttons : [one]));
  expect(keys.map((one) => ('key' in one ? one.key : '')).sort()).toEqual([...MENU_KEYS].sort());
});

it('has words for every key', () => {
  for (const key of MENU_KEYS) expect(copy.wechatInbound.menuWords[key]).not.toBe('');
});
