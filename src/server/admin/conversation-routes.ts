import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ConversationSummary, TranscriptMessage } from '../../domain/desk-view.ts';
import { windowOf } from '../../domain/handoff/channel-window.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  conversation,
  conversationParams,
  conversationQuery,
  historyMessage,
  historyQuery,
  messageQuery,
  transcriptMessage,
} from '../contract/conversation.ts';
import { channelWindow } from '../contract/handoff.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';
import { makeSeldom } from './seldom.ts';

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
  summary: 'One conversation and who answers in it',
  params: conversationParams,
  response: { 200: conversation, ...PROBLEMS },
};

const LIST_MESSAGES = {
  tags: TAGS,
  operationId: 'listMessages',
  summary: 'The transcript, oldest first',
  params: conversationParams,
  querystring: messageQuery,
  response: { 200: pageOf(transcriptMessage), ...PROBLEMS },
};

const LIST_HISTORY = {
  tags: TAGS,
  operationId: 'listHistory',
  summary: 'What the same person said in other conversations, on every channel, newest first',
  description:
    'Conversations of the same chat identity, of the customer whom both proved to be, or of one person by the union id of WeChat.',
  params: conversationParams,
  querystring: historyQuery,
  response: { 200: pageOf(historyMessage), ...PROBLEMS },
};

const GET_WINDOW = {
  tags: TAGS,
  operationId: 'getChannelWindow',
  summary: 'How the customer can be reached on their channel, now',
  params: conversationParams,
  response: { 200: channelWindow, ...PROBLEMS },
};

/** A console reads these again with every event; one row of this tells the auditor as much as hundreds. */
const LISTED_EVERY_MS = 60_000;

/** Conversations, to list and to read. Masked; reading is audited, of the same list once a minute. */
export function conversationRoutes(
  deps: Pick<AdminDeps, 'desk' | 'audit' | 'reach' | 'clock'>,
): FastifyPluginAsyncZod {
  const isFirst = makeSeldom(deps.clock, LISTED_EVERY_MS);
  return async (app) => {
    app.get('/conversations', { schema: LIST_CONVERSATIONS }, async (request) => {
      const page = await deps.desk.listConversations(request.query);
      const actor = actorOf(request);
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'conversation', subjectId: '*' };
        const data = { found: page.items.length };
        await deps.audit.record([{ actor, action: 'conversations.listed', ...subject, data }]);
      }
      return toList(page, toConversation);
    });
    app.get('/conversations/:id', { schema: GET_CONVERSATION }, async (request) => {
      const { id } = request.params;
      const found = await deps.desk.findConversation(id);
      if (found === undefined) throw notFound();
      const actor = actorOf(request);
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'conversation', subjectId: id };
        await deps.audit.record([{ actor, action: 'conversation.looked_up', ...subject }]);
      }
      return toConversation(found);
    });
    app.get('/conversations/:id/messages', { schema: LIST_MESSAGES }, async (request) => {
      const { id } = request.params;
      const page = await deps.desk.listMessages(id, request.query);
      if (page === undefined) throw notFound();
      const subject = { subjectKind: 'conversation', subjectId: id };
      const data = { from: page.items[0]?.seq ?? 0, to: page.items.at(-1)?.seq ?? 0 };
      const actor = actorOf(request);
      await deps.audit.record([{ actor, action: 'conversation.read', ...subject, data }]);
      return toList(page, toMessage);
    });
    app.get('/conversations/:id/history', { schema: LIST_HISTORY }, async (request) => {
      const { id } = request.params;
      const page = await deps.desk.listHistory(id, request.query);
      if (page === undefined) throw notFound();
      const subject = { subjectKind: 'conversation', subjectId: id };
      const conversations = [...new Set(page.items.map(({ conversationId }) => conversationId))];
      const data = { found: page.items.length, conversations };
      const actor = actorOf(request);
      await deps.audit.record([{ actor, action: 'history.read', ...subject, data }]);
      return toList(page, ({ conversationId, channelAccount, ...message }) => ({
        ...toMessage(message),
        conversationId,
        channelAccount,
      }));
    });
    app.get('/conversations/:id/window', { schema: GET_WINDOW }, async (request) => {
      const reach = await deps.reach.find(request.params.id);
      if (reach === undefined) throw notFound();
      const { windowEndsAt, ...window } = windowOf(reach, deps.clock.now());
      const { channelAccount } = reach;
      return { channelAccount, ...window, windowEndsAt: isoOrNull(windowEndsAt) };
    });
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
