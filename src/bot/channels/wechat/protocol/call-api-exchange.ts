import type { ApiFailure, ApiResult } from '../../../../domain/wechat/errors.ts';
import { classifyAnswer, classifyError, type HttpOutcome } from '../../../../lib/http-outcome.ts';

/** One request, and how much of an answer and of the time it may take. */
export interface WireRequest {
  /** May hold a token or a secret: never logged. */
  readonly url: string;
  /** Absent: GET. A string is JSON. */
  readonly body?: string | FormData;
  readonly timeoutMs: number;
  /** Most bytes of the answer that are read. */
  readonly bytesMax: number;
  /** Asking the same again does no harm: a reading, or a send with a key against repeating. */
  readonly isRepeatable: boolean;
}

/** What a 2xx brought. */
export interface WireAnswer {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The header content-disposition. */
  readonly disposition?: string;
}

/** Asks once. Never throws for what a server or a network may do. */
export async function exchange(request: WireRequest): Promise<ApiResult<WireAnswer>> {
  try {
    const response = await fetch(request.url, {
      ...(request.body === undefined ? {} : { method: 'POST', body: request.body }),
      ...(typeof request.body === 'string'
        ? { headers: { 'content-type': 'application/json; charset=utf-8' } }
        : {}),
      // A redirect would carry the token to whoever the answer names.
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const outcome = classifyAnswer(response);
    if (outcome.kind !== 'sent') {
      await response.body?.cancel();
      return toFailure(outcome, response.status, request.isRepeatable);
    }
    const bytes = await readAtMost(response, request.bytesMax);
    // It answered, so whatever was asked is done: asking again brings the same.
    if (bytes === undefined) {
      return {
        kind: 'failed',
        errorClass: 'content',
        reason: 'answer_too_large',
        mayHaveHappened: true,
      };
    }
    const disposition = response.headers.get('content-disposition');
    return {
      kind: 'ok',
      value: {
        bytes,
        contentType: response.headers.get('content-type') ?? 'application/octet-stream',
        ...(disposition === null ? {} : { disposition }),
      },
    };
  } catch (error) {
    return toFailure(classifyError(error), undefined, request.isRepeatable);
  }
}

/** Undefined when there is more than `bytesMax`; the rest stays unread and the connection is closed. */
async function readAtMost(response: Response, bytesMax: number): Promise<Uint8Array | undefined> {
  if (Number(response.headers.get('content-length')) > bytesMax) {
    await response.body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What no answer, or one that is not 2xx, means. */
function toFailure(
  outcome: HttpOutcome,
  status: number | undefined,
  isRepeatable: boolean,
): ApiFailure {
  // Nothing that failed was `sent`; were it ever, nobody could say what became of it.
  const reason = outcome.kind === 'sent' ? 'no_answer' : outcome.reason;
  switch (outcome.kind) {
    case 'retry':
      return { kind: 'failed', errorClass: 'retry', reason, mayHaveHappened: false };
    case 'sent':
    case 'unknown': {
      const errorClass = isRepeatable ? 'retry' : 'unknown';
      return { kind: 'failed', errorClass, reason, mayHaveHappened: true };
    }
    case 'failed': {
      // WeChat answers 200 to everything it understood: another status comes of a wrong address or a proxy.
      const errorClass = status === 413 ? 'content' : 'config';
      return { kind: 'failed', errorClass, reason, mayHaveHappened: false };
    }
  }
}
