import type { AccessTokens } from '../core/access-tokens.ts';
import { type ApiAnswer, type ApiCall, done, failed } from '../core/api-answer.ts';
import type { KfAccount } from './account.ts';

/** `gettoken`: the same for two hours (wechat.md 4.1). */
export function answerGetToken(
  hosts: readonly { readonly account: KfAccount; readonly tokens: AccessTokens }[],
  call: ApiCall,
): ApiAnswer {
  const { corpid, corpsecret } = call.query;
  const host = hosts.find((one) => one.account.options.corpId === corpid);
  if (host === undefined) return failed(40_013, 'invalid corpid');
  if (host.account.options.secret !== corpsecret) return failed(40_001, 'invalid credential');
  const { token, expiresInSeconds } = host.tokens.current();
  return done({ access_token: token, expires_in: expiresInSeconds });
}
