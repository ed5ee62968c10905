import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/sha256.ts';
import type { IdempotencyPort } from './ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The stored key of a write whose answer is to be kept. */
    idempotencyKey: string | undefined;
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const keySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const RETRY_AFTER_MS = 1000;

/** Answers that say nothing lasting about the request: the caller may try again with the same key. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 401 || status === 409 || status === 429;
}

/**
 * Writes that carry an Idempotency-Key are done once: the same key and request get the same answer for 24
 * hours, another request with the key is refused, and one that comes while the first is at work is told to wait.
 */
export function addIdempotency(app: FastifyInstance, store: IdempotencyPort): void {
  app.decorateRequest('idempotencyKey', undefined);
  app.addHook('preHandler', (request, reply) => begin(store, request, reply));
  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.idempotencyKey;
    if (key === undefined) return;
    request.idempotencyKey = undefined;
    if (isPassing(reply.statusCode)) return store.forget(key);
    const text = typeof payload === 'string' && payload !== '' ? payload : 'null';
    await store.finish(key, { status: reply.statusCode, body: z.json().parse(JSON.parse(text)) });
  });
}

async function begin(
  store: IdempotencyPort,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const header = request.headers['idempotency-key'];
  const { principal } = request;
  if (header === undefined || principal === undefined || SAFE_METHODS.has(request.method)) return;
  if (request.routeOptions.config.idempotent === false) return;
  const given = keySchema.safeParse(header);
  if (!given.success) {
    throw new AppError('bad_request', 'the Idempotency-Key is not valid', {
      details: [{ path: 'headers.idempotency-key', problem: 'use 1 to 200 printable characters' }],
    });
  }
  const key = `${principal.kind}:${principal.id}:${given.data}`;
  const begun = await store.begin(key, hashRequest(request));
  switch (begun.kind) {
    case 'fresh':
      request.idempotencyKey = key;
      return undefined;
    case 'mismatch':
      throw new AppError('idempotency_key_reused', 'use a new key for a new request');
    case 'in_progress':
      throw new AppError('conflict', 'the first request with this key is still at work', {
        retryAfterMs: RETRY_AFTER_MS,
      });
    case 'replay':
      return reply
        .code(begun.status)
        .header('idempotent-replayed', 'true')
        .serializer((value: unknown) => JSON.stringify(value))
        .type(
          begun.status >= 400
            ? 'application/problem+json; charset=utf-8'
            : 'application/json; charset=utf-8',
        )
        .send(begun.body === null ? undefined : begun.body);
  }
}

function hashRequest(request: FastifyRequest): string {
  const parts = [request.method, request.url, request.body ?? null];
  return sha256(JSON.stringify(parts));
}
