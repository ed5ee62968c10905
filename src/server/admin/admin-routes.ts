import type { FastifyInstance, FastifyPluginAsync, FastifyRequest, RouteOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { AppError } from '../../lib/errors.ts';
import { accessOf } from './access.ts';
import { accidentReportRoutes } from './accident-report-routes.ts';
import { agentRoutes } from './agent-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { authenticate } from './authenticate.ts';
import { careRoutes } from './care-routes.ts';
import { claimRoutes } from './claim-routes.ts';
import { complaintActRoutes } from './complaint-act-routes.ts';
import { complaintCaseRoutes } from './complaint-case-routes.ts';
import { complaintFileRoutes } from './complaint-file-routes.ts';
import { complaintRoutes } from './complaint-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { conversationWriteRoutes } from './conversation-write-routes.ts';
import { customerRoutes } from './customer-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { handoffActRoutes } from './handoff-act-routes.ts';
import { handoffRoutes } from './handoff-routes.ts';
import { addIdempotency } from './idempotency.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { modelCallRoutes } from './model-call-routes.ts';
import { noteRoutes } from './note-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { operationsRoutes } from './operations-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import type { AdminDeps } from './ports.ts';
import { reportRoutes } from './report-routes.ts';
import { savedFilterRoutes } from './saved-filter-routes.ts';
import { serviceRequestRoutes } from './service-request-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { slaRoutes } from './sla-routes.ts';
import { understandingRoutes } from './understanding-routes.ts';

/** The admin API, version 1: who asks, whether they may, whether it was done before, and then the routes. */
export function adminRoutes(deps: AdminDeps): FastifyPluginAsync {
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    allowNoBody(app);
    app.decorateRequest('principal', undefined);
    app.addHook('onRoute', addAccess(app.prefix));
    app.addHook('onRequest', refuseZeroByte);
    app.addHook('onRequest', authenticate(deps));
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      // A file brings a stricter one.
      if (reply.hasHeader('content-security-policy')) return;
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    });
    addIdempotency(app, deps.idempotency);
    app.setNotFoundHandler(() => {
      throw new AppError('not_found', 'there is no such resource');
    });
    await registerRoutes(app, deps);
  };
}

/** Many clients announce JSON with every request: where nothing follows there is no body, and the route says if it needs one. */
function allowNoBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}

async function registerRoutes(app: FastifyInstance, deps: AdminDeps): Promise<void> {
  await app.register(sessionRoutes(deps));
  await app.register(customerRoutes(deps));
  await app.register(policyRoutes(deps));
  await app.register(claimRoutes(deps));
  await app.register(accidentReportRoutes(deps));
  await app.register(complaintRoutes(deps));
  await app.register(complaintCaseRoutes(deps));
  await app.register(complaintFileRoutes(deps));
  await app.register(complaintActRoutes(deps));
  await app.register(slaRoutes(deps));
  await app.register(noticeRoutes(deps));
  await app.register(savedFilterRoutes(deps));
  await app.register(reportRoutes(deps));
  await app.register(serviceRequestRoutes(deps));
  await app.register(conversationRoutes(deps));
  await app.register(conversationWriteRoutes(deps));
  await app.register(fileRoutes(deps));
  await app.register(noteRoutes(deps));
  await app.register(linkRoutes(deps));
  await app.register(handoffRoutes(deps));
  await app.register(handoffActRoutes(deps));
  await app.register(deskRoutes(deps));
  await app.register(eventRoutes(deps));
  await app.register(understandingRoutes(deps));
  await app.register(knowledgeRoutes(deps));
  await app.register(modelCallRoutes(deps));
  await app.register(operationsRoutes(deps));
  await app.register(agentRoutes(deps));
  await app.register(apiKeyRoutes(deps));
  await app.register(setupRoutes(deps));
  await app.register(careRoutes(deps));
}

/** No id and no text of ours holds one, and PostgreSQL would answer with a failure of ours. */
async function refuseZeroByte(request: FastifyRequest): Promise<void> {
  if (!request.url.includes('%00')) return;
  throw new AppError('bad_request', 'the address holds a zero byte');
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
