import type { FastifyPluginAsync } from 'fastify';
import { auditRoutes } from './audit-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import type { AdminDeps } from './ports.ts';
import { systemRoutes } from './system-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** What those use who look after the desk. */
export function operationsRoutes(deps: AdminDeps): FastifyPluginAsync {
  return async (app) => {
    await app.register(auditRoutes(deps));
    await app.register(webhookRoutes(deps));
    await app.register(deliveryRoutes(deps));
    await app.register(systemRoutes(deps));
  };
}
