import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Principal } from '../../domain/agent.ts';
import { SEARCH_KINDS, type SearchKind } from '../../domain/search.ts';
import { searchAnswer, searchQuery } from '../contract/setup.ts';
import { ACCESS, mayUse } from './access.ts';
import { isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

/** Whoever may not open what was found may not find it. */
const OPENED_BY = {
  customer: 'GET /customers/:customerNo',
  policy: 'GET /policies/:policyNo',
  claim: 'GET /claims/:claimNo',
  report: 'GET /accident-reports/:reportNo',
  complaint: 'GET /complaints/:no',
  service_request: 'GET /service-requests/:no',
  conversation: 'GET /conversations/:id',
  article: 'GET /knowledge/:slug',
} as const satisfies Readonly<Record<SearchKind, keyof typeof ACCESS>>;

/** One box for everything that the desk knows. One row in the audit trail says what was found, not what was typed. */
export function searchRoutes(deps: Pick<AdminDeps, 'audit' | 'search'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/search',
      {
        schema: {
          tags: ['search'],
          operationId: 'search',
          summary: 'By name, phone, plate, number or words; at most five of each kind, masked',
          querystring: searchQuery,
          response: { 200: searchAnswer, ...PROBLEMS },
        },
      },
      async (request) => {
        const found = await deps.search.search(request.query.q, kindsFor(request.principal));
        const data = { found: found.map(({ kind, ref }) => `${kind}:${ref}`) };
        const subject = { subjectKind: 'search', subjectId: '*' };
        const actor = actorOf(request);
        await deps.audit.record([{ actor, action: 'search.read', ...subject, data }]);
        return { items: found.map((hit) => ({ ...hit, at: isoOrNull(hit.at) })) };
      },
    );
  };
}

function kindsFor(principal: Principal | undefined): readonly SearchKind[] {
  return SEARCH_KINDS.filter((kind) => mayUse(ACCESS[OPENED_BY[kind]], principal));
}
