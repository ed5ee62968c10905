import type { FastifyPluginAsync } from 'fastify';
import { ACT_INPUTS } from '../contract/complaint-acts.ts';
import { type ActRouteDeps, actRoute, toNotice } from './complaint-act-route.ts';

/** Whatever needs no word may come without a body. */
const ACT_ROUTES = [
  actRoute({
    path: 'assign',
    operationId: 'assignComplaint',
    summary: 'Give it to somebody, or to whoever may have it and has the least to do',
    body: ACT_INPUTS.assign.nullish(),
    toAct: async (body, asked) => ({
      name: 'assign',
      handlerId: body?.handlerId ?? (await asked.findHandler()),
      note: body?.note,
    }),
  }),
  actRoute({
    path: 'contact',
    operationId: 'contactComplainant',
    summary:
      'A person told the customer who handles it, what was understood, and when they hear again',
    body: ACT_INPUTS.contact,
    toAct: ({ channel, summary, nextAt }) => ({ name: 'contact', channel, summary, nextAt }),
  }),
  actRoute({
    path: 'pause',
    operationId: 'pauseComplaint',
    summary: 'Wait for the customer, an appraisal or a mediation: clocks that allow it stand still',
    body: ACT_INPUTS.pause,
    toAct: ({ reason, request }) => ({ name: 'pause', reason, request }),
  }),
  actRoute({
    path: 'resume',
    operationId: 'resumeComplaint',
    summary: 'What was waited for is here: the clocks go on',
    body: ACT_INPUTS.resume.nullish(),
    toAct: (body) => ({ name: 'resume', note: body?.note }),
  }),
  actRoute({
    path: 'propose',
    operationId: 'proposePlan',
    summary: 'Tell the customer a plan, which they may accept or dispute',
    body: ACT_INPUTS.propose,
    toAct: (body) => ({ name: 'propose', notice: toNotice(body) }),
  }),
  actRoute({
    path: 'decide',
    operationId: 'decideComplaint',
    summary: 'Decide, with findings, basis and the remedies that the law names',
    body: ACT_INPUTS.decide,
    toAct: (body) => ({ name: 'decide', notice: toNotice(body) }),
  }),
  actRoute({
    path: 'notes',
    operationId: 'addComplaintNote',
    summary: 'Write a note that no customer sees',
    body: ACT_INPUTS.notes,
    toAct: ({ text }) => ({ name: 'note', text }),
  }),
  actRoute({
    path: 'confirm',
    operationId: 'confirmComplaint',
    summary: 'The customer accepts the plan or the decision',
    body: ACT_INPUTS.confirm.nullish(),
    toAct: (body) => ({ name: 'confirm', comment: body?.comment }),
  }),
  actRoute({
    path: 'dispute',
    operationId: 'disputeComplaint',
    summary: 'The customer does not accept the plan: it goes one level up',
    body: ACT_INPUTS.dispute,
    toAct: ({ reason }) => ({ name: 'dispute', reason }),
  }),
  actRoute({
    path: 'withdraw',
    operationId: 'withdrawComplaint',
    summary: 'The customer withdraws it: closed the same day',
    body: ACT_INPUTS.withdraw.nullish(),
    toAct: (body) => ({ name: 'withdraw', reason: body?.reason }),
  }),
  actRoute({
    path: 'supplement',
    operationId: 'supplementComplaint',
    summary: "The customer hands something in; new facts start the regulator's clock anew",
    body: ACT_INPUTS.supplement,
    toAct: ({ text, evidenceIds, isNewFacts }) => ({
      name: 'supplement',
      text,
      evidenceIds,
      isNewFacts,
    }),
  }),
  actRoute({
    path: 'review',
    operationId: 'requestReview',
    summary: 'The customer asks for a review within 30 days of the decision',
    body: ACT_INPUTS.review,
    toAct: ({ reason }) => ({ name: 'request_review', reason }),
  }),
  actRoute({
    path: 'rating',
    operationId: 'rateComplaint',
    summary: 'What the customer thought of it, once they were asked',
    body: ACT_INPUTS.rating,
    toAct: ({ score, solved, comment }) => ({ name: 'rate', score, solved, comment }),
  }),
  actRoute({
    path: 'extend',
    operationId: 'extendComplaint',
    summary: 'Move a deadline, with a reason and with what the customer is told',
    body: ACT_INPUTS.extend,
    toAct: ({ clock, days, until, reason, notice }) => ({
      name: 'extend',
      clock,
      days,
      until,
      reason,
      notice,
    }),
  }),
  actRoute({
    path: 'relabel',
    operationId: 'relabelComplaint',
    summary: 'Change severity, category or nature: no promise becomes longer by it',
    body: ACT_INPUTS.relabel,
    toAct: ({ severity, category, nature, reason }) => ({
      name: 'relabel',
      severity,
      category,
      nature,
      reason,
    }),
  }),
  actRoute({
    path: 'escalate',
    operationId: 'escalateComplaint',
    summary: 'Take it one level up',
    body: ACT_INPUTS.escalate,
    toAct: ({ reason }) => ({ name: 'escalate', reason }),
  }),
  actRoute({
    path: 'review-decision',
    operationId: 'decideReview',
    summary: 'Decide a review, by somebody who did not handle the complaint',
    body: ACT_INPUTS['review-decision'],
    toAct: (body) => ({ name: 'decide_review', notice: toNotice(body) }),
  }),
  actRoute({
    path: 'decline',
    operationId: 'declineComplaint',
    summary: 'Not ours to handle; the customer is told',
    body: ACT_INPUTS.decline,
    toAct: ({ reason }) => ({ name: 'decline', reason }),
  }),
  actRoute({
    path: 'merge',
    operationId: 'mergeComplaint',
    summary: 'The same matter again: goes on under the earlier complaint',
    body: ACT_INPUTS.merge,
    toAct: ({ intoNo }) => ({ name: 'merge', intoNo }),
  }),
  actRoute({
    path: 'close',
    operationId: 'closeComplaint',
    summary: "Close it: with notice and proof, cause, and the customer's answer",
    body: ACT_INPUTS.close.nullish(),
    toAct: (body) => ({ name: 'close', ...body }),
  }),
  actRoute({
    path: 'reopen',
    operationId: 'reopenComplaint',
    summary: 'Open it again within 30 days: with new clocks, the old ones stay',
    body: ACT_INPUTS.reopen,
    toAct: ({ reason }) => ({ name: 'reopen', reason }),
  }),
  actRoute({
    path: 'rectify',
    operationId: 'rectifyComplaint',
    summary: 'What was to be put right is put right',
    body: ACT_INPUTS.rectify.nullish(),
    toAct: (body) => ({ name: 'rectify', note: body?.note }),
  }),
];

/** What people do with complaints. Whoever may not is told why by the code of the problem; the answer is the complaint afterwards. */
export function complaintActRoutes(deps: ActRouteDeps): FastifyPluginAsync {
  return async (app) => {
    for (const route of ACT_ROUTES) await app.register(route(deps));
  };
}
