import type { z } from 'zod';
import type { WechatKind } from '../../../../domain/wechat/account.ts';
import type { ApiFailure, ApiResult } from '../../../../domain/wechat/errors.ts';
import { isJsonObject, type JsonObject } from '../../../../lib/json.ts';
import { classifyWechatCode } from './error-classes.ts';

/** A success that brings nothing. */
export const DONE: ApiResult<Record<string, never>> = { kind: 'ok', value: {} };

/** What we ask is not what WeChat takes: found before it was asked, so nothing was sent. */
export function contentFailure(reason: string): ApiFailure {
  return { kind: 'failed', errorClass: 'content', reason, mayHaveHappened: false };
}

/** An answer that cannot be read: a wrong server, a proxy's page, half a text. */
export function unreadable(reason: string, isRepeatable: boolean): ApiFailure {
  const errorClass = isRepeatable ? 'retry' : 'unknown';
  return { kind: 'failed', errorClass, reason, mayHaveHappened: true };
}

/** The success's value, changed; a failure as it is. */
export function mapResult<T, U>(result: ApiResult<T>, change: (value: T) => U): ApiResult<U> {
  return result.kind === 'ok' ? { kind: 'ok', value: change(result.value) } : result;
}

/** Reads an answer: its `errcode`, and then what the call is for. */
export function readAnswer<T>(
  bytes: Uint8Array,
  given: {
    readonly kind: WechatKind;
    readonly answer: z.ZodType<T>;
    readonly isRepeatable: boolean;
  },
): ApiResult<T> {
  const json = parseAnswer(bytes);
  if (json === undefined) return unreadable('no_json', given.isRepeatable);
  const failure = failureIn(json, given.kind);
  if (failure !== undefined) return failure;
  const parsed = given.answer.safeParse(json);
  if (!parsed.success) return unreadable('bad_answer', given.isRepeatable);
  return { kind: 'ok', value: parsed.data };
}

/** The failure that an answer's `errcode` names; 0 and none are successes. */
export function failureIn(json: JsonObject, kind: WechatKind): ApiFailure | undefined {
  const code = Number(json['errcode'] ?? 0);
  if (code === 0) return undefined;
  if (!Number.isInteger(code)) return unreadable('bad_answer', false);
  const errorClass = classifyWechatCode(code, kind);
  // Of a code that nobody here knows, nobody here knows what was done before it.
  const mayHaveHappened = errorClass === 'unknown';
  return { kind: 'failed', errorClass, code, reason: `errcode_${code}`, mayHaveHappened };
}

/** A template's msgid is beyond 2^53 and comes as a number; its event is told by the same digits. */
const LARGE_ID = /"msgid"\s*:\s*(\d+)/g;
/** Nicknames were seen to bring these bare, and one of them must not make a whole page unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const BARE_CONTROLS = /[\u0000-\u001f]/g;

/** The answer's object; undefined when it is none. */
export function parseAnswer(bytes: Uint8Array): JsonObject | undefined {
  const text = new TextDecoder().decode(bytes).replace(LARGE_ID, '"msgid":"$1"');
  const json = parseJson(text) ?? parseJson(text.replace(BARE_CONTROLS, ' '));
  return isJsonObject(json) ? json : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Half a pair of UTF-16 and control characters: the two that JSON writes as \u, which WeChat refuses (40033). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const ESCAPED_IN_JSON = /\p{Surrogate}|[\u0000-\u0007\u000b\u000e-\u001f]/gu;

/** A body as WeChat takes it: UTF-8, nothing escaped as \u. */
export function writeBody(body: JsonObject): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(ESCAPED_IN_JSON, '') : value,
  );
}
