import { z } from 'zod';
import { type Problem, problem } from '../../server/contract/common.ts';

/** Everything a request can end with that is no answer. `offline`, `timeout` and `unreadable` are ours; the rest is the API's. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    options: {
      readonly status?: number;
      readonly problem?: Problem | undefined;
      readonly retryAfterSeconds?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(options.problem?.detail ?? code, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = options.status ?? 0;
    this.problem = options.problem;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

type QueryValue = string | number | boolean | undefined;

export interface ApiCall<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`; parts that are data go through `encodeURIComponent` (`path` below does). */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  /** JSON, or a form with files. */
  readonly body?: unknown;
  /** The schema of the answer, from server/contract; NO_CONTENT for a 204. */
  readonly answer: z.ZodType<T>;
  readonly signal?: AbortSignal | undefined;
  /** Of a write that may be tried again; a new one when absent. */
  readonly idempotencyKey?: string | undefined;
  /** Given up after so long; 20 s when absent. */
  readonly timeoutMs?: number;
}

/** The answer to a write that says nothing. */
export const NO_CONTENT = z.unknown().transform(() => undefined);

const TIMEOUT_MS = 20_000;
const BASE = '/api/v1';
const listeners = new Set<() => void>();

/** Hears of every 401: the session is over. Returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A path with its data escaped: path`/handoffs/${id}/accept`. */
export function path(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return texts.reduce(
    (all, text, at) => all + encodeURIComponent(String(values[at - 1] ?? '')) + text,
  );
}

/** Asks the admin API. Throws ApiError, and the signal's AbortError when it was given up. */
export async function call<T>(request: ApiCall<T>): Promise<T> {
  const answer = await send(request);
  if (!answer.ok) throw await toError(answer, request.path);
  const body: unknown = answer.status === 204 ? undefined : await readJson(answer);
  const read = request.answer.safeParse(body);
  if (read.success) return read.data;
  throw new ApiError('unreadable', { status: answer.status, cause: read.error });
}

async function send<T>(request: ApiCall<T>): Promise<Response> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs ?? TIMEOUT_MS);
  const giveUp = (): void => timeout.abort();
  request.signal?.addEventListener('abort', giveUp);
  try {
    return await fetch(`${BASE}${request.path}${queryOf(request.query)}`, {
      ...bodyOf(request),
      method: request.method ?? 'GET',
      signal: timeout.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (cause) {
    if (request.signal?.aborted === true) throw cause;
    throw new ApiError(timeout.signal.aborted ? 'timeout' : 'offline', { cause });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', giveUp);
  }
}

function bodyOf(request: ApiCall<unknown>): Pick<RequestInit, 'body' | 'headers'> {
  if (request.method === undefined || request.method === 'GET') return {};
  const headers: Record<string, string> = {
    // Another site cannot set it without asking: it shows that our own page made the request.
    'x-careline-csrf': '1',
    'idempotency-key': request.idempotencyKey ?? newKey(),
  };
  if (request.body instanceof FormData) return { headers, body: request.body };
  if (request.body === undefined) return { headers };
  return {
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request.body),
  };
}

/** A key for a write. Not `randomUUID`: it is missing on plain http inside an insurer's network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function queryOf(query: ApiCall<unknown>['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('unreadable', { status: answer.status, cause });
  }
}

async function toError(answer: Response, requested: string): Promise<ApiError> {
  const read = problem.safeParse(await readJson(answer).catch(() => undefined));
  const told = read.success ? read.data : undefined;
  // A refused sign-in is an answer, not the end of a session.
  if (answer.status === 401 && requested !== '/sessions') for (const tell of listeners) tell();
  const seconds = Number(answer.headers.get('retry-after'));
  return new ApiError(told?.code ?? codeOfStatus(answer.status), {
    status: answer.status,
    problem: told,
    retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  });
}

/** What a proxy in between answers has no code. */
function codeOfStatus(status: number): string {
  if (status === 404) return 'not_found';
  if (status === 413) return 'payload_too_large';
  return status >= 500 ? 'unavailable' : 'bad_request';
}

/** True when a request was given up on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
