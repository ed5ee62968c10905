import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ConversationLink } from '../../domain/handoff/view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import { conversationParams } from '../contract/conversation.ts';
import { link, linkInput } from '../contract/handoff.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['links'];

const LIST = {
  tags: TAGS,
  operationId: 'listLinks',
  summary: 'The cases, complaints and tasks that a conversation is about',
  params: conversationParams,
  response: { 200: pageOf(link), ...PROBLEMS },
};

const ADD = {
  tags: TAGS,
  operationId: 'addLink',
  summary: 'Says what a conversation is about; saying it again changes nothing',
  params: conversationParams,
  body: linkInput,
  response: { 201: link, ...PROBLEMS },
};

const REMOVE = {
  tags: TAGS,
  operationId: 'removeLink',
  summary: 'Takes a link back',
  params: conversationParams,
  querystring: linkInput,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** Links of a conversation. Reading and writing is audited. */
export function linkRoutes(deps: Pick<AdminDeps, 'links' | 'audit'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/conversations/:id/links', { schema: LIST }, async (request) => {
      const { id } = request.params;
      const found = await deps.links.list(id);
      if (found === undefined) throw noConversation();
      const subject = { subjectKind: 'conversation', subjectId: id };
      await deps.audit.record([{ actor: actorOf(request), action: 'links.read', ...subject }]);
      return { items: found.map(toLink), nextCursor: null };
    });
    app.post('/conversations/:id/links', { schema: ADD }, async (request, reply) => {
      const added = await deps.links.add({
        conversationId: request.params.id,
        ...request.body,
        actor: actorOf(request),
      });
      if (added === 'unknown_conversation') throw noConversation();
      if (added === 'unknown_ref') {
        const details = [{ path: 'body.ref', problem: 'unknown number' }];
        throw new AppError('not_found', 'there is no case of that number', { details });
      }
      return reply.code(201).send(toLink(added));
    });
    app.delete('/conversations/:id/links', { schema: REMOVE }, async (request, reply) => {
      const link = { conversationId: request.params.id, ...request.query };
      const removed = await deps.links.remove({ ...link, actor: actorOf(request) });
      if (removed === 'not_found') throw new AppError('not_found', 'there is no such link');
      return reply.code(204).send(undefined);
    });
  };
}

function noConversation(): AppError {
  return new AppError('not_found', 'there is no such conversation');
}

function toLink(view: ConversationLink): z.infer<typeof link> {
  return { ...view, at: iso(view.at) };
}
