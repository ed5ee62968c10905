import { z } from 'zod';
import { channelAccountOf } from '../../../../domain/wechat/account.ts';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { TokenStore } from '../../../../domain/wechat/ports.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { KfSettings } from '../../../../lib/wechat-accounts.ts';
import type { KfApi } from './api.ts';
import { type ApiCaller, callOnce, makeApiCaller } from './call-api.ts';
import { contentFailure, mapResult } from './call-api-answer.ts';
import { downloadMedia, uploadMedia } from './call-api-media.ts';
import { checkMessage, toKfMessage } from './kf-client-message.ts';
import {
  addContactWay,
  listAccounts,
  listCustomers,
  listServicers,
  readState,
  transferSession,
} from './kf-client-service.ts';
import { parseKfMessage } from './parse-kf.ts';
import { type FetchedToken, makeTokenSource } from './token-source.ts';

export interface KfClientDeps {
  readonly settings: KfSettings;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly log?: Log;
  /** Of one call; for tests of slow answers. */
  readonly timeoutMs?: number;
}

/** A client of 微信客服 (wechat.md 4). One for each account and process: it keeps the token in memory. */
export function makeKfClient(deps: KfClientDeps): KfApi {
  const { settings, tokens, clock, log, timeoutMs } = deps;
  const channelAccount = channelAccountOf('kf', settings.account);
  const limits = timeoutMs === undefined ? {} : { timeoutMs };
  const api = makeApiCaller({
    kind: 'kf',
    account: settings.account,
    baseUrl: settings.baseUrl,
    tokens: makeTokenSource({
      channelAccount,
      tokens,
      clock,
      fetchToken: () => fetchToken(settings, limits),
    }),
    ...(log === undefined ? {} : { log }),
    ...limits,
  });
  return {
    uploadMedia: (upload) => uploadMedia(api, upload),
    downloadMedia: (mediaId, bytesMax) => downloadMedia(api, mediaId, bytesMax),
    syncMessages: (input) => syncMessages(api, channelAccount, input),
    send: (input) => send(api, input),
    sendOnEvent: (input) => sendOnEvent(api, input),
    state: (of) => readState(api, of),
    transfer: (input) => transferSession(api, input),
    servicers: (openKfid) => listServicers(api, openKfid),
    customers: (userIds) => listCustomers(api, userIds),
    accounts: () => listAccounts(api),
    contactWay: (input) => addContactWay(api, input),
  };
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
});

async function fetchToken(
  settings: KfSettings,
  limits: { readonly timeoutMs?: number },
): Promise<ApiResult<FetchedToken>> {
  const result = await callOnce(
    { kind: 'kf', baseUrl: settings.baseUrl, ...limits },
    {
      path: '/cgi-bin/gettoken',
      query: { corpid: settings.corpId, corpsecret: settings.secret },
      answer: tokenAnswer,
      isRepeatable: true,
    },
  );
  return mapResult(result, (answer) => ({
    token: answer.access_token,
    expiresInSeconds: answer.expires_in,
  }));
}

/** A thousand messages of the longest texts. */
const PAGE_BYTES_MAX = 16 * 1_048_576;
const pageAnswer = z.object({
  next_cursor: z.string().optional(),
  has_more: z.union([z.number(), z.boolean()]).optional(),
  msg_list: z.array(z.unknown()).optional(),
});

async function syncMessages(
  api: ApiCaller,
  channelAccount: string,
  input: Parameters<KfApi['syncMessages']>[0],
): ReturnType<KfApi['syncMessages']> {
  const { openKfid, cursor, token, limit } = input;
  const result = await api.call({
    path: '/cgi-bin/kf/sync_msg',
    body: {
      open_kfid: openKfid,
      ...(cursor === undefined || cursor === '' ? {} : { cursor }),
      ...(token === undefined ? {} : { token }),
      ...(limit === undefined ? {} : { limit: Math.min(limit, 1_000) }),
      // AMR: what speech recognition and WeChat itself take; 1 would be SILK.
      voice_format: 0,
    },
    answer: pageAnswer,
    isRepeatable: true,
    bytesMax: PAGE_BYTES_MAX,
  });
  return mapResult(result, (page) => {
    const nextCursor = page.next_cursor ?? cursor ?? '';
    return {
      messages: (page.msg_list ?? []).map((one) => parseKfMessage(one, channelAccount)),
      nextCursor,
      // More behind the very same cursor would be read for ever.
      hasMore: Boolean(page.has_more) && nextCursor !== (cursor ?? ''),
    };
  });
}

const SEND_ID = /^[0-9a-zA-Z_-]{1,32}$/;
const sendAnswer = z.object({ msgid: z.string().optional() });

async function send(
  api: ApiCaller,
  input: Parameters<KfApi['send']>[0],
): ReturnType<KfApi['send']> {
  const { openKfid, userId, sendId, message } = input;
  const refusal = SEND_ID.test(sendId) ? checkMessage(message) : 'send_id';
  if (refusal !== undefined) return contentFailure(refusal);
  const result = await api.call({
    path: '/cgi-bin/kf/send_msg',
    body: { touser: userId, open_kfid: openKfid, msgid: sendId, ...toKfMessage(message) },
    answer: sendAnswer,
    // WeChat takes a msgid once.
    isRepeatable: true,
  });
  return mapResult(result, (answer) => ({ sendId: answer.msgid ?? sendId }));
}

async function sendOnEvent(
  api: ApiCaller,
  input: Parameters<KfApi['sendOnEvent']>[0],
): ReturnType<KfApi['sendOnEvent']> {
  const { code, sendId, message } = input;
  if (message.kind === 'media') return contentFailure('media_on_event');
  const refusal = SEND_ID.test(sendId) ? checkMessage(message) : 'send_id';
  if (refusal !== undefined) return contentFailure(refusal);
  const result = await api.call({
    path: '/cgi-bin/kf/send_msg_on_event',
    body: { code, msgid: sendId, ...toKfMessage(message) },
    answer: sendAnswer,
    // A code is good for one message.
    isRepeatable: true,
  });
  return mapResult(result, (answer) => ({ sendId: answer.msgid ?? sendId }));
}
