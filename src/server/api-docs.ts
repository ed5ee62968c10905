import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mendOpenApi } from './mend-openapi.ts';

const API_PREFIX = '/api/v1/';

/**
 * OpenAPI 3.1 of the admin API: people read it at `/api/docs`, programs at `/api/docs/json`. Must be
 * registered before the routes it describes.
 */
export function apiDocs(options: { readonly version: string }): FastifyPluginAsync {
  const register = async (app: FastifyInstance): Promise<void> => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: '车险客服台 Careline 管理接口',
          description:
            'Times are RFC 3339 in UTC, money is integer fen, lists page by cursor, errors are RFC 9457 problem details with a stable `code`, writes take `Idempotency-Key`.',
          version: options.version,
        },
        components: {
          securitySchemes: {
            bearer: {
              type: 'http',
              scheme: 'bearer',
              description: 'A session token or a machine key (ck_...).',
            },
            cookie: { type: 'apiKey', in: 'cookie', name: 'careline_session' },
          },
        },
        security: [{ bearer: [] }, { cookie: [] }],
      },
      transform: (document) =>
        document.url.startsWith(API_PREFIX)
          ? jsonSchemaTransform(document)
          : { schema: { hide: true }, url: document.url },
      transformObject: (described) =>
        mendOpenApi('openapiObject' in described ? toJson(described.openapiObject) : {}),
    });
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      theme: { title: '车险客服台 Careline 管理接口' },
    });
  };
  // Swagger collects the routes of its own scope: it has to be the scope of the whole app.
  return Object.assign(register, { [Symbol.for('skip-override')]: true });
}

const objectSchema = z.record(z.string(), z.json());

/** A document is JSON by construction; its declared fields hide it from the compiler. */
function toJson(document: unknown): z.infer<typeof objectSchema> {
  return objectSchema.parse(JSON.parse(JSON.stringify(document)));
}
