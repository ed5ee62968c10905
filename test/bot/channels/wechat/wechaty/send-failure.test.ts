import { expect, test } from 'vitest';
import {
  UnsupportedError,
  WechatApiError,
} from '../../../../../src/bot/channels/wechat/puppets/wechat-api-error.ts';
import { failureOf } from '../../../../../src/bot/channels/wechat/wechaty/send-failure.ts';
import type { WechatErrorClass } from '../../../../../src/domain/wechat/errors.ts';

const refused = (errorClass: WechatErrorClass, mayHaveHappened = false) =>
  new WechatApiError({ kind: 'failed', errorClass, code: 45015, reason: 'x', mayHaveHappened });

test.each([
  [refused('retry'), { kind: 'retry', reason: 'errcode_45015' }],
  [refused('window_closed'), { kind: 'suppressed', reason: 'window_closed' }],
  [refused('quota'), { kind: 'suppressed', reason: 'quota' }],
  [refused('state'), { kind: 'suppressed', reason: 'person_has_it' }],
  [refused('content'), { kind: 'failed', reason: 'errcode_45015' }],
  [refused('unknown'), { kind: 'unknown', reason: 'errcode_45015' }],
  [refused('retry', true), { kind: 'unknown', reason: 'no_answer' }],
  [new UnsupportedError('roomAdd', 'puppet-wecom-kf'), { kind: 'failed', reason: 'unsupported' }],
  [new Error('no grpc manager'), { kind: 'retry', reason: 'not_connected' }],
  [new Error('14 UNAVAILABLE: Connection dropped'), { kind: 'unknown', reason: 'puppet_error' }],
  [new Error('2 UNKNOWN: anything'), { kind: 'unknown', reason: 'puppet_error' }],
])('%s means %o', (error, result) => {
  expect(failureOf(error)).toEqual(result);
});
