import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { NewWebhookEndpoint, WebhookEndpoint } from '../../domain/webhook.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams, shortList } from '../contract/access.ts';
import { webhook, webhookInput, webhookTested, webhookWithSecret } from '../contract/operations.ts';
import { iso, isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['webhooks'];
type Deps = Pick<AdminDeps, 'webhooks' | 'mayTellPrivate'>;

/** The systems that are told what happens here. */
export function webhookRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/webhooks',
      {
        schema: {
          tags: TAGS,
          operationId: 'listWebhooks',
          summary: 'The systems that are told what happens here',
          response: { 200: shortList(webhook), ...PROBLEMS },
        },
      },
      async () => {
        const endpoints = await deps.webhooks.list();
        return { items: endpoints.map(toAnswer), nextCursor: null };
      },
    );
    app.put(
      '/webhooks/:id',
      {
        schema: {
          tags: TAGS,
          operationId: 'changeWebhook',
          summary: 'Change an endpoint, disable it, or enable it again',
          params: idParams,
          body: webhookInput,
          response: { 200: webhook, ...PROBLEMS },
        },
      },
      async (request) => {
        const input = checkAddress(request.body, deps);
        return toAnswer(
          found(await deps.webhooks.change(request.params.id, input, actorOf(request))),
        );
      },
    );
    app.delete(
      '/webhooks/:id',
      {
        schema: {
          tags: TAGS,
          operationId: 'removeWebhook',
          summary: 'Remove an endpoint; what is queued for it is not sent any more',
          params: idParams,
          response: { 204: z.undefined(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        found(await deps.webhooks.remove(request.params.id, actorOf(request)));
        return reply.code(204).send(undefined);
      },
    );
    await app.register(secretRoutes(deps));
    await app.register(testRoute(deps));
  };
}

/** Answers that hold a secret, which is kept for no repeated Idempotency-Key. */
function secretRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/webhooks',
      {
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'createWebhook',
          summary: 'Name an endpoint; this answer is the only one that shows its secret',
          body: webhookInput,
          response: { 201: webhookWithSecret, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const input = checkAddress(request.body, deps);
        const { endpoint, secret } = await deps.webhooks.create(input, actorOf(request));
        return reply.code(201).send({ ...toAnswer(endpoint), secret });
      },
    );
    app.post(
      '/webhooks/:id/rotate-secret',
      {
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'rotateWebhookSecret',
          summary: 'Make a new secret; the one before it signs as well for a day',
          params: idParams,
          response: { 200: webhookWithSecret, ...PROBLEMS },
        },
      },
      async (request) => {
        const rotated = found(
          await deps.webhooks.rotateSecret(request.params.id, actorOf(request)),
        );
        return { ...toAnswer(rotated.endpoint), secret: rotated.secret };
      },
    );
  };
}

function testRoute(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/webhooks/:id/test',
      {
        schema: {
          tags: TAGS,
          operationId: 'testWebhook',
          summary: 'Send an event of type webhook.test',
          params: idParams,
          response: { 202: webhookTested, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const queued = found(await deps.webhooks.test(request.params.id, actorOf(request)));
        if (queued === 'disabled') throw new AppError('conflict', 'the endpoint is disabled');
        return reply.code(202).send({ deliveryId: queued.deliveryId });
      },
    );
  };
}

function found<T>(outcome: T | 'not_found'): T {
  if (outcome === 'not_found') throw new AppError('not_found', 'there is no such endpoint');
  return outcome;
}

/** Whether the name leads inside is checked when something is sent: it may lead elsewhere tomorrow. */
function checkAddress(input: NewWebhookEndpoint, { mayTellPrivate }: Deps): NewWebhookEndpoint {
  const { protocol, username, password } = new URL(input.url);
  if (protocol !== 'https:' && !mayTellPrivate) refuse('use https');
  if (username !== '' || password !== '') refuse('leave the name and the password out');
  return input;
}

function refuse(problem: string): never {
  throw new AppError('bad_request', 'the address is not allowed', {
    details: [{ path: 'body.url', problem }],
  });
}

function toAnswer(endpoint: WebhookEndpoint): z.infer<typeof webhook> {
  const { id, name, url, events, hasPersonal, disabledAt } = endpoint;
  return {
    id,
    name,
    url,
    events: [...events],
    hasPersonal,
    isEnabled: disabledAt === undefined,
    disabledAt: isoOrNull(disabledAt),
    createdAt: iso(endpoint.createdAt),
    updatedAt: iso(endpoint.updatedAt),
  };
}
