import { createDecipheriv, createHash } from 'node:crypto';
import * as wecom from '@wecom/crypto';
import { expect } from 'vitest';
import type { CallbackQuery } from '../../../../../src/bot/channels/wechat/protocol/callback.ts';
import {
  type KfSettings,
  type OfficialAccountSettings,
  parseWechatAccounts,
} from '../../../../../src/lib/wechat-accounts.ts';

export const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const NOW = new Date(1_800_000_000_000);
export const TIMESTAMP = '1800000000';
export const NONCE = '461056294';
export const MESSAGE =
  '<xml><FromUserName><![CDATA[o1]]></FromUserName><Content><![CDATA[你好]]></Content></xml>';

/** Settings of an Official Account. */
export function official(mode: OfficialAccountSettings['mode']): OfficialAccountSettings {
  const settings = parse({
    ...{
      kind: 'official-account',
      account: 'main',
      appId: 'wx1',
      appSecret: 's',
      token: 'pamtest',
    },
    ...{ mode, encodingAesKey: KEY },
  });
  return settings.kind === 'official-account' ? settings : expect.fail('another account');
}

/** Settings of 微信客服. */
export function kf(of: { token?: string; aesKey?: string; corpId?: string } = {}): KfSettings {
  const { token = 'pamtest', aesKey = KEY, corpId = 'ww1' } = of;
  const settings = parse({
    ...{ kind: 'kf', account: 'main', corpId, secret: 's', token, encodingAesKey: aesKey },
    openKfids: ['wk1'],
  });
  return settings.kind === 'kf' ? settings : expect.fail('another account');
}

function parse(settings: object) {
  const problems: unknown[] = [];
  const context = { addIssue: (issue: unknown) => problems.push(issue) };
  // Only addIssue is called of what zod hands in.
  const [first] = parseWechatAccounts(JSON.stringify([settings]), context as never);
  return first ?? expect.fail(JSON.stringify(problems));
}

export const sha1 = (...parts: string[]) =>
  createHash('sha1').update(parts.sort().join('')).digest('hex');
/** The query of a callback in clear, signed for `TIMESTAMP`. */
export const clear = (of: CallbackQuery = {}): CallbackQuery => ({
  signature: sha1('pamtest', TIMESTAMP, NONCE),
  timestamp: TIMESTAMP,
  nonce: NONCE,
  openid: 'o1',
  ...of,
});

/** As WeChat sends it, made by Tencent's own library. */
export function encrypted(
  receiveId: string,
  given: { readonly message?: string; readonly key?: string; readonly timestamp?: string } = {},
) {
  const { message = MESSAGE, key = KEY, timestamp = TIMESTAMP } = given;
  const text = wecom.encrypt(key, message, receiveId);
  const query: CallbackQuery = {
    ...clear({ timestamp, signature: sha1('pamtest', timestamp, NONCE) }),
    encrypt_type: 'aes',
    msg_signature: wecom.getSignature('pamtest', timestamp, NONCE, text),
  };
  const body = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${text}]]></Encrypt></xml>`;
  return { query, body, text };
}

/** Encrypted with another key. About one text in 256 happens to end in what reads as padding under ours: not that one. */
export function encryptedByAnother(receiveId: string): ReturnType<typeof encrypted> {
  const made = encrypted(receiveId, { key: `${KEY.slice(1)}A` });
  const key = Buffer.from(`${KEY}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = decipher.update(Buffer.from(made.text, 'base64'));
  return (plain.at(-1) ?? 0) > 32 ? made : encryptedByAnother(receiveId);
}
