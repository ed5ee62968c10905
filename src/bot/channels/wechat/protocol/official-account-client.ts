import { z } from 'zod';
import { channelAccountOf } from '../../../../domain/wechat/account.ts';
import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { TokenStore } from '../../../../domain/wechat/ports.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { OfficialAccountSettings } from '../../../../lib/wechat-accounts.ts';
import type { OfficialAccountApi } from './api.ts';
import { type ApiCaller, callOnce, makeApiCaller } from './call-api.ts';
import { contentFailure, DONE, mapResult } from './call-api-answer.ts';
import { downloadMedia, uploadMedia } from './call-api-media.ts';
import { checkMessage } from './kf-client-message.ts';
import { toOfficialAccountMessage } from './official-account-client-message.ts';
import {
  createMenu,
  createQrCode,
  createSession,
  listOnlineServicers,
  readSession,
  readUser,
  sendSubscription,
  sendTemplate,
} from './official-account-client-service.ts';
import { type FetchedToken, makeTokenSource } from './token-source.ts';

export interface OfficialAccountClientDeps {
  readonly settings: OfficialAccountSettings;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly log?: Log;
  /** Of one call; for tests of slow answers. */
  readonly timeoutMs?: number;
}

/** A client of an Official Account (wechat.md 3). One for each account and process: it keeps the token in memory. */
export function makeOfficialAccountClient(deps: OfficialAccountClientDeps): OfficialAccountApi {
  const { settings, tokens, clock, log, timeoutMs } = deps;
  const limits = timeoutMs === undefined ? {} : { timeoutMs };
  const api = makeApiCaller({
    kind: 'official-account',
    account: settings.account,
    baseUrl: settings.baseUrl,
    tokens: makeTokenSource({
      channelAccount: channelAccountOf('official-account', settings.account),
      tokens,
      clock,
      fetchToken: ({ force }) => fetchToken(settings, limits, force),
    }),
    ...(log === undefined ? {} : { log }),
    ...limits,
  });
  return {
    uploadMedia: (upload) => uploadMedia(api, upload),
    downloadMedia: (mediaId, bytesMax) => downloadMedia(api, mediaId, bytesMax),
    send: (input) => send(api, input),
    typing: (userId) => typing(api, userId),
    sendTemplate: (input) => sendTemplate(api, input),
    sendSubscription: (input) => sendSubscription(api, input),
    user: (userId) => readUser(api, userId),
    createMenu: (menu) => createMenu(api, menu),
    qrCode: (input) => createQrCode(api, input),
    onlineServicers: () => listOnlineServicers(api),
    createSession: (input) => createSession(api, input),
    session: (userId) => readSession(api, userId),
  };
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/** `stable_token`: unlike /cgi-bin/token it does not end the token that others use. */
async function fetchToken(
  settings: OfficialAccountSettings,
  limits: { readonly timeoutMs?: number },
  force: boolean,
): Promise<ApiResult<FetchedToken>> {
  const result = await callOnce(
    { kind: 'official-account', baseUrl: settings.baseUrl, ...limits },
    {
      path: '/cgi-bin/stable_token',
      body: {
        grant_type: 'client_credential',
        appid: settings.appId,
        secret: settings.appSecret,
        force_refresh: force,
      },
      answer: tokenAnswer,
      isRepeatable: true,
    },
  );
  return mapResult(result, (answer) => ({
    token: answer.access_token,
    expiresInSeconds: answer.expires_in,
  }));
}

async function send(
  api: ApiCaller,
  input: Parameters<OfficialAccountApi['send']>[0],
): ReturnType<OfficialAccountApi['send']> {
  const refusal = checkMessage(input.message);
  if (refusal !== undefined) return contentFailure(refusal);
  const message = toOfficialAccountMessage(input.message);
  if (message === undefined) return contentFailure('media_kind');
  const result = await api.call({
    path: '/cgi-bin/message/custom/send',
    body: { touser: input.userId, ...message },
    answer: z.object({}),
    isRepeatable: false,
  });
  return result.kind === 'failed' ? result : DONE;
}

async function typing(api: ApiCaller, userId: string): ReturnType<OfficialAccountApi['typing']> {
  const result = await api.call({
    path: '/cgi-bin/message/custom/typing',
    body: { touser: userId, command: 'Typing' },
    answer: z.object({}),
    isRepeatable: true,
  });
  return result.kind === 'failed' ? result : DONE;
}
