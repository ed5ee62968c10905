import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkText } from '../../domain/handoff/check-text.ts';
import { shortList } from '../contract/access.ts';
import { textCheckInput, textFinding } from '../contract/handoff.ts';
import { PROBLEMS } from './answers.ts';

/** Forbidden words are found before a message is sent. The text is neither stored nor logged. */
export function textRoutes(): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/texts/check',
      {
        schema: {
          tags: ['texts'],
          operationId: 'checkText',
          summary: 'What may not be said to a customer, and what had better not be',
          body: textCheckInput,
          response: { 200: shortList(textFinding), ...PROBLEMS },
        },
      },
      async (request) => ({
        items: checkText(request.body.text).map((finding) => ({
          ...finding,
          instead: finding.instead ?? null,
        })),
        nextCursor: null,
      }),
    );
  };
}
