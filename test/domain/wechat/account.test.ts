import { expect, it } from 'vitest';
import { isOnWechat, wechatKindOf } from '../../../src/domain/wechat/account.ts';

it.each([
  ['wechat-kf:main', true, 'kf'],
  ['wechat-oa:main', true, 'official-account'],
  ['wechaty:service', true, undefined],
  ['web', false, undefined],
  ['botframework:emulator', false, undefined],
  ['wechaty-lab', false, undefined],
] as const)('%s is on WeChat: %s, by %s', (account, isOn, kind) => {
  expect([isOnWechat(account), wechatKindOf(account)]).toEqual([isOn, kind]);
});
