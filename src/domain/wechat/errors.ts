/**
 * What an error code asks for. retry: the same again, later. refresh_token: a new token, then once more.
 * window_closed, quota: nothing until the customer acts. user_gone: nothing until they come back. content, config:
 * nobody but a person can mend it. state: somebody else has the session. duplicate: it was taken before.
 * unknown: never repeated blindly.
 */
export const WECHAT_ERROR_CLASSES = [
  'retry',
  'refresh_token',
  'window_closed',
  'quota',
  'user_gone',
  'content',
  'config',
  'state',
  'duplicate',
  'unknown',
] as const;
export type WechatErrorClass = (typeof WECHAT_ERROR_CLASSES)[number];

/** An answer of a WeChat server, as a value. */
export type ApiResult<T> = { readonly kind: 'ok'; readonly value: T } | ApiFailure;

export interface ApiFailure {
  readonly kind: 'failed';
  readonly errorClass: WechatErrorClass;
  /** The server's code; absent when there was no answer to read. */
  readonly code?: number;
  /** `errcode_45015`, `http_502`, `timeout`: for logs and rows, without personal data. */
  readonly reason: string;
  /** False: the server certainly did nothing. True: it may have done what was asked. */
  readonly mayHaveHappened: boolean;
}
