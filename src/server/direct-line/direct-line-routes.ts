import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { activityRoutes } from './activity-routes.ts';
import { DIRECT_LINE_PREFIX, serializeRequest } from './addresses.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { addCors } from './cors.ts';
import type { DirectLineDeps } from './deps.ts';
import { addDirectLineErrors } from './errors.ts';
import { fileRoute } from './file-route.ts';
import { addJsonBodies } from './json-body.ts';
import { streamRoute } from './stream-route.ts';
import { tokenRoutes } from './token-routes.ts';
import { uploadRoute } from './upload-route.ts';

/**
 * Direct Line 3.0 under `/v3/directline`, and `/files/:id`. Register once on the server's root, without a
 * prefix; it brings its own errors, bodies, CORS and log lines, and leaves those of others alone.
 */
export function directLineRoutes(deps: DirectLineDeps): FastifyPluginAsync {
  const logSerializers = { req: serializeRequest };
  return async (root) => {
    await root.register(
      async (app) => {
        addDirectLineErrors(app);
        addCors(app, deps.allowedOrigins);
        await app.register(jsonRoutes(deps));
        await app.register(async (scope) => uploadRoute(scope, deps));
        await app.register(async (scope) => streamRoute(scope, deps));
      },
      { prefix: DIRECT_LINE_PREFIX, logSerializers },
    );
    await root.register(async (app) => fileRoute(app, deps), { prefix: '/files', logSerializers });
  };
}

function jsonRoutes(deps: DirectLineDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    addJsonBodies(app);
    tokenRoutes(app, deps);
    conversationRoutes(app, deps);
    activityRoutes(app, deps);
  };
}
