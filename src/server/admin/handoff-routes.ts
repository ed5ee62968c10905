import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { HANDOFF_STATES, type HandoffState, isOpen } from '../../domain/handoff/handoff.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import { conversationParams } from '../contract/conversation.ts';
import {
  handoff,
  handoffDetail,
  handoffParams,
  handoffQuery,
  packet,
} from '../contract/handoff.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { toHandoff, toPacket, toSteps } from './handoff-answers.ts';
import type { AdminDeps } from './ports.ts';
import { makeSeldom } from './seldom.ts';

const TAGS = ['handoffs'];

const LIST = {
  tags: TAGS,
  operationId: 'listHandoffs',
  summary:
    'Requests for a person, masked: open ones in the order of the queue, ended ones newest first',
  querystring: handoffQuery,
  response: { 200: pageOf(handoff), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getHandoff',
  summary: 'A hand-off with its packet, its history and what the customer thought of it, masked',
  params: handoffParams,
  response: { 200: handoffDetail, ...PROBLEMS },
};

const GET_PACKET = {
  tags: TAGS,
  operationId: 'getPacket',
  summary: 'What the person who takes over has to know about a conversation, masked',
  params: conversationParams,
  response: { 200: packet, ...PROBLEMS },
};

const OPEN: readonly HandoffState[] = HANDOFF_STATES.filter((state) => isOpen({ state }));
/** A console reads its list again with every event; one row of this tells the auditor as much as hundreds. */
const LISTED_EVERY_MS = 60_000;

/** Hand-offs, to list and to read. Masked; reading is audited, of the same list once a minute. */
export function handoffRoutes(
  deps: Pick<AdminDeps, 'handoffs' | 'audit' | 'clock'>,
): FastifyPluginAsyncZod {
  const isFirst = makeSeldom(deps.clock, LISTED_EVERY_MS);
  return async (app) => {
    app.get('/handoffs', { schema: LIST }, async (request) => {
      const { state, agentId, ...query } = request.query;
      const actor = actorOf(request);
      const page = await deps.handoffs.list({
        ...query,
        ...(state === undefined ? {} : { states: state.flatMap(toStates) }),
        ...(agentId === undefined ? {} : { agentId: agentId === 'me' ? actor.id : agentId }),
      });
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'handoff', subjectId: '*' };
        const data = { found: page.items.length };
        await deps.audit.record([{ actor, action: 'handoffs.listed', ...subject, data }]);
      }
      return toList(page, toHandoff);
    });
    app.get('/handoffs/:id', { schema: GET }, async (request) => {
      const { id } = request.params;
      const item = await deps.handoffs.find(id);
      if (item === undefined) throw new AppError('not_found', 'there is no such hand-off');
      const [history, found] = await Promise.all([
        deps.handoffs.history(id),
        deps.handoffs.packet(item.conversationId),
      ]);
      if (found === undefined) throw new AppError('not_found', 'there is no such conversation');
      const subject = { subjectKind: 'handoff', subjectId: id };
      await deps.audit.record([{ actor: actorOf(request), action: 'handoff.read', ...subject }]);
      return {
        ...toHandoff(item),
        packet: toPacket(found),
        steps: toSteps(history),
        rating: history.rating,
      };
    });
    app.get('/conversations/:id/packet', { schema: GET_PACKET }, async (request) => {
      const { id } = request.params;
      const found = await deps.handoffs.packet(id);
      if (found === undefined) throw new AppError('not_found', 'there is no such conversation');
      const subject = { subjectKind: 'conversation', subjectId: id };
      await deps.audit.record([{ actor: actorOf(request), action: 'packet.read', ...subject }]);
      return toPacket(found);
    });
  };
}

function toStates(state: HandoffState | 'open'): readonly HandoffState[] {
  switch (state) {
    case 'open':
      return OPEN;
    // Whoever asks who waits does not mean to miss those who are being offered at this moment.
    case 'queued':
      return ['queued', 'offered'];
    default:
      return [state];
  }
}
