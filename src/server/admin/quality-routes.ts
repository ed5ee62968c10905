import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { QualityReview } from '../../domain/handoff/desk-setup.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams, shortList } from '../contract/access.ts';
import { pageOf } from '../contract/common.ts';
import {
  qualityInput,
  qualityQuery,
  qualityReview,
  qualitySampleInput,
} from '../contract/setup.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['quality'];

const DRAW_SAMPLE = {
  tags: TAGS,
  operationId: 'drawQualitySample',
  summary: 'Draw finished hand-offs of each agent by lot, none of them twice; at most 500 at once',
  body: qualitySampleInput,
  response: { 201: shortList(qualityReview), ...PROBLEMS },
};

const LIST_REVIEWS = {
  tags: TAGS,
  operationId: 'listQualityReviews',
  summary: 'What was drawn and what was thought of it, newest first',
  querystring: qualityQuery,
  response: { 200: pageOf(qualityReview), ...PROBLEMS },
};

const PUT_REVIEW = {
  tags: TAGS,
  operationId: 'putQualityReview',
  summary: 'Review a sample, by somebody who had no part in it; a second review replaces the first',
  params: idParams,
  body: qualityInput,
  response: { 200: qualityReview, ...PROBLEMS },
};

/** Supervisors look at samples of finished hand-offs (质检). */
export function qualityRoutes(deps: Pick<SetupAdminDeps, 'quality'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/quality-samples', { schema: DRAW_SAMPLE }, async (request, reply) => {
      const { from, to } = request.body;
      if (from > to) {
        throw new AppError('unprocessable', 'the days are in the wrong order', {
          details: [{ path: 'body.to', problem: 'before from' }],
        });
      }
      const drawn = await deps.quality.sample(request.body, actorOf(request));
      return reply.code(201).send({ items: drawn.map(toAnswer), nextCursor: null });
    });
    app.get('/quality-reviews', { schema: LIST_REVIEWS }, async (request) =>
      toList(await deps.quality.list(request.query), toAnswer),
    );
    app.put('/quality-reviews/:id', { schema: PUT_REVIEW }, async (request) => {
      const { scores, comment } = request.body;
      const outcome = await deps.quality.review(
        request.params.id,
        { scores: given(scores), comment },
        actorOf(request),
      );
      if (outcome === 'not_found') throw new AppError('not_found', 'there is no such sample');
      if (outcome === 'own_work') {
        throw new AppError('conflict', 'nobody reviews a conversation that they had a part in');
      }
      return toAnswer(outcome);
    });
  };
}

function given(scores: Readonly<Partial<Record<string, number>>>): Record<string, number> {
  const entries = Object.entries(scores).flatMap(([key, score]) =>
    score === undefined ? [] : [[key, score] as const],
  );
  return Object.fromEntries(entries);
}

function toAnswer(review: QualityReview): z.infer<typeof qualityReview> {
  return {
    ...review,
    scores: review.scores === null ? null : { ...review.scores },
    sampledAt: iso(review.sampledAt),
    closedAt: isoOrNull(review.closedAt),
    reviewedAt: isoOrNull(review.reviewedAt),
  };
}
