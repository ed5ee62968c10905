import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Activity } from '../../domain/activity.ts';
import type { Actor } from '../../domain/audit.ts';
import { AppError } from '../../lib/errors.ts';
import { conversationParams } from '../contract/conversation.ts';
import {
  agentMessageInput,
  messageParams,
  messageRevealInput,
  revealedMessage,
  sentMessage,
} from '../contract/handoff.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { checkWords } from './check-words.ts';
import { deskActorOf, toRefusal } from './desk-actor.ts';
import { refuseOthers, refuseUnreachable } from './own-conversation.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['messages'];

const SEND = {
  tags: TAGS,
  operationId: 'sendMessage',
  summary: 'Writes to the customer of a conversation of mine, on the channel that they use',
  params: conversationParams,
  body: agentMessageInput,
  response: { 201: sentMessage, ...PROBLEMS },
};

const TYPING = {
  tags: TAGS,
  operationId: 'showTyping',
  summary: 'Shows the customer that I write',
  params: conversationParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

const REVEAL = {
  tags: TAGS,
  operationId: 'revealMessage',
  summary: 'The words of one message, unmasked; every reveal is in the audit trail',
  params: messageParams,
  body: messageRevealInput,
  response: { 200: revealedMessage, ...PROBLEMS },
};

type Deps = Pick<
  AdminDeps,
  'handoffDesk' | 'reach' | 'conversationFiles' | 'deskFeed' | 'audit' | 'clock'
>;

/** What an agent does in a conversation that they have. */
export function conversationWriteRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/conversations/:id/messages', { schema: SEND }, async (request, reply) => {
      const { id } = request.params;
      const by = deskActorOf(request);
      const reach = await refuseOthers(deps, { conversationId: id, actor: by.actor });
      refuseUnreachable(reach, deps.clock.now());
      const warned = checkWords(request.body);
      const activity = await toActivity(deps, id, request.body);
      const sent = await deps.handoffDesk.send(id, by, activity);
      if (sent.kind === 'refused') throw toRefusal(sent.why);
      const { message, delivery } = sent;
      const { source = 'written' } = request.body;
      await tellSource(deps, { id, actor: by.actor, seq: message.seq, source, warned });
      return reply.code(201).send({ seq: message.seq, at: iso(message.at), delivery });
    });
    app.post(
      '/conversations/:id/typing',
      { config: { idempotent: false }, schema: TYPING },
      async (request, reply) => {
        const { id } = request.params;
        await refuseOthers(deps, { conversationId: id, actor: actorOf(request) });
        deps.deskFeed.publishTyping(id);
        return reply.code(204).send(undefined);
      },
    );
    app.post(
      '/conversations/:id/messages/:seq/reveal',
      // The answer is what the audit trail has to show each time; it is not kept for a repeated key.
      { config: { idempotent: false }, schema: REVEAL },
      async (request) => {
        const { id: conversationId, seq } = request.params;
        const { reason } = request.body;
        const asked = { conversationId, seq, reason, actor: actorOf(request) };
        const shown = await deps.reach.reveal(asked);
        if (shown === undefined) throw new AppError('not_found', 'there is no such message');
        return { seq, text: shown.text };
      },
    );
  };
}

/** Text and files as the customer's channel gets them. Throws `not_found` for a file of another conversation. */
async function toActivity(
  deps: Pick<Deps, 'conversationFiles'>,
  conversationId: string,
  { text, fileIds = [] }: z.infer<typeof agentMessageInput>,
): Promise<Activity> {
  const files = await deps.conversationFiles.find(conversationId, fileIds);
  const attachments = fileIds.map((fileId, index) => {
    const file = files.find(({ id }) => id === fileId);
    if (file !== undefined) return { contentType: file.contentType, name: file.name, fileId };
    throw new AppError('not_found', 'there is no such file in this conversation', {
      details: [{ path: `body.fileIds.${index}`, problem: 'unknown file' }],
    });
  });
  return {
    type: 'message',
    ...(text === undefined || text === '' ? {} : { text, textFormat: 'plain' }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** The desk itself records that something was sent; this, whose words they were and which warnings were read. */
async function tellSource(
  deps: Pick<Deps, 'audit'>,
  told: {
    readonly id: string;
    readonly actor: Actor;
    readonly seq: number;
    readonly source: string;
    readonly warned: readonly string[];
  },
): Promise<void> {
  const { id, actor, seq, source, warned } = told;
  if (source === 'written' && warned.length === 0) return;
  const subject = { subjectKind: 'conversation', subjectId: id };
  const data = { seq, source, warned };
  await deps.audit.record([{ actor, action: 'message.source_told', ...subject, data }]);
}
