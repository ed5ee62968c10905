import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ComplaintDetail, ComplaintSummary } from '../../domain/complaint/desk-view.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  complaint,
  complaintInput,
  complaintParams,
  complaintQuery,
  complaintSummary,
  consent,
  consentQuery,
} from '../contract/complaint.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const RECEIVED_WITHIN_MS = 366 * DAY_MS;

const LIST_COMPLAINTS = {
  tags: ['complaints'],
  operationId: 'listComplaints',
  summary: 'Complaints, newest first, masked',
  querystring: complaintQuery,
  response: { 200: pageOf(complaintSummary), ...PROBLEMS },
};

const GET_COMPLAINT = {
  tags: ['complaints'],
  operationId: 'getComplaint',
  summary: 'A complaint with its request, contact and evidence, masked',
  params: complaintParams,
  response: { 200: complaint, ...PROBLEMS },
};

const FILE_COMPLAINT = {
  tags: ['complaints'],
  operationId: 'fileComplaint',
  summary:
    'Registers a complaint for a customer; its severity and its clocks follow from what was said',
  body: complaintInput,
  response: { 201: complaint, ...PROBLEMS },
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
  return async (app) => {
    app.get('/complaints', { schema: LIST_COMPLAINTS }, async (request) => {
      const page = await deps.complaints.list(request.query);
      const subject = { subjectKind: 'complaint', subjectId: '*' };
      const data = { found: page.items.length };
      const actor = actorOf(request);
      await deps.audit.record([{ actor, action: 'complaints.listed', ...subject, data }]);
      return toList(page, toSummary);
    });
    app.get('/complaints/:no', { schema: GET_COMPLAINT }, async (request) => {
      const { no } = request.params;
      const found = await deps.complaints.find(no);
      if (found === undefined) throw new AppError('not_found', 'there is no such complaint');
      const subject = { subjectKind: 'complaint', subjectId: no };
      await deps.audit.record([{ actor: actorOf(request), action: 'complaint.read', ...subject }]);
      return toDetail(found);
    });
    app.post('/complaints', { schema: FILE_COMPLAINT }, async (request, reply) => {
      refuseTime(request.body.receivedAt, deps.clock.now());
      const filed = await deps.registry.fileComplaint(request.body, actorOf(request));
      if (filed.kind === 'unknown') {
        const details = [{ path: `body.${filed.field}`, problem: 'unknown' }];
        throw new AppError('not_found', `the ${filed.field} is not known`, { details });
      }
      const found = await deps.complaints.find(filed.complaintNo);
      if (found === undefined) throw new AppError('not_found', 'there is no such complaint');
      return reply.code(201).send(toDetail(found));
    });
    app.get('/consents', { schema: LIST_CONSENTS }, async (request) => {
      const page = await deps.consents.list(request.query);
      const subject = { subjectKind: 'customer', subjectId: request.query.customerNo };
      await deps.audit.record([{ actor: actorOf(request), action: 'consents.read', ...subject }]);
      return toList(page, (item) => ({ ...item, decidedAt: iso(item.decidedAt) }));
    });
  };
}

/** Nobody complains tomorrow, and a clock that ran out a year ago promises nothing. */
function refuseTime(receivedAt: Date | undefined, now: Date): void {
  if (receivedAt === undefined) return;
  if (receivedAt <= now && receivedAt > addMs(now, -RECEIVED_WITHIN_MS)) return;
  throw new AppError('bad_request', 'some fields are not valid', {
    details: [{ path: 'body.receivedAt', problem: 'use a time within the last year' }],
  });
}

function toSummary(view: ComplaintSummary): z.infer<typeof complaintSummary> {
  return {
    ...view,
    flags: [...view.flags],
    receivedAt: iso(view.receivedAt),
    registeredAt: iso(view.registeredAt),
    firstFeedbackDueAt: iso(view.firstFeedbackDueAt),
    resolutionDueAt: iso(view.resolutionDueAt),
    firstFeedbackAt: isoOrNull(view.firstFeedbackAt),
    closedAt: isoOrNull(view.closedAt),
  };
}

function toDetail(view: ComplaintDetail): z.infer<typeof complaint> {
  return {
    ...view,
    ...toSummary(view),
    evidenceIds: [...view.evidenceIds],
    updatedAt: iso(view.updatedAt),
  };
}
