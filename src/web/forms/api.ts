import type * as z from 'zod/mini';

/**
 * Why there is no answer. unknown: no such link. over: its time is over. closed: no change any more. wrong: what was
 * sent is not valid. busy: too many tries. lost: nobody answered. broken: the server failed.
 */
export type Failure = 'unknown' | 'over' | 'closed' | 'wrong' | 'busy' | 'lost' | 'broken';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Request<T> {
  /** Below /api/forms. */
  readonly path: string;
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly body?: object;
  readonly schema: z.ZodMiniType<T>;
  /** How often it may be tried: more than once only where twice is as good as once. */
  readonly triesMax?: number;
}

const TIMEOUT_MS = 12_000;
/** Before the second and every later try. */
const WAIT_MS = 1_200;

/** Asks the server. Never rejects. */
export async function ask<T>(request: Request<T>): Promise<Answer<T>> {
  const triesMax = request.triesMax ?? 1;
  for (let tries = 1; ; tries += 1) {
    const answer = await askOnce(request);
    const mayPass = answer.kind === 'failed' && isPassing(answer.failure);
    if (!mayPass || tries >= triesMax) return answer;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS * tries));
  }
}

function isPassing(failure: Failure): boolean {
  return failure === 'lost' || failure === 'broken' || failure === 'busy';
}

async function askOnce<T>({ path, method, body, schema }: Request<T>): Promise<Answer<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`/api/forms/${path}`, {
      method: method ?? 'GET',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: abort.signal,
    });
    if (!response.ok) return { kind: 'failed', failure: failureOf(response.status) };
    const read = schema.safeParse(await response.json());
    return read.success ? { kind: 'ok', value: read.data } : { kind: 'failed', failure: 'broken' };
  } catch {
    return { kind: 'failed', failure: 'lost' };
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(status: number): Failure {
  switch (status) {
    case 404:
      return 'unknown';
    case 409:
      return 'closed';
    case 410:
      return 'over';
    case 429:
      return 'busy';
    case 400:
    case 414:
    case 422:
      return 'wrong';
    default:
      return status < 500 ? 'unknown' : 'broken';
  }
}
