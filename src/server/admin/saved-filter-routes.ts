import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { idParams, shortList } from '../contract/access.ts';
import { savedFilter, savedFilterInput, savedFilterQuery } from '../contract/sla.ts';
import { PROBLEMS } from './answers.ts';
import { agentOf } from './desk-actor.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['saved filters'];

const LIST = {
  tags: TAGS,
  operationId: 'listSavedFilters',
  summary: 'Lists as I want to find them again',
  querystring: savedFilterQuery,
  response: { 200: shortList(savedFilter), ...PROBLEMS },
};

const PUT = {
  tags: TAGS,
  operationId: 'putSavedFilter',
  summary: 'Keep a list under a name; one of that name on the page is replaced',
  body: savedFilterInput,
  response: { 200: savedFilter, 201: savedFilter, ...PROBLEMS },
};

const REMOVE = {
  tags: TAGS,
  operationId: 'removeSavedFilter',
  summary: 'Forget one of mine',
  params: idParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** How somebody looks at lists: their own business, and nobody else sees it. */
export function savedFilterRoutes({
  savedFilters,
}: Pick<AdminDeps, 'savedFilters'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/saved-filters', { schema: LIST }, async (request) => {
      const items = await savedFilters.list(agentOf(request).id, request.query.page);
      return { items: items.map((one) => ({ ...one, query: { ...one.query } })), nextCursor: null };
    });
    app.put('/saved-filters', { schema: PUT }, async (request, reply) => {
      const put = await savedFilters.put(agentOf(request).id, request.body);
      if (put.kind === 'full') {
        throw new AppError('conflict', 'there are too many on this page: remove one first');
      }
      const answer = { ...put.filter, query: { ...put.filter.query } };
      return reply.code(put.kind === 'created' ? 201 : 200).send(answer);
    });
    app.delete('/saved-filters/:id', { schema: REMOVE }, async (request, reply) => {
      const outcome = await savedFilters.remove(agentOf(request).id, request.params.id);
      if (outcome === 'not_found') throw new AppError('not_found', 'there is no such filter');
      return reply.code(204).send(undefined);
    });
  };
}
