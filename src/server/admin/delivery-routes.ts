import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import { pageOf } from '../contract/common.ts';
import { delivery, deliveryQuery } from '../contract/operations.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['deliveries'];

/** What left or should leave the desk, and sending again what did not. */
export function deliveryRoutes(deps: Pick<AdminDeps, 'deliveries'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/deliveries',
      {
        schema: {
          tags: TAGS,
          operationId: 'listDeliveries',
          summary: 'Messages, SMS and webhooks that left or should leave, newest first',
          querystring: deliveryQuery,
          response: { 200: pageOf(delivery), ...PROBLEMS },
        },
      },
      async (request) => toList(await deps.deliveries.list(request.query), toAnswer),
    );
    app.post(
      '/deliveries/:id/retry',
      {
        schema: {
          tags: TAGS,
          operationId: 'retryDelivery',
          summary: 'Send again what nobody took; receivers of webhooks know it by its webhook-id',
          params: idParams,
          response: { 204: z.undefined(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const outcome = await deps.deliveries.retry(request.params.id, actorOf(request));
        switch (outcome) {
          case 'not_found':
            throw new AppError('not_found', 'there is no such delivery');
          case 'not_retryable':
            throw new AppError('conflict', 'it is under way, was delivered, or is forgotten');
          case 'queued':
            return reply.code(204).send(undefined);
        }
      },
    );
  };
}

function toAnswer(row: Delivery): z.infer<typeof delivery> {
  return {
    id: row.id,
    kind: row.kind,
    target: row.target,
    event: row.event ?? null,
    conversationId: row.conversationId ?? null,
    status: row.status,
    reason: row.reason ?? null,
    attempts: row.attempts,
    nextAttemptAt: isoOrNull(row.nextAttemptAt),
    createdAt: iso(row.createdAt),
    sentAt: isoOrNull(row.sentAt),
    mayRetry: row.mayRetry,
  };
}
