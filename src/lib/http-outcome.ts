import { SECOND_MS } from './clock.ts';

/** What an HTTP call that should happen once came to. `retry`: it certainly did nothing. `unknown`: it may have. */
export type HttpOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Reads what an answer means for a call that must not be made twice. */
export function classifyAnswer(response: {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}): HttpOutcome {
  const { status } = response;
  const reason = `http_${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 429 || status === 503) {
    const seconds = Number(response.headers.get('retry-after'));
    const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : 0;
    return { kind: 'retry', reason, retryAfterMs };
  }
  // A token that ran out or was set wrongly: they took nothing, and somebody may repair it.
  if (status === 401) return { kind: 'retry', reason };
  // They began and did not finish, or something between us gave up waiting.
  if (status === 408 || status >= 500) return { kind: 'unknown', reason };
  return { kind: 'failed', reason };
}

/** Codes of a connection that was never made: nothing was sent. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Keeps "we could not reach them" (`retry`) apart from "they may have it" (`unknown`). For what fetch throws. */
export function classifyError(error: unknown): HttpOutcome {
  const code = findCode(error);
  if (code === undefined)
    return { kind: 'unknown', reason: isTimeout(error) ? 'timeout' : 'network' };
  const reason = `network_${code.toLowerCase()}`;
  return { kind: NEVER_CONNECTED.includes(code) ? 'retry' : 'unknown', reason };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** fetch wraps the socket's error as `cause`; two addresses of one name make an AggregateError. */
function findCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return findCode(error.errors[0]);
  return findCode(error.cause);
}
