import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { type Presence, RESULT_CODES } from '../../domain/handoff/settings.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import { deskState, handoffParams, presenceInput, rosterAgent } from '../contract/handoff.ts';
import { iso, isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { agentOf } from './desk-actor.ts';
import { toRosterAgent } from './handoff-answers.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['desk'];

const GET_DESK = {
  tags: TAGS,
  operationId: 'getDesk',
  summary: 'How the desk stands, and who I am at it',
  response: { 200: deskState, ...PROBLEMS },
};

const GET_ROSTER = {
  tags: TAGS,
  operationId: 'getRoster',
  summary: 'Everybody who works at the desk, those who are there first',
  response: { 200: pageOf(rosterAgent), ...PROBLEMS },
};

const SET_MINE = {
  tags: TAGS,
  operationId: 'setPresence',
  summary: 'Whether I take new customers; away gives back what waits for me',
  body: presenceInput,
  response: { 200: rosterAgent, ...PROBLEMS },
};

const SET_THEIRS = {
  ...SET_MINE,
  operationId: 'setAgentPresence',
  summary: 'The presence of somebody whom I lead',
  params: handoffParams,
};

type Deps = Pick<AdminDeps, 'roster' | 'deskNow' | 'handoffDesk' | 'brandName' | 'clock'>;

/** The desk itself: who is there, whether it is open, who waits. Holds nothing of customers. */
export function deskRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/desk', { schema: GET_DESK }, async (request) => {
      const [me, now] = await Promise.all([findAgent(deps, agentOf(request).id), deps.deskNow()]);
      const { offerSeconds, firstReplySeconds, nextReplySeconds } = now.settings;
      return {
        me,
        isOpen: now.isOpen,
        opensAt: isoOrNull(now.opensAt),
        waiting: now.waiting,
        longestWaitSince: isoOrNull(now.longestWaitSince),
        settings: { offerSeconds, firstReplySeconds, nextReplySeconds },
        resultCodes: [...RESULT_CODES],
        brandName: deps.brandName,
        now: iso(deps.clock.now()),
      };
    });
    app.get('/roster', { schema: GET_ROSTER }, async () => {
      const agents = await deps.roster.list();
      return { items: agents.map(toRosterAgent), nextCursor: null };
    });
    app.put('/presence', { schema: SET_MINE }, async (request) =>
      setPresence(deps, {
        agentId: agentOf(request).id,
        presence: request.body.presence,
        by: actorOf(request),
      }),
    );
    app.put('/agents/:id/presence', { schema: SET_THEIRS }, async (request) =>
      setPresence(deps, {
        agentId: request.params.id,
        presence: request.body.presence,
        by: actorOf(request),
      }),
    );
  };
}

async function setPresence(
  deps: Deps,
  change: { readonly agentId: string; readonly presence: Presence; readonly by: Actor },
): Promise<z.infer<typeof rosterAgent>> {
  // Looked for first: whoever does not work at the desk has no presence.
  await findAgent(deps, change.agentId);
  const set = await deps.handoffDesk.setPresence(change.agentId, change.presence, change.by);
  if (set === 'not_found') throw new AppError('not_found', 'there is no such agent');
  return findAgent(deps, change.agentId);
}

async function findAgent(
  deps: Pick<Deps, 'roster'>,
  id: string,
): Promise<z.infer<typeof rosterAgent>> {
  const agent = await deps.roster.find(id);
  if (agent === undefined) throw new AppError('not_found', 'there is no such agent');
  return toRosterAgent(agent);
}
