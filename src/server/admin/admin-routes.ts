import type { FastifyInstance, FastifyPluginAsync, RouteOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { AppError } from '../../lib/errors.ts';
import { accessOf } from './access.ts';
import { accidentReportRoutes } from './accident-report-routes.ts';
import { agentRoutes } from './agent-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { authenticate } from './authenticate.ts';
import { claimRoutes } from './claim-routes.ts';
import { complaintRoutes } from './complaint-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { customerRoutes } from './customer-routes.ts';
import { addIdempotency } from './idempotency.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { modelCallRoutes } from './model-call-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import type { AdminDeps } from './ports.ts';
import { serviceRequestRoutes } from './service-request-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { understandingRoutes } from './understanding-routes.ts';

/** The admin API, version 1: who asks, whether they may, whether it was done before, and then the routes. */
export function adminRoutes(deps: AdminDeps): FastifyPluginAsync {
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.decorateRequest('principal', undefined);
    app.addHook('onRoute', addAccess(app.prefix));
    app.addHook('onRequest', authenticate(deps));
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    });
    addIdempotency(app, deps.idempotency);
    app.setNotFoundHandler(() => {
      throw new AppError('not_found', 'there is no such resource');
    });
    await registerRoutes(app, deps);
  };
}

async function registerRoutes(app: FastifyInstance, deps: AdminDeps): Promise<void> {
  await app.register(sessionRoutes(deps));
  await app.register(customerRoutes(deps));
  await app.register(policyRoutes(deps));
  await app.register(claimRoutes(deps));
  await app.register(accidentReportRoutes(deps));
  await app.register(complaintRoutes(deps));
  await app.register(serviceRequestRoutes(deps));
  await app.register(conversationRoutes(deps));
  await app.register(understandingRoutes(deps));
  await app.register(knowledgeRoutes(deps));
  await app.register(modelCallRoutes(deps));
  await app.register(auditRoutes(deps));
  await app.register(agentRoutes(deps));
  await app.register(apiKeyRoutes(deps));
}

/** Puts the rule of the table on each route. A route without a rule stops the start: nothing is open by mistake. */
function addAccess(prefix: string) {
  return (route: RouteOptions): void => {
    const path = route.url.slice(prefix.length);
    for (const method of [route.method].flat()) {
      const access = accessOf(method === 'HEAD' ? 'GET' : method, path);
      if (access === undefined) throw new Error(`no access rule for ${method} ${path}`);
      route.config = { ...route.config, access };
      if (access === 'public') route.schema = { ...route.schema, security: [] };
    }
  };
}
