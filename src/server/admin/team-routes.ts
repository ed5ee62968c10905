import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Team } from '../../domain/handoff/desk-setup.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams, shortList } from '../contract/access.ts';
import { team, teamInput } from '../contract/setup.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['agents'];

const LIST_TEAMS = {
  tags: TAGS,
  operationId: 'listTeams',
  summary: 'Every team, by name',
  response: { 200: shortList(team), ...PROBLEMS },
};

const CREATE_TEAM = {
  tags: TAGS,
  operationId: 'createTeam',
  summary: 'Make a team',
  body: teamInput,
  response: { 201: team, ...PROBLEMS },
};

const CHANGE_TEAM = {
  tags: TAGS,
  operationId: 'changeTeam',
  summary: 'Rename a team, or change what its people can do',
  params: idParams,
  body: teamInput,
  response: { 200: team, ...PROBLEMS },
};

const REMOVE_TEAM = {
  tags: TAGS,
  operationId: 'removeTeam',
  summary: 'Remove a team that nobody belongs to and nobody waits for',
  params: idParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** The teams that agents belong to. */
export function teamRoutes(deps: Pick<SetupAdminDeps, 'teams'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/teams', { schema: LIST_TEAMS }, async () => {
      const teams = await deps.teams.list();
      return { items: teams.map(toAnswer), nextCursor: null };
    });
    app.post('/teams', { schema: CREATE_TEAM }, async (request, reply) => {
      const created = await deps.teams.create(request.body, actorOf(request));
      if (created === 'name_taken') throw nameTaken();
      return reply.code(201).send(toAnswer(created));
    });
    app.put('/teams/:id', { schema: CHANGE_TEAM }, async (request) => {
      const changed = await deps.teams.change(request.params.id, request.body, actorOf(request));
      if (changed === 'not_found') throw notFound();
      if (changed === 'name_taken') throw nameTaken();
      return toAnswer(changed);
    });
    app.delete('/teams/:id', { schema: REMOVE_TEAM }, async (request, reply) => {
      const outcome = await deps.teams.remove(request.params.id, actorOf(request));
      switch (outcome) {
        case 'not_found':
          throw notFound();
        case 'has_agents':
          throw new AppError('conflict', 'somebody belongs to the team: move them first');
        case 'has_handoffs':
          throw new AppError('conflict', 'a customer waits for the team');
        case 'removed':
          return reply.code(204).send(undefined);
      }
    });
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such team');
}

function nameTaken(): AppError {
  return new AppError('conflict', 'another team has this name');
}

function toAnswer({ createdAt, skills, ...rest }: Team): z.infer<typeof team> {
  return { ...rest, skills: [...skills], createdAt: iso(createdAt) };
}
