import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { shortList } from '../contract/access.ts';
import { complaintClock, complaintEvent, complaintParams } from '../contract/complaint.ts';
import { complaintCandidates, complaintDraft } from '../contract/complaint-acts.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { noComplaint } from './complaint-act-route.ts';
import { complaintActorOf } from './complaint-actor.ts';
import { toComplaintClock, toComplaintEvent } from './complaint-answers.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['complaints'];
const params = complaintParams;

const LIST_EVENTS = {
  tags: TAGS,
  operationId: 'listComplaintEvents',
  summary: 'All that happened to a complaint, oldest first, masked',
  params,
  response: { 200: shortList(complaintEvent), ...PROBLEMS },
};

const LIST_CLOCKS = {
  tags: TAGS,
  operationId: 'listComplaintClocks',
  summary: 'Every run of every clock of a complaint, with its verdict and the deadlines it had',
  params,
  response: { 200: shortList(complaintClock), ...PROBLEMS },
};

const LIST_CANDIDATES = {
  tags: TAGS,
  operationId: 'listComplaintCandidates',
  summary: 'Who may be given a complaint, best first, and who may not have it',
  params,
  response: { 200: complaintCandidates, ...PROBLEMS },
};

const GET_DRAFT = {
  tags: TAGS,
  operationId: 'getComplaintDraft',
  summary: 'A notice to begin with; nothing is sent by it',
  params,
  response: { 200: complaintDraft, ...PROBLEMS },
};

/** What belongs to one complaint. Masked; reading its history is audited. */
export function complaintCaseRoutes(
  deps: Pick<AdminDeps, 'complaints' | 'noticeDrafts' | 'audit'>,
): FastifyPluginAsyncZod {
  const { complaints } = deps;
  return async (app) => {
    app.get('/complaints/:no/events', { schema: LIST_EVENTS }, async (request) => {
      const { no } = request.params;
      const events = await complaints.events(no);
      if (events === undefined) throw noComplaint();
      const subject = { subjectKind: 'complaint', subjectId: no };
      const entry = { actor: actorOf(request), action: 'complaint.history_read', ...subject };
      await deps.audit.record([entry]);
      return { items: events.map(toComplaintEvent), nextCursor: null };
    });
    app.get('/complaints/:no/clocks', { schema: LIST_CLOCKS }, async (request) => {
      const found = await complaints.find(request.params.no, complaintActorOf(request));
      if (found === undefined) throw noComplaint();
      return { items: found.clocks.map(toComplaintClock), nextCursor: null };
    });
    app.get('/complaints/:no/candidates', { schema: LIST_CANDIDATES }, async (request) => {
      const found = await complaints.candidates(request.params.no);
      if (found === undefined) throw noComplaint();
      return { items: [...found] };
    });
    app.get('/complaints/:no/draft', { schema: GET_DRAFT }, async (request) => {
      const draft = await deps.noticeDrafts.draft(request.params.no);
      if (draft === undefined) throw noComplaint();
      return draft;
    });
  };
}
