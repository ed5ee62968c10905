import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ComplaintDetail, ComplaintSummary } from '../../domain/complaint/desk-view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  complaint,
  complaintParams,
  complaintQuery,
  complaintSummary,
  consent,
  consentQuery,
} from '../contract/complaint.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

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

const LIST_CONSENTS = {
  tags: ['consents'],
  operationId: 'listConsents',
  summary: 'What a customer agreed to and refused, newest first',
  querystring: consentQuery,
  response: { 200: pageOf(consent), ...PROBLEMS },
};

/** Complaints and consents, to list and to read. Masked; reading is audited. */
export function complaintRoutes(
  deps: Pick<AdminDeps, 'complaints' | 'consents' | 'audit'>,
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
    app.get('/consents', { schema: LIST_CONSENTS }, async (request) => {
      const page = await deps.consents.list(request.query);
      const subject = { subjectKind: 'customer', subjectId: request.query.customerNo };
      await deps.audit.record([{ actor: actorOf(request), action: 'consents.read', ...subject }]);
      return toList(page, (item) => ({ ...item, decidedAt: iso(item.decidedAt) }));
    });
  };
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
