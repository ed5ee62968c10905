import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ConversationSummary, TranscriptMessage } from '../../domain/desk-view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf, pageQuery } from '../contract/common.ts';
import {
  conversation,
  conversationParams,
  conversationQuery,
  handoff,
  handoffQuery,
  transcriptMessage,
} from '../contract/conversation.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['conversations'];

const LIST_CONVERSATIONS = {
  tags: TAGS,
  operationId: 'listConversations',
  summary: 'Conversations, the one written to last first',
  querystring: conversationQuery,
  response: { 200: pageOf(conversation), ...PROBLEMS },
};

const GET_CONVERSATION = {
  tags: TAGS,
  operationId: 'getConversation',
  params: conversationParams,
  response: { 200: conversation, ...PROBLEMS },
};

const LIST_MESSAGES = {
  tags: TAGS,
  operationId: 'listMessages',
  summary: 'The transcript, oldest first',
  params: conversationParams,
  querystring: pageQuery,
  response: { 200: pageOf(transcriptMessage), ...PROBLEMS },
};

const LIST_HANDOFFS = {
  tags: ['handoffs'],
  operationId: 'listHandoffs',
  summary: 'Hand-offs, the one that waits longest first',
  querystring: handoffQuery,
  response: { 200: pageOf(handoff), ...PROBLEMS },
};

/** Conversations and the queue of hand-offs, to list and to read. Masked; reading is audited. */
export function conversationRoutes(deps: Pick<AdminDeps, 'desk' | 'audit'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/conversations',
      {
        schema: LIST_CONVERSATIONS,
      },
      async (request) => toList(await deps.desk.listConversations(request.query), toConversation),
    );
    app.get(
      '/conversations/:id',
      {
        schema: GET_CONVERSATION,
      },
      async (request) => {
        const found = await deps.desk.findConversation(request.params.id);
        if (found === undefined) throw notFound();
        return toConversation(found);
      },
    );
    app.get(
      '/conversations/:id/messages',
      {
        schema: LIST_MESSAGES,
      },
      async (request) => {
        const { id } = request.params;
        const page = await deps.desk.listMessages(id, request.query);
        if (page === undefined) throw notFound();
        const subject = { subjectKind: 'conversation', subjectId: id };
        const data = { from: page.items[0]?.seq ?? 0, to: page.items.at(-1)?.seq ?? 0 };
        const actor = actorOf(request);
        await deps.audit.record([{ actor, action: 'conversation.read', ...subject, data }]);
        return toList(page, toMessage);
      },
    );
    app.get(
      '/handoffs',
      {
        schema: LIST_HANDOFFS,
      },
      async (request) =>
        toList(await deps.desk.listHandoffs(request.query), (item) => ({
          ...item,
          requestedAt: iso(item.requestedAt),
          closedAt: isoOrNull(item.closedAt),
        })),
    );
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such conversation');
}

function toConversation(summary: ConversationSummary): z.infer<typeof conversation> {
  return {
    ...summary,
    lastMessageAt: iso(summary.lastMessageAt),
    lastInboundAt: isoOrNull(summary.lastInboundAt),
    endedAt: isoOrNull(summary.endedAt),
    createdAt: iso(summary.createdAt),
  };
}

function toMessage(message: TranscriptMessage): z.infer<typeof transcriptMessage> {
  return {
    ...message,
    at: iso(message.at),
    attachments: message.attachments.map((attachment) => ({
      ...attachment,
      content: JSON.parse(JSON.stringify(attachment.content)),
    })),
  };
}
