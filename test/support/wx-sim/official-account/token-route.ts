import { z } from 'zod';
import type { AccessTokens } from '../core/access-tokens.ts';
import { type ApiAnswer, type ApiCall, bare, failed } from '../core/api-answer.ts';
import type { OfficialAccount } from './account.ts';

const bodySchema = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});

/** `stable_token`: the same until shortly before its end; by force 20 times a day at most (wechat.md 3.6). */
export function answerStableToken(
  hosts: readonly { readonly account: OfficialAccount; readonly tokens: AccessTokens }[],
  call: ApiCall,
): ApiAnswer {
  const parsed = bodySchema.safeParse(call.body);
  if (!parsed.success) return failed(47_001, 'data format error');
  const { grant_type: grantType, appid, secret, force_refresh: isForced } = parsed.data;
  if (grantType !== 'client_credential') return failed(40_002, 'invalid grant_type');
  const host = hosts.find((one) => one.account.options.appId === appid);
  if (host === undefined) return failed(40_013, 'invalid appid');
  if (host.account.options.appSecret !== secret) return failed(40_125, 'invalid appsecret');
  const given = isForced ? host.tokens.force() : host.tokens.current();
  if (given === undefined) return failed(45_009, 'reach max api daily quota limit');
  return bare({ access_token: given.token, expires_in: given.expiresInSeconds });
}
