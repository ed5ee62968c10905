import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ArticleView } from '../../domain/knowledge/record.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  article,
  articleInput,
  articleParams,
  articleQuery,
  publishInput,
} from '../contract/knowledge.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['knowledge'];

const LIST_ARTICLES = {
  tags: TAGS,
  operationId: 'listArticles',
  summary: 'Articles by slug; their newest words, reviewed or not',
  querystring: articleQuery,
  response: { 200: pageOf(article), ...PROBLEMS },
};

const GET_ARTICLE = {
  tags: TAGS,
  operationId: 'getArticle',
  summary: 'One article with its newest text',
  params: articleParams,
  response: { 200: article, ...PROBLEMS },
};

const PUT_ARTICLE = {
  tags: TAGS,
  operationId: 'putArticle',
  summary: 'Create or change an article; customers read it once somebody else has published it',
  params: articleParams,
  body: articleInput,
  response: { 200: article, 201: article, ...PROBLEMS },
};

const PUBLISH_ARTICLE = {
  tags: TAGS,
  operationId: 'publishArticle',
  summary: 'Publish the version that was reviewed, by somebody who did not change it',
  params: articleParams,
  body: publishInput,
  response: { 200: article, ...PROBLEMS },
};

const ARCHIVE_ARTICLE = {
  tags: TAGS,
  operationId: 'archiveArticle',
  summary: 'Take an article from customers; a change brings it back as a draft',
  params: articleParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** The articles that the bot answers general questions from. */
export function knowledgeRoutes(deps: Pick<AdminDeps, 'knowledge'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/knowledge', { schema: LIST_ARTICLES }, async (request) =>
      toList(await deps.knowledge.list(request.query), toArticleAnswer),
    );
    app.get('/knowledge/:slug', { schema: GET_ARTICLE }, async (request) => {
      const found = await deps.knowledge.find(request.params.slug);
      if (found === undefined) throw notFound();
      return toArticleAnswer(found);
    });
    app.put('/knowledge/:slug', { schema: PUT_ARTICLE }, async (request, reply) => {
      const put = { ...request.body, slug: request.params.slug };
      const outcome = await deps.knowledge.put(put, actorOf(request));
      if (outcome.kind === 'version_conflict') throw versionConflict(outcome.version);
      const status = outcome.kind === 'created' ? 201 : 200;
      return reply.code(status).send(toArticleAnswer(outcome.article));
    });
    app.post('/knowledge/:slug/publish', { schema: PUBLISH_ARTICLE }, async (request) => {
      const reviewed = { slug: request.params.slug, version: request.body.version };
      const outcome = await deps.knowledge.publish(reviewed, actorOf(request));
      switch (outcome.kind) {
        case 'published':
          return toArticleAnswer(outcome.article);
        case 'not_found':
          throw notFound();
        case 'version_conflict':
          throw versionConflict(outcome.version);
        case 'archived':
          throw new AppError('conflict', 'it is archived: PUT it to bring it back as a draft');
        case 'own_text':
          throw new AppError(
            'forbidden',
            'who changed the words may not be the one to review them',
          );
      }
    });
    app.delete('/knowledge/:slug', { schema: ARCHIVE_ARTICLE }, async (request, reply) => {
      const outcome = await deps.knowledge.archive(request.params.slug, actorOf(request));
      if (outcome === 'not_found') throw notFound();
      return reply.code(204).send(undefined);
    });
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such article');
}

function versionConflict(version: number): AppError {
  return new AppError('conflict', `it has changed since: version ${version} is the newest`);
}

function toArticleAnswer(view: ArticleView): z.infer<typeof article> {
  return {
    ...view,
    questions: [...view.questions],
    keywords: [...view.keywords],
    basis: view.basis ?? null,
    publishedVersion: view.publishedVersion ?? null,
    reviewer: view.reviewer ?? null,
    createdAt: iso(view.createdAt),
    updatedAt: iso(view.updatedAt),
  };
}
