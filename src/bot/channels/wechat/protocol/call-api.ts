import type { z } from 'zod';
import { channelAccountOf, type WechatKind } from '../../../../domain/wechat/account.ts';
import type { ApiFailure, ApiResult } from '../../../../domain/wechat/errors.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import type { JsonObject } from '../../../../lib/json.ts';
import type { Log } from '../../../../lib/log.ts';
import { readAnswer, writeBody } from './call-api-answer.ts';
import { exchange, type WireAnswer } from './call-api-exchange.ts';
import type { TokenSource } from './token-source.ts';

/** How long WeChat may take to answer. */
export const CALL_TIMEOUT_MS = 8 * SECOND_MS;
/** And to take or to give a file: 20 MB over a slow line. */
export const MEDIA_TIMEOUT_MS = 30 * SECOND_MS;
/** Answers other than a page of messages are small. */
const ANSWER_BYTES_MAX = 1_048_576;

/** One call of an API, without its token. */
export interface ApiCall<T> {
  /** `/cgi-bin/kf/send_msg`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Absent: GET. */
  readonly body?: JsonObject | FormData;
  readonly answer: z.ZodType<T>;
  /** Asking the same again does no harm; else an answer that is lost makes the failure `unknown`. */
  readonly isRepeatable: boolean;
  readonly bytesMax?: number;
  readonly timeoutMs?: number;
}

export interface ApiCaller {
  /** With a token; when that is refused, once more with a new one. */
  call<T>(call: ApiCall<T>): Promise<ApiResult<T>>;
  /** The same for any use of a token; `path` is for the log. */
  withToken<T>(path: string, use: (token: string) => Promise<ApiResult<T>>): Promise<ApiResult<T>>;
  /** The bytes that a GET brings, whatever they are. */
  fetchBytes(url: string, bytesMax: number): Promise<ApiResult<WireAnswer>>;
  /** A path's address at the account's server. */
  url(path: string, query: Readonly<Record<string, string>>): string;
  readonly kind: WechatKind;
}

export interface ApiCallerDeps {
  readonly kind: WechatKind;
  readonly account: string;
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly log?: Log;
  readonly timeoutMs?: number;
}

/** What both clients call WeChat by. Logs codes and paths; never a token, a secret, a name or a word. */
export function makeApiCaller(deps: ApiCallerDeps): ApiCaller {
  const withToken: ApiCaller['withToken'] = async (path, use) => {
    const result = await runWithToken(deps.tokens, use);
    if (result.kind === 'failed') report(deps, path, result);
    return result;
  };
  return {
    kind: deps.kind,
    withToken,
    call: (call) => withToken(call.path, (token) => callOnce(deps, call, token)),
    fetchBytes: (url, bytesMax) =>
      exchange({
        url,
        bytesMax,
        timeoutMs: deps.timeoutMs ?? MEDIA_TIMEOUT_MS,
        isRepeatable: true,
      }),
    url: (path, query) => addressOf(deps.baseUrl, path, query),
  };
}

/** One call without a token: what tokens are fetched by. */
export function callOnce<T>(
  deps: Pick<ApiCallerDeps, 'kind' | 'baseUrl' | 'timeoutMs'>,
  call: ApiCall<T>,
  token?: string,
): Promise<ApiResult<T>> {
  const query = { ...(token === undefined ? {} : { access_token: token }), ...call.query };
  const { body } = call;
  return ask(deps.kind, call, {
    url: addressOf(deps.baseUrl, call.path, query),
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : writeBody(body) }),
    bytesMax: call.bytesMax ?? ANSWER_BYTES_MAX,
    timeoutMs: deps.timeoutMs ?? call.timeoutMs ?? CALL_TIMEOUT_MS,
    isRepeatable: call.isRepeatable,
  });
}

async function ask<T>(
  kind: WechatKind,
  call: ApiCall<T>,
  request: Parameters<typeof exchange>[0],
): Promise<ApiResult<T>> {
  const answered = await exchange(request);
  if (answered.kind === 'failed') return answered;
  const { answer, isRepeatable } = call;
  return readAnswer(answered.value.bytes, { kind, answer, isRepeatable });
}

async function runWithToken<T>(
  tokens: TokenSource,
  use: (token: string) => Promise<ApiResult<T>>,
): Promise<ApiResult<T>> {
  const token = await tokens.get();
  if (token.kind === 'failed') return withoutToken(token);
  const first = await use(token.value.token);
  if (!isRefused(first)) return first;
  const renewed = await tokens.renew(token.value);
  if (renewed.kind === 'failed') return withoutToken(renewed);
  const second = await use(renewed.value.token);
  // The new one is refused as well: for whoever asked this is a matter of time, and nothing was done.
  return isRefused(second) ? { ...second, errorClass: 'retry' } : second;
}

/** However the token's request ended, the call itself was never made. */
function withoutToken(failure: ApiFailure): ApiFailure {
  return { ...failure, mayHaveHappened: false };
}

function isRefused<T>(result: ApiResult<T>): result is ApiFailure {
  return result.kind === 'failed' && result.errorClass === 'refresh_token';
}

function report(deps: ApiCallerDeps, path: string, failure: ApiFailure): void {
  const { errorClass, reason } = failure;
  const facts = { channelAccount: channelAccountOf(deps.kind, deps.account), path, reason };
  if (errorClass === 'config') deps.log?.error(facts, 'WeChat refuses the settings of an account');
  if (errorClass === 'unknown') deps.log?.warn(facts, 'a WeChat call ended in the unknown');
}

function addressOf(baseUrl: string, path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return `${baseUrl.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`;
}
