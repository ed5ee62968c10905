import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AgentDetail, AgentRecord } from '../../domain/agent.ts';
import { AppError } from '../../lib/errors.ts';
import { agent, agentInput, idParams, passwordInput, shortList } from '../contract/access.ts';
import { agentChange, agentDetail } from '../contract/setup.ts';
import { iso, isoOrNull, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['agents'];

const LIST_AGENTS = {
  tags: TAGS,
  operationId: 'listAgents',
  summary: 'Everybody with an account, by username',
  response: { 200: shortList(agentDetail), ...PROBLEMS },
};

const CREATE_AGENT = {
  tags: TAGS,
  operationId: 'createAgent',
  summary: 'Make an account for somebody',
  body: agentInput,
  response: { 201: agent, ...PROBLEMS },
};

const CHANGE_AGENT = {
  tags: TAGS,
  operationId: 'changeAgent',
  summary: 'Change what is given of an agent; another role ends their sessions',
  params: idParams,
  body: agentChange,
  response: { 200: agentDetail, ...PROBLEMS },
};

const DISABLE_AGENT = {
  tags: TAGS,
  operationId: 'disableAgent',
  summary: 'Disable an account and end its sessions',
  params: idParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

const RESET_AGENT_PASSWORD = {
  tags: TAGS,
  operationId: 'resetAgentPassword',
  summary: 'Set a password, enable the account and end its sessions',
  params: idParams,
  body: passwordInput,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** The accounts of the people who work here. */
export function agentRoutes(deps: Pick<AdminDeps, 'agents'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/agents', { schema: LIST_AGENTS }, async () => {
      const agents = await deps.agents.list();
      return { items: agents.map(toDetailAnswer), nextCursor: null };
    });
    app.post('/agents', { schema: CREATE_AGENT }, async (request, reply) => {
      const created = await deps.agents.create(request.body, actorOf(request));
      if (created === 'name_taken') throw new AppError('conflict', 'the username is taken');
      return reply.code(201).send(toAgentAnswer(created));
    });
    app.put('/agents/:id', { schema: CHANGE_AGENT }, async (request) => {
      const changed = await deps.agents.change(request.params.id, request.body, actorOf(request));
      switch (changed) {
        case 'not_found':
          throw new AppError('not_found', 'there is no such agent');
        case 'last_admin':
          throw new AppError('conflict', 'the last administrator cannot lose the role');
        case 'unknown_team':
          throw new AppError('unprocessable', 'there is no such team', {
            details: [{ path: 'body.teamId', problem: 'unknown team' }],
          });
        case 'own_compliance':
          throw new AppError('forbidden', 'another administrator has to give you this right');
        default:
          return toDetailAnswer(changed);
      }
    });
    app.post('/agents/:id/disable', { schema: DISABLE_AGENT }, async (request, reply) => {
      const outcome = await deps.agents.disable(request.params.id, actorOf(request));
      if (outcome === 'not_found') throw new AppError('not_found', 'there is no such agent');
      if (outcome === 'last_admin') {
        throw new AppError('conflict', 'the last administrator cannot be disabled');
      }
      return reply.code(204).send(undefined);
    });
    app.post(
      '/agents/:id/reset-password',
      { schema: RESET_AGENT_PASSWORD },
      async (request, reply) => {
        const { password } = request.body;
        const outcome = await deps.agents.resetPassword(
          request.params.id,
          password,
          actorOf(request),
        );
        if (outcome === 'not_found') throw new AppError('not_found', 'there is no such agent');
        return reply.code(204).send(undefined);
      },
    );
  };
}

/** An agent as answers write it. */
export function toAgentAnswer(record: AgentRecord): z.infer<typeof agent> {
  const { id, username, displayName, role } = record;
  return {
    id,
    username,
    displayName,
    role,
    disabledAt: isoOrNull(record.disabledAt),
    createdAt: iso(record.createdAt),
  };
}

function toDetailAnswer(detail: AgentDetail): z.infer<typeof agentDetail> {
  return {
    ...toAgentAnswer(detail),
    teamId: detail.teamId ?? null,
    branch: detail.branch ?? null,
    skills: [...detail.skills],
    languages: [...detail.languages],
    capacity: detail.capacity,
    presence: detail.presence,
    isCompliance: detail.isCompliance,
  };
}
