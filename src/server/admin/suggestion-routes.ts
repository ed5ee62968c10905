import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import { suggestion } from '../contract/handoff.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const params = z.object({ id: z.string().min(1).max(200) });

/** What an agent may answer: words of reviewed articles, or the model's out of them, labelled. */
export function suggestionRoutes(
  deps: Pick<AdminDeps, 'suggestions' | 'audit'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/conversations/:id/suggestions',
      {
        schema: {
          tags: ['conversations'],
          operationId: 'listSuggestions',
          summary: 'At most three answers to what the customer asked last',
          params,
          response: { 200: shortList(suggestion), ...PROBLEMS },
        },
      },
      async (request) => {
        const { id } = request.params;
        const found = await deps.suggestions.suggest(id);
        if (found === undefined) throw new AppError('not_found', 'there is no such conversation');
        const subject = { subjectKind: 'conversation', subjectId: id };
        const actor = actorOf(request);
        await deps.audit.record([{ actor, action: 'suggestions.read', ...subject }]);
        return { items: [...found], nextCursor: null };
      },
    );
  };
}
