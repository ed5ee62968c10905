import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ClockTarget } from '../../domain/sla/clock.ts';
import type { SlaPolicy } from '../../domain/sla/policy.ts';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import {
  slaPolicy,
  slaPolicyDetail,
  slaPolicyInput,
  slaPolicyParams,
  slaPolicyPut,
} from '../contract/sla.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['clocks'];

const LIST = {
  tags: TAGS,
  operationId: 'listSlaPolicies',
  summary: 'What complaints promise, by severity, category and source: the newest version of each',
  response: { 200: shortList(slaPolicy), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getSlaPolicy',
  summary: 'A policy with every version that it had, newest first',
  params: slaPolicyParams,
  response: { 200: slaPolicyDetail, ...PROBLEMS },
};

const PUT = {
  tags: TAGS,
  operationId: 'putSlaPolicy',
  summary: 'Make the next version of a policy; no promise that was made becomes longer by it',
  params: slaPolicyParams,
  body: slaPolicyInput,
  response: { 200: slaPolicyPut, 201: slaPolicyPut, ...PROBLEMS },
};

type Deps = Pick<AdminDeps, 'slaPolicies' | 'calendars'>;

/** What complaints promise. A version is never changed, only followed by another. */
export function slaRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { slaPolicies } = deps;
  return async (app) => {
    app.get('/sla-policies', { schema: LIST }, async () => ({
      items: (await slaPolicies.list()).map(toAnswer),
      nextCursor: null,
    }));
    app.get('/sla-policies/:id', { schema: GET }, async (request) => {
      const versions = await slaPolicies.versions(request.params.id);
      const [newest] = versions;
      if (newest === undefined) throw new AppError('not_found', 'there is no such policy');
      return { ...toAnswer(newest), versions: versions.map(toAnswer) };
    });
    app.put('/sla-policies/:id', { schema: PUT }, async (request, reply) => {
      await refuseCalendars(deps, request.body.targets);
      const { id } = request.params;
      const { policy, retargeted } = await slaPolicies.put(id, request.body, actorOf(request));
      const answer = { ...toAnswer(policy), retargeted };
      return reply.code(policy.version === 1 ? 201 : 200).send(answer);
    });
  };
}

/** A clock by the hours of nobody would never fall due. */
async function refuseCalendars(deps: Deps, targets: readonly ClockTarget[]): Promise<void> {
  for (const [index, { length }] of targets.entries()) {
    if (length.basis !== 'working') continue;
    if ((await deps.calendars.find(length.calendarId)) !== undefined) continue;
    throw new AppError('unprocessable', `there is no calendar ${length.calendarId}: PUT it first`, {
      details: [{ path: `body.targets.${index}.length.calendarId`, problem: 'unknown calendar' }],
    });
  }
}

function toAnswer(policy: SlaPolicy): z.infer<typeof slaPolicy> {
  const { severities, categories, sources } = policy.fits;
  return {
    ...policy,
    fits: {
      ...(severities === undefined ? {} : { severities: [...severities] }),
      ...(categories === undefined ? {} : { categories: [...categories] }),
      ...(sources === undefined ? {} : { sources: [...sources] }),
    },
    targets: policy.targets.map((target) => ({ ...target, pausedBy: [...target.pausedBy] })),
    createdAt: iso(policy.createdAt),
  };
}
