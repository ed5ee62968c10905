import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  complaint,
  complaintInput,
  complaintParams,
  complaintQuery,
  complaintSummary,
} from '../contract/complaint.ts';
import { consent, consentQuery } from '../contract/consents.ts';
import { ACCESS, mayUse } from './access.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { noComplaint } from './complaint-act-route.ts';
import { complaintActorOf } from './complaint-actor.ts';
import { toComplaint, toComplaintSummary } from './complaint-answers.ts';
import type { AdminDeps } from './ports.ts';
import { makeSeldom } from './seldom.ts';

const RECEIVED_WITHIN_MS = 366 * DAY_MS;
/** Clocks of two machines differ a little, as with an act's `occurredAt`. */
const SKEW_MS = 5 * SECOND_MS;
/** A console reads its list again with every event; one row of this tells the auditor as much as hundreds. */
const LISTED_EVERY_MS = MINUTE_MS;

const LIST_COMPLAINTS = {
  tags: ['complaints'],
  operationId: 'listComplaints',
  summary: 'Complaints, newest first or by their next deadline, masked',
  querystring: complaintQuery,
  response: { 200: pageOf(complaintSummary), ...PROBLEMS },
};

const GET_COMPLAINT = {
  tags: ['complaints'],
  operationId: 'getComplaint',
  summary: 'A complaint with its clocks, its notice and what whoever asks may do, masked',
  params: complaintParams,
  response: { 200: complaint, ...PROBLEMS },
};

const FILE_COMPLAINT = {
  tags: ['complaints'],
  operationId: 'fileComplaint',
  summary:
    'Registers a complaint for a customer; its severity and its clocks follow from what was said',
  body: complaintInput,
  // 200: the regulator's number is known, and this is the complaint that it has already.
  response: { 200: complaint, 201: complaint, ...PROBLEMS },
};

const LIST_CONSENTS = {
  tags: ['consents'],
  operationId: 'listConsents',
  summary: 'What a customer agreed to and refused, newest first',
  querystring: consentQuery,
  response: { 200: pageOf(consent), ...PROBLEMS },
};

/** Complaints and consents, to list, to read and to write down. Masked; reading and writing is audited. */
export function complaintRoutes(
  deps: Pick<AdminDeps, 'complaints' | 'consents' | 'audit' | 'registry' | 'clock'>,
): FastifyPluginAsyncZod {
  const isFirst = makeSeldom(deps.clock, LISTED_EVERY_MS);
  return async (app) => {
    app.get('/complaints', { schema: LIST_COMPLAINTS }, async (request) => {
      const { handlerId, ...query } = request.query;
      const actor = actorOf(request);
      const page = await deps.complaints.list({
        ...query,
        ...(handlerId === undefined
          ? {}
          : { handlerId: handlerId === 'me' ? actor.id : handlerId }),
      });
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'complaint', subjectId: '*' };
        const data = { found: page.items.length };
        await deps.audit.record([{ actor, action: 'complaints.listed', ...subject, data }]);
      }
      return toList(page, toComplaintSummary);
    });
    app.get('/complaints/:no', { schema: GET_COMPLAINT }, async (request) => {
      const { no } = request.params;
      const found = await deps.complaints.find(no, complaintActorOf(request));
      if (found === undefined) throw noComplaint();
      const subject = { subjectKind: 'complaint', subjectId: no };
      await deps.audit.record([{ actor: actorOf(request), action: 'complaint.read', ...subject }]);
      // Whoever may only read is offered nothing to do.
      const mayAct = mayUse(ACCESS['POST /complaints/:no/notes'], request.principal);
      return toComplaint(mayAct ? found : { ...found, may: [] });
    });
    app.post('/complaints', { schema: FILE_COMPLAINT }, async (request, reply) => {
      const receivedAt = receivedBy(request.body.receivedAt, deps.clock.now());
      const input = { ...request.body, receivedAt };
      const filed = await deps.registry.fileComplaint(input, actorOf(request));
      if (filed.kind === 'unknown') {
        const details = [{ path: `body.${filed.field}`, problem: 'unknown' }];
        throw new AppError('not_found', `the ${filed.field} is not known`, { details });
      }
      const found = await deps.complaints.find(filed.complaintNo, complaintActorOf(request));
      if (found === undefined) throw noComplaint();
      return reply.code(filed.kind === 'known' ? 200 : 201).send(toComplaint(found));
    });
    app.get('/consents', { schema: LIST_CONSENTS }, async (request) => {
      const page = await deps.consents.list(request.query);
      const subject = { subjectKind: 'customer', subjectId: request.query.customerNo };
      await deps.audit.record([{ actor: actorOf(request), action: 'consents.read', ...subject }]);
      return toList(page, (item) => ({
        ...item,
        evidence: { ...item.evidence },
        decidedAt: iso(item.decidedAt),
      }));
    });
  };
}

/**
 * Nobody complains tomorrow, and a clock that ran out a year ago promises nothing. What the other system's clock is
 * ahead of ours is taken as now. Undefined: it was not said.
 */
function receivedBy(receivedAt: Date | undefined, now: Date): Date | undefined {
  if (receivedAt === undefined) return undefined;
  const isPossible =
    receivedAt <= addMs(now, SKEW_MS) && receivedAt > addMs(now, -RECEIVED_WITHIN_MS);
  if (isPossible) return receivedAt > now ? now : receivedAt;
  throw new AppError('bad_request', 'some fields are not valid', {
    details: [{ path: 'body.receivedAt', problem: 'use a time within the last year' }],
  });
}
