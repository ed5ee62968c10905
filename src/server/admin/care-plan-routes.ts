import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { mayNarrow } from '../../domain/care/occasion-people.ts';
import { isPersonal, traitsOf } from '../../domain/care/occasions.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams, shortList } from '../contract/access.ts';
import { carePlan, carePlanInput } from '../contract/care.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { CarePlanAdminDeps, CarePlanPut, CarePlanView } from './ports-care-plans.ts';

const TAGS = ['care'];

const LIST = {
  tags: TAGS,
  operationId: 'listCarePlans',
  summary: 'What is sent each time its occasion comes round',
  response: { 200: shortList(carePlan), ...PROBLEMS },
};
const CREATE = {
  tags: TAGS,
  operationId: 'createCarePlan',
  summary: 'Send something on an occasion, from the next time that it is due',
  body: carePlanInput,
  response: { 201: carePlan, ...PROBLEMS },
};
const CHANGE = {
  tags: TAGS,
  operationId: 'changeCarePlan',
  summary:
    'Change a plan, or switch it off; its occasion stays, and what is planned already is sent as it was',
  params: idParams,
  body: carePlanInput,
  response: { 200: carePlan, ...PROBLEMS },
};

/** Care plans. What they send is made by the worker (store/care/plan-tick.ts). */
export function carePlanRoutes({
  carePlans,
}: Pick<CarePlanAdminDeps, 'carePlans'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/outreach/plans', { schema: LIST }, async () => ({
      items: (await carePlans.list()).map(toAnswer),
      nextCursor: null,
    }));
    app.post('/outreach/plans', { schema: CREATE }, async (request, reply) => {
      refuseRule(request.body);
      const outcome = await carePlans.create(request.body, actorOf(request));
      return reply.code(201).send(toAnswer(planOf(outcome)));
    });
    app.put('/outreach/plans/:id', { schema: CHANGE }, async (request) => {
      refuseRule(request.body);
      const { id } = request.params;
      return toAnswer(planOf(await carePlans.change(id, request.body, actorOf(request))));
    });
  };
}

/** The people of an occasion and a rule of groups would be three levels deep, which no rule is. */
function refuseRule({ occasion, audienceRule }: z.infer<typeof carePlanInput>): void {
  if (!isPersonal(occasion) || mayNarrow(audienceRule)) return;
  throw new AppError('unprocessable', 'an any of groups cannot narrow an occasion', {
    details: [{ path: 'body.audienceRule', problem: 'use an all, or an any of conditions' }],
  });
}

function planOf(outcome: CarePlanPut): CarePlanView {
  switch (outcome.kind) {
    case 'done':
      return outcome.plan;
    case 'not_found':
      throw new AppError('not_found', 'there is no such plan');
    case 'taken':
      throw new AppError('conflict', 'another plan sends this template on this occasion');
    case 'other_occasion':
      throw new AppError('unprocessable', 'the occasion of a plan does not change', {
        details: [{ path: 'body.occasion', problem: 'make another plan' }],
      });
  }
}

function toAnswer({ template, ...plan }: CarePlanView): z.infer<typeof carePlan> {
  return {
    ...plan,
    ways: [...plan.ways],
    audienceRule: { ...plan.audienceRule },
    template: template ?? null,
    pushClass: traitsOf(plan.occasion).pushClass,
    plannedUntil: plan.plannedUntil ?? null,
    updatedAt: iso(plan.updatedAt),
  };
}
