import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import {
  type ClaimEventBody,
  claim,
  claimEventsAnswer,
  claimEventsInput,
  claimInput,
  claimParams,
} from '../contract/claim.ts';
import { putAnswer } from '../contract/common.ts';
import { PROBLEMS, toPutAnswer } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { toClaimAnswer, toEvent, toEventsAnswer } from './claim-answers.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['claims'];
/** Further in the future than clocks and time zones go wrong: such an event would hide all that follow. */
const FUTURE_MAX_MS = DAY_MS;

const PUT_CLAIM = {
  tags: TAGS,
  operationId: 'putClaim',
  summary: 'Store a claim of a known customer; an older updatedAt changes nothing',
  params: claimParams,
  body: claimInput,
  response: { 200: putAnswer, 201: putAnswer, ...PROBLEMS },
};

const RECORD_CLAIM_EVENTS = {
  tags: TAGS,
  operationId: 'recordClaimEvents',
  summary:
    'Record one event, or `{ events: [...] }`; late, repeated and out-of-order ones are fine',
  description:
    'Events are put in order of `occurredAt`. A step that the table of stages does not know is recorded and flagged. When the stage that the customer sees changes, the customer is told.',
  params: claimParams,
  body: claimEventsInput,
  response: { 200: claimEventsAnswer, 201: claimEventsAnswer, ...PROBLEMS },
};

const GET_CLAIM = {
  tags: TAGS,
  operationId: 'getClaim',
  summary: 'A claim with its events and anomalies',
  params: claimParams,
  response: { 200: claim, ...PROBLEMS },
};

/** Claims: kept current by the insurer's systems, whose events reach the customer. */
export function claimRoutes(
  deps: Pick<AdminDeps, 'claims' | 'audit' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.put(
      '/claims/:claimNo',
      {
        schema: PUT_CLAIM,
      },
      async (request, reply) => {
        const now = deps.clock.now();
        const given = { updatedAt: now, reportedAt: now, ...request.body };
        const put = { ...given, claimNo: request.params.claimNo };
        refuseFuture([put.updatedAt, put.statusAt ?? put.updatedAt]);
        const { status, body } = toPutAnswer(await deps.claims.put(put, actorOf(request)));
        return reply.code(status).send(body);
      },
    );
    app.post(
      '/claims/:claimNo/events',
      {
        schema: RECORD_CLAIM_EVENTS,
      },
      async (request, reply) => {
        const { body } = request;
        const sent: readonly ClaimEventBody[] = 'events' in body ? body.events : [body];
        refuseFuture(sent.map((event) => event.occurredAt));
        const recorded = await deps.claims.recordEvents(request.params.claimNo, {
          events: sent.map(toEvent),
          actor: actorOf(request),
        });
        if (recorded.kind === 'not_found') {
          throw new AppError('not_found', 'the claim is not known: PUT the claim first');
        }
        const answer = toEventsAnswer(recorded);
        return reply.code(answer.duplicate ? 200 : 201).send(answer);
      },
    );
    app.get(
      '/claims/:claimNo',
      {
        schema: GET_CLAIM,
      },
      async (request) => {
        const { claimNo } = request.params;
        const found = await deps.claims.find(claimNo);
        if (found === undefined) throw new AppError('not_found', 'there is no such claim');
        const subject = { subjectKind: 'claim', subjectId: claimNo };
        await deps.audit.record([{ actor: actorOf(request), action: 'claim.read', ...subject }]);
        return toClaimAnswer(found);
      },
    );
  };

  function refuseFuture(times: readonly Date[]): void {
    const latest = addMs(deps.clock.now(), FUTURE_MAX_MS);
    if (times.every((time) => time <= latest)) return;
    throw new AppError('bad_request', 'a time lies more than a day in the future', {
      details: [{ path: 'body', problem: 'check the clock of the sending system' }],
    });
  }
}
