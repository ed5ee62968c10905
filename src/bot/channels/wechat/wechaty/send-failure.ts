import type { SendResult } from '../../../../domain/outbox.ts';
import { UnsupportedError, WechatApiError } from '../puppets/wechat-api-error.ts';

/** Before anything left this process, or because nobody is there to take it: certainly not sent. */
const NOT_SENT = /not logged in|no grpc manager|NO CLIENT|ECONNREFUSED|No connection established/;

/**
 * What an error of a puppet means. Our own puppets tell by fields; of all others, and of ours over gRPC, there is only
 * a text, and whatever it does not say for certain may have been sent.
 */
export function failureOf(error: unknown): SendResult {
  if (error instanceof UnsupportedError) return { kind: 'failed', reason: 'unsupported' };
  if (error instanceof WechatApiError) return ofApi(error);
  const message = error instanceof Error ? error.message : '';
  if (NOT_SENT.test(message)) return { kind: 'retry', reason: 'not_connected' };
  return { kind: 'unknown', reason: 'puppet_error' };
}

function ofApi({ errorClass, errcode, mayHaveHappened }: WechatApiError): SendResult {
  if (mayHaveHappened) return { kind: 'unknown', reason: 'no_answer' };
  const reason = errcode === undefined ? errorClass : `errcode_${errcode}`;
  switch (errorClass) {
    case 'retry':
    case 'refresh_token':
      return { kind: 'retry', reason };
    case 'window_closed':
    case 'quota':
    case 'user_gone':
      return { kind: 'suppressed', reason: errorClass };
    case 'state':
      return { kind: 'suppressed', reason: 'person_has_it' };
    case 'duplicate':
      return { kind: 'sent' };
    case 'content':
    case 'config':
      return { kind: 'failed', reason };
    case 'unknown':
      return { kind: 'unknown', reason };
  }
}
