import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import { pageQuery } from '../contract/common.ts';
import {
  audience,
  audienceInput,
  audiencePage,
  audiencePreview,
  audiencePreviewInput,
} from '../contract/outreach-words.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { explainAudience } from './audience-answers.ts';
import { actorOf } from './authenticate.ts';
import type { AudienceRecord, AudiencesPort, WordsAdminDeps } from './ports-words.ts';

const TAGS = ['outreach'];

const LIST = {
  tags: TAGS,
  operationId: 'listAudiences',
  summary: 'Saved audiences, each with its rule in words',
  querystring: pageQuery,
  response: { 200: audiencePage, ...PROBLEMS },
};

const CREATE = {
  tags: TAGS,
  operationId: 'createAudience',
  summary: 'Save a rule under a name',
  body: audienceInput,
  response: { 201: audience, ...PROBLEMS },
};

const CHANGE = {
  tags: TAGS,
  operationId: 'changeAudience',
  summary: 'Change a saved rule; campaigns that were made from it keep the old one',
  params: idParams,
  body: audienceInput,
  response: { 200: audience, ...PROBLEMS },
};

const REMOVE = {
  tags: TAGS,
  operationId: 'removeAudience',
  summary: 'Remove a saved rule',
  params: idParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

const PREVIEW = {
  tags: TAGS,
  operationId: 'previewAudience',
  summary: 'Whom a rule means: how many, by which ways they can be reached, some of them masked',
  body: audiencePreviewInput,
  response: { 200: audiencePreview, ...PROBLEMS },
};

/** Who is meant by a push: rules with names. */
export function audienceRoutes({
  audiences,
}: Pick<WordsAdminDeps, 'audiences'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/outreach/audiences', { schema: LIST }, async (request) =>
      toList(await audiences.list(request.query), (found) => toAnswer(found, audiences)),
    );
    app.post('/outreach/audiences', { schema: CREATE }, async (request, reply) => {
      const created = await audiences.create(request.body, actorOf(request));
      if (created === 'name_taken') throw nameTaken();
      return reply.code(201).send(toAnswer(created, audiences));
    });
    app.put('/outreach/audiences/:id', { schema: CHANGE }, async (request) => {
      const { id } = request.params;
      const changed = await audiences.change(id, request.body, actorOf(request));
      if (changed === 'not_found') throw notFound();
      if (changed === 'name_taken') throw nameTaken();
      return toAnswer(changed, audiences);
    });
    app.delete('/outreach/audiences/:id', { schema: REMOVE }, async (request, reply) => {
      const outcome = await audiences.remove(request.params.id, actorOf(request));
      if (outcome === 'not_found') throw notFound();
      return reply.code(204).send(undefined);
    });
    app.post(
      '/outreach/audience-preview',
      // It changes nothing, and each look is a row of the audit trail.
      { config: { idempotent: false }, schema: PREVIEW },
      async (request) => {
        const { rule, day } = request.body;
        const found = await audiences.preview({ rule, day, actor: actorOf(request) });
        return {
          ...found,
          reachable: { ...found.reachable },
          examples: found.examples.map((one) => ({ ...one, plates: [...one.plates] })),
          explanation: explainAudience(rule, audiences),
        };
      },
    );
  };
}

function toAnswer(found: AudienceRecord, audiences: AudiencesPort): z.infer<typeof audience> {
  return {
    ...found,
    explanation: explainAudience(found.rule, audiences),
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such audience');
}

function nameTaken(): AppError {
  return new AppError('conflict', 'another audience has this name', {
    details: [{ path: 'body.name', problem: 'taken' }],
  });
}
