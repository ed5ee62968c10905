import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CANNED_VARIABLES, parseCanned } from '../../domain/handoff/canned-answer.ts';
import { checkText } from '../../domain/handoff/check-text.ts';
import type { CannedAnswerRecord } from '../../domain/handoff/desk-setup.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import {
  cannedAnswer,
  cannedAnswerInput,
  cannedAnswerList,
  rendered,
  renderInput,
} from '../contract/setup.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['texts'];

const LIST_CANNED_ANSWERS = {
  tags: TAGS,
  operationId: 'listCannedAnswers',
  summary: 'Texts that agents send often, and what may be filled in',
  response: { 200: cannedAnswerList, ...PROBLEMS },
};

const CREATE_CANNED_ANSWER = {
  tags: TAGS,
  operationId: 'createCannedAnswer',
  summary: 'Add a text',
  body: cannedAnswerInput,
  response: { 201: cannedAnswer, ...PROBLEMS },
};

const CHANGE_CANNED_ANSWER = {
  tags: TAGS,
  operationId: 'changeCannedAnswer',
  summary: 'Change a text',
  params: idParams,
  body: cannedAnswerInput,
  response: { 200: cannedAnswer, ...PROBLEMS },
};

const REMOVE_CANNED_ANSWER = {
  tags: TAGS,
  operationId: 'removeCannedAnswer',
  summary: 'Remove a text',
  params: idParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

const RENDER_CANNED_ANSWER = {
  tags: TAGS,
  operationId: 'renderCannedAnswer',
  summary: 'Fill in what is known of a conversation; what is not stays in the text and is named',
  params: idParams,
  body: renderInput,
  response: { 200: rendered, ...PROBLEMS },
};

/** Texts that agents send often. */
export function cannedAnswerRoutes(
  deps: Pick<SetupAdminDeps, 'cannedAnswers'>,
): FastifyPluginAsyncZod {
  const { cannedAnswers } = deps;
  return async (app) => {
    app.get('/canned-answers', { schema: LIST_CANNED_ANSWERS }, async () => {
      const items = await cannedAnswers.list();
      const variables = CANNED_VARIABLES.map(({ name, label }) => ({ name, label }));
      return { items: items.map(toAnswer), nextCursor: null, variables };
    });
    app.post('/canned-answers', { schema: CREATE_CANNED_ANSWER }, async (request, reply) => {
      refuseProblems(request.body.text);
      const created = await cannedAnswers.create(request.body, actorOf(request));
      if (created === 'shortcut_taken') throw shortcutTaken();
      return reply.code(201).send(toAnswer(created));
    });
    app.put('/canned-answers/:id', { schema: CHANGE_CANNED_ANSWER }, async (request) => {
      refuseProblems(request.body.text);
      const { id } = request.params;
      const changed = await cannedAnswers.change(id, request.body, actorOf(request));
      if (changed === 'not_found') throw notFound('canned answer');
      if (changed === 'shortcut_taken') throw shortcutTaken();
      return toAnswer(changed);
    });
    app.delete('/canned-answers/:id', { schema: REMOVE_CANNED_ANSWER }, async (request, reply) => {
      const outcome = await cannedAnswers.remove(request.params.id, actorOf(request));
      if (outcome === 'not_found') throw notFound('canned answer');
      return reply.code(204).send(undefined);
    });
    app.post('/canned-answers/:id/render', { schema: RENDER_CANNED_ANSWER }, async (request) => {
      const { principal } = request;
      const outcome = await cannedAnswers.render({
        id: request.params.id,
        conversationId: request.body.conversationId,
        agentName: principal?.kind === 'agent' ? principal.displayName : '',
        actor: actorOf(request),
      });
      if (outcome.kind === 'not_found') throw notFound(outcome.what);
      return { text: outcome.text, missing: [...outcome.missing] };
    });
  };
}

/** A text that no agent may send, or with a variable that nothing fills: it would go out with braces in it. */
function refuseProblems(text: string): void {
  const blocked = checkText(text).filter(({ kind }) => kind === 'blocked');
  if (blocked.length > 0) {
    throw new AppError('unprocessable', 'the text has words that are never sent', {
      details: blocked.map(({ word }) => ({ path: 'body.text', problem: `never sent: ${word}` })),
    });
  }
  const { problems } = parseCanned(text);
  if (problems.length === 0) return;
  throw new AppError('unprocessable', 'the text has variables that nothing can fill in', {
    details: problems.map((found) => ({
      path: 'body.text',
      problem:
        found.kind === 'unknown_variable'
          ? `unknown variable: ${found.name}`
          : `braces that open or close nothing: ${found.near}`,
    })),
  });
}

function notFound(what: string): AppError {
  return new AppError('not_found', `there is no such ${what}`);
}

function shortcutTaken(): AppError {
  return new AppError('conflict', 'another text has this shortcut', {
    details: [{ path: 'body.shortcut', problem: 'taken' }],
  });
}

function toAnswer({ updatedAt, ...rest }: CannedAnswerRecord): z.infer<typeof cannedAnswer> {
  return { ...rest, updatedAt: iso(updatedAt) };
}
