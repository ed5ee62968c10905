import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { disasterInput, disasterNotice } from '../contract/care.ts';
import { isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { CarePlanAdminDeps, DisasterAnswer } from './ports-care-plans.ts';

const SEND = {
  tags: ['care'],
  operationId: 'sendDisasterNotice',
  summary:
    'Warn the customers of a city now; pressed again on the same day it answers with the same campaign',
  body: disasterInput,
  response: { 200: disasterNotice, 201: disasterNotice, ...PROBLEMS },
};

/** Notices before a storm, at the press of a button. */
export function disasterRoutes({
  disasterNotices,
}: Pick<CarePlanAdminDeps, 'disasterNotices'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/outreach/disaster-notices', { schema: SEND }, async (request, reply) => {
      const answer = toAnswer(await disasterNotices.send(request.body, actorOf(request)));
      return reply.code(answer.isNew ? 201 : 200).send(answer);
    });
  };
}

function toAnswer(answer: DisasterAnswer): z.infer<typeof disasterNotice> {
  switch (answer.kind) {
    case 'no_template':
      throw new AppError('unprocessable', `no version of ${answer.code} is approved`, {
        details: [{ path: 'body.kind', problem: 'approve a template for it, or write a text' }],
      });
    case 'nobody':
      throw new AppError('unprocessable', 'nobody of ours is at home in that city', {
        details: [{ path: 'body.city', problem: 'use the name that customers have' }],
      });
    case 'forbidden_words':
      throw new AppError('forbidden_words', 'these words are never sent in a warning', {
        details: answer.findings.map(({ word, code }) => ({
          path: 'body.text',
          problem: `${code}: ${word}`,
        })),
      });
    case 'new':
    case 'known': {
      const { kind, ways, byWay, doneBy, ...rest } = answer;
      return {
        ...rest,
        isNew: kind === 'new',
        ways: [...ways],
        byWay: [...byWay],
        doneBy: isoOrNull(doneBy),
      };
    }
  }
}
