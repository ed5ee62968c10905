import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import {
  newTemplateInput,
  template,
  templateFindings,
  templateInput,
  templatePage,
  templatePreview,
  templatePreviewInput,
  templateQuery,
  templateRejection,
  templateReview,
} from '../contract/outreach-words.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { WordsAdminDeps } from './ports-words.ts';
import { acted, toTemplateAnswer } from './template-answers.ts';

const TAGS = ['outreach'];
const ONE = { tags: TAGS, params: idParams, response: { 200: template, ...PROBLEMS } };

const LIST = {
  tags: TAGS,
  operationId: 'listTemplates',
  summary: 'The words of pushes, and what authors may use in them',
  querystring: templateQuery,
  response: { 200: templatePage, ...PROBLEMS },
};

const GET = {
  ...ONE,
  operationId: 'getTemplate',
  summary: 'A version with everything that is wrong with its words',
};

const CREATE = {
  tags: TAGS,
  operationId: 'createTemplate',
  summary: 'Write a template: its first version, a draft',
  body: newTemplateInput,
  response: { 201: template, ...PROBLEMS },
};

const CHANGE = {
  tags: TAGS,
  params: idParams,
  operationId: 'changeTemplate',
  summary: 'Change a draft; of a version that was approved or retired the next one is made',
  body: templateInput,
  response: { 200: template, 201: template, ...PROBLEMS },
};

const CHECK_WORDS = {
  tags: TAGS,
  operationId: 'checkTemplateWords',
  summary: 'What is wrong with words while they are written; nothing is saved',
  body: templateInput,
  response: { 200: templateFindings, ...PROBLEMS },
};

const SUBMIT = { ...ONE, operationId: 'submitTemplate', summary: 'Hand a draft in for review' };
const APPROVE = {
  ...ONE,
  operationId: 'approveTemplate',
  summary: 'Approve: by somebody who wrote nothing in it',
  body: templateReview.nullish(),
};
const REJECT = {
  ...ONE,
  operationId: 'rejectTemplate',
  summary: 'Send back to its author, saying why',
  body: templateRejection,
};
const RETIRE = { ...ONE, operationId: 'retireTemplate', summary: 'Take out of use' };

const PREVIEW = {
  tags: TAGS,
  params: idParams,
  operationId: 'previewTemplate',
  summary: 'What real customers would read by this way, masked; the look is audited',
  body: templatePreviewInput,
  response: { 200: templatePreview, ...PROBLEMS },
};

/** The words of pushes: written by one person, approved by another. */
export function templateRoutes(deps: Pick<WordsAdminDeps, 'templates'>): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(writeRoutes(deps));
    await app.register(reviewRoutes(deps));
  };
}

function writeRoutes({ templates }: Pick<WordsAdminDeps, 'templates'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/outreach/templates', { schema: LIST }, async (request) => {
      const page = await templates.list(request.query);
      const list = toList(page, (found) => toTemplateAnswer(found, templates));
      const variables = templates.variables.map((one) => ({ ...one }));
      return { ...list, variables, actions: [...templates.actions] };
    });
    app.get('/outreach/templates/:id', { schema: GET }, async (request) => {
      const found = await templates.find(request.params.id);
      if (found === undefined) throw new AppError('not_found', 'there is no such template');
      return toTemplateAnswer(found, templates);
    });
    app.post('/outreach/templates', { schema: CREATE }, async (request, reply) => {
      const created = await templates.create(request.body, actorOf(request));
      if (created === 'code_taken') {
        throw new AppError('conflict', 'another template has this code: PUT its newest version', {
          details: [{ path: 'body.code', problem: 'taken' }],
        });
      }
      return reply.code(201).send(toTemplateAnswer(created, templates));
    });
    app.post(
      '/outreach/template-check',
      // It changes nothing, and the same words may be found otherwise tomorrow.
      { config: { idempotent: false }, schema: CHECK_WORDS },
      async (request) => ({
        items: templates
          .check(request.body)
          .map((finding) => ({ ...finding, why: templates.whyOf(finding) })),
      }),
    );
    app.put('/outreach/templates/:id', { schema: CHANGE }, async (request, reply) => {
      const { id } = request.params;
      const changed = acted(await templates.change(id, request.body, actorOf(request)), templates);
      return reply.code(changed.id === id ? 200 : 201).send(toTemplateAnswer(changed, templates));
    });
  };
}

function reviewRoutes({ templates }: Pick<WordsAdminDeps, 'templates'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/outreach/templates/:id/submit', { schema: SUBMIT }, async (request) => {
      const outcome = await templates.submit(request.params.id, actorOf(request));
      return toTemplateAnswer(acted(outcome, templates), templates);
    });
    app.post('/outreach/templates/:id/approve', { schema: APPROVE }, async (request) => {
      const { id } = request.params;
      const outcome = await templates.approve(id, request.body?.note, actorOf(request));
      return toTemplateAnswer(acted(outcome, templates), templates);
    });
    app.post('/outreach/templates/:id/reject', { schema: REJECT }, async (request) => {
      const { id } = request.params;
      const outcome = await templates.reject(id, request.body.note, actorOf(request));
      return toTemplateAnswer(acted(outcome, templates), templates);
    });
    app.post('/outreach/templates/:id/retire', { schema: RETIRE }, async (request) => {
      const outcome = await templates.retire(request.params.id, actorOf(request));
      return toTemplateAnswer(acted(outcome, templates), templates);
    });
    app.post(
      '/outreach/templates/:id/preview',
      // Customers' data in the answer: it is not kept for a repeated key, and each look is audited.
      { config: { idempotent: false }, schema: PREVIEW },
      async (request) => {
        const asked = { ...request.body, id: request.params.id, actor: actorOf(request) };
        const found = await templates.preview(asked);
        if (found === 'not_found') throw new AppError('not_found', 'there is no such template');
        if (found === 'unknown_customer') {
          throw new AppError('unprocessable', 'one of the customers is not known', {
            details: [{ path: 'body.customerNos', problem: 'unknown customer' }],
          });
        }
        const items = found.map((one) => ({
          ...one,
          taps: [...one.taps],
          missing: [...one.missing],
        }));
        return { items };
      },
    );
  };
}
