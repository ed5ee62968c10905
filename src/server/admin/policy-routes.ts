import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { PolicyView } from '../../domain/customer/view.ts';
import { isVinValid } from '../../domain/identifiers.ts';
import { AppError } from '../../lib/errors.ts';
import { putAnswer } from '../contract/common.ts';
import { policy, policyInput, policyParams } from '../contract/customer.ts';
import { iso, isoOrNull, PROBLEMS, toPutAnswer } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

/** Policies: kept current by the insurer's systems. */
export function policyRoutes(
  deps: Pick<AdminDeps, 'customers' | 'audit' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.put(
      '/policies/:policyNo',
      {
        schema: {
          tags: ['policies'],
          operationId: 'putPolicy',
          summary: 'Store a policy of a known customer; an older updatedAt changes nothing',
          params: policyParams,
          body: policyInput,
          response: { 200: putAnswer, 201: putAnswer, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const given = { updatedAt: deps.clock.now(), ...request.body };
        const put = { ...given, policyNo: request.params.policyNo };
        const outcome = await deps.customers.putPolicy(put, actorOf(request));
        const vin = request.body.vehicle?.vin;
        const warnings =
          vin && !isVinValid(vin)
            ? [{ path: 'body.vehicle.vin', problem: 'the check digit is wrong' }]
            : [];
        const { status, body } = toPutAnswer(outcome, warnings);
        return reply.code(status).send(body);
      },
    );
    app.get(
      '/policies/:policyNo',
      {
        schema: {
          tags: ['policies'],
          operationId: 'getPolicy',
          summary: 'One policy; its vehicle is masked',
          params: policyParams,
          response: { 200: policy, ...PROBLEMS },
        },
      },
      async (request) => {
        const { policyNo } = request.params;
        const found = await deps.customers.findPolicy(policyNo);
        if (found === undefined) throw new AppError('not_found', 'there is no such policy');
        const subject = { subjectKind: 'policy', subjectId: policyNo };
        await deps.audit.record([{ actor: actorOf(request), action: 'policy.read', ...subject }]);
        return toPolicyAnswer(found);
      },
    );
  };
}

/** A policy as answers write it. */
export function toPolicyAnswer(view: PolicyView): z.infer<typeof policy> {
  return {
    ...view,
    covers: view.covers.map((cover) => JSON.parse(JSON.stringify(cover))),
    startsAt: iso(view.startsAt),
    endsAt: iso(view.endsAt),
    sourceUpdatedAt: isoOrNull(view.sourceUpdatedAt),
    updatedAt: iso(view.updatedAt),
  };
}
