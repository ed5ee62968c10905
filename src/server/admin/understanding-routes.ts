import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { parseAnswer, parseInput } from '../contract/understanding.ts';
import { PROBLEMS } from './answers.ts';
import type { AdminDeps } from './ports.ts';

/** What the bot makes of a sentence, so that a supervisor can see why. Nothing is stored, nobody is answered. */
export function understandingRoutes(
  deps: Pick<AdminDeps, 'understanding' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/understanding/parse',
      {
        // Asking twice changes nothing, and what people say is not to be kept for a day.
        config: { idempotent: false },
        schema: {
          tags: ['understanding'],
          operationId: 'parseText',
          summary: 'What the bot makes of a sentence: intent, entities, commands, and why',
          body: parseInput,
          response: { 200: parseAnswer, ...PROBLEMS },
        },
      },
      ({ body: { text, now } }) => deps.understanding.parse(text, now ?? deps.clock.now()),
    );
  };
}
