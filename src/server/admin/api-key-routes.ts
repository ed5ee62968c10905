import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiKeyRecord } from '../../domain/agent.ts';
import { AppError } from '../../lib/errors.ts';
import { apiKey, apiKeyInput, createdApiKey, idParams, shortList } from '../contract/access.ts';
import { iso, isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['api-keys'];

/** Keys of the insurer's own systems. */
export function apiKeyRoutes(deps: Pick<AdminDeps, 'apiKeys'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api-keys',
      {
        schema: {
          tags: TAGS,
          operationId: 'listApiKeys',
          summary: 'Every key, without its secret',
          response: { 200: shortList(apiKey), ...PROBLEMS },
        },
      },
      async () => {
        const keys = await deps.apiKeys.list();
        return { items: keys.map(toApiKeyAnswer), nextCursor: null };
      },
    );
    app.post(
      '/api-keys',
      {
        // The answer holds the key, which is kept nowhere.
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'createApiKey',
          summary: 'Make a key; this answer is the only one that shows it',
          body: apiKeyInput,
          response: { 201: createdApiKey, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { name, scopes } = request.body;
        const created = await deps.apiKeys.create({ name, scopes, actor: actorOf(request) });
        return reply.code(201).send({ ...toApiKeyAnswer(created.key), secret: created.secret });
      },
    );
    app.delete(
      '/api-keys/:id',
      {
        schema: {
          tags: TAGS,
          operationId: 'revokeApiKey',
          summary: 'End a key at once',
          params: idParams,
          response: { 204: z.undefined(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const outcome = await deps.apiKeys.revoke(request.params.id, actorOf(request));
        if (outcome === 'not_found') throw new AppError('not_found', 'there is no such key');
        return reply.code(204).send(undefined);
      },
    );
  };
}

function toApiKeyAnswer(record: ApiKeyRecord): z.infer<typeof apiKey> {
  return {
    id: record.id,
    name: record.name,
    prefix: record.prefix,
    scopes: [...record.scopes],
    createdBy: record.createdBy,
    createdAt: iso(record.createdAt),
    lastUsedAt: isoOrNull(record.lastUsedAt),
    revokedAt: isoOrNull(record.revokedAt),
  };
}
