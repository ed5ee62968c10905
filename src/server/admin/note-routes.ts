import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ConversationNote } from '../../domain/handoff/view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf, pageQuery } from '../contract/common.ts';
import { conversationParams } from '../contract/conversation.ts';
import { note, noteInput } from '../contract/handoff.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { deskActorOf } from './desk-actor.ts';
import type { AdminDeps } from './ports.ts';

const LIST = {
  tags: ['notes'],
  operationId: 'listNotes',
  summary: 'What colleagues wrote for each other about a conversation, oldest first',
  params: conversationParams,
  querystring: pageQuery,
  response: { 200: pageOf(note), ...PROBLEMS },
};

const ADD = {
  tags: ['notes'],
  operationId: 'addNote',
  summary: 'A note for colleagues; no customer ever reads it',
  params: conversationParams,
  body: noteInput,
  response: { 201: note, ...PROBLEMS },
};

/** Notes of a conversation. Reading and writing is audited. */
export function noteRoutes(
  deps: Pick<AdminDeps, 'notes' | 'audit' | 'deskFeed'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/conversations/:id/notes', { schema: LIST }, async (request) => {
      const { id } = request.params;
      const page = await deps.notes.list(id, request.query);
      if (page === undefined) throw notFound();
      const subject = { subjectKind: 'conversation', subjectId: id };
      const data = { found: page.items.length };
      await deps.audit.record([
        { actor: actorOf(request), action: 'notes.read', ...subject, data },
      ]);
      return toList(page, toNote);
    });
    app.post('/conversations/:id/notes', { schema: ADD }, async (request, reply) => {
      const { id } = request.params;
      const { actor, name } = deskActorOf(request);
      const { text } = request.body;
      const added = await deps.notes.add({ conversationId: id, text, authorName: name, actor });
      if (added === undefined) throw notFound();
      deps.deskFeed.publishDesk([{ kind: 'note', conversationId: id }]);
      return reply.code(201).send(toNote(added));
    });
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such conversation');
}

function toNote(view: ConversationNote): z.infer<typeof note> {
  return { ...view, at: iso(view.at) };
}
