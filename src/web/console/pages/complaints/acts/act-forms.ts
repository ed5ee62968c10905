import { z } from 'zod';
import { ACT_INPUTS } from '../../../../../server/contract/complaint-acts.ts';
import { ACT_COPY, ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import type { Complaint } from '../complaint.ts';
import type { ActForm } from './act-form.ts';
import { AssignFields } from './assign-fields.tsx';
import { CloseFields } from './close-fields.tsx';
import { ContactFields, PauseFields, ResumeFields } from './contact-fields.tsx';
import { ExtendFields } from './extend-fields.tsx';
import { MergeFields } from './merge-fields.tsx';
import { DecisionFields, PlanFields } from './notice-fields.tsx';
import { RelabelFields } from './relabel-fields.tsx';
import {
  CommentFields,
  DeclineFields,
  DisputeFields,
  EscalateFields,
  NoteFields,
  RateFields,
  RectifyFields,
  ReopenFields,
  ReviewFields,
  WithdrawFields,
} from './short-fields.tsx';
import type { ActName } from './sort-acts.ts';
import { SupplementFields } from './supplement-fields.tsx';

/** Where they chat they are told there, and on the telephone otherwise. */
function channelOf({ conversationId }: Complaint): object {
  return { channel: conversationId === null ? 'phone' : 'chat' };
}

const notice = ACT_INPUTS.propose.superRefine(({ channel, proof }, context) => {
  if (channel !== 'chat' && proof === undefined) {
    context.addIssue({ code: 'custom', path: ['proof'], message: 'needed outside of the chat' });
  }
});
const NOTICE = {
  schema: notice,
  hints: { proof: ACT_FIELDS.proofNeeded },
  first: channelOf,
  hasDraft: true,
  width: 640,
} as const;

const relabel = ACT_INPUTS.relabel.superRefine(({ severity, category, nature }, context) => {
  if (severity === undefined && category === undefined && nature === undefined) {
    context.addIssue({ code: 'custom', path: ['severity'], message: 'change one of them' });
  }
});

/** The regulator's clock is moved by days, a promise to a time: the one that belongs to it has to be there. */
const { days, until } = ACT_INPUTS.extend.shape;
const extend = z.discriminatedUnion('clock', [
  ACT_INPUTS.extend.extend({ clock: z.literal('regulator'), days: days.unwrap() }),
  ACT_INPUTS.extend.extend({ clock: z.literal('resolution'), until: until.unwrap() }),
]);

/** What is not known yet has to be said now: nothing is closed without it. */
function closeSchema({ rootCause, answer }: Complaint): z.ZodType {
  const { shape } = ACT_INPUTS.close;
  return ACT_INPUTS.close.extend({
    ...(rootCause === null ? { rootCause: shape.rootCause.unwrap() } : {}),
    ...(answer === null ? { answer: shape.answer.unwrap() } : {}),
  });
}

/** The form of every act. */
export const ACT_FORMS: Readonly<Record<ActName, ActForm>> = {
  assign: { route: 'assign', schema: ACT_INPUTS.assign, Fields: AssignFields },
  contact: {
    route: 'contact',
    schema: ACT_INPUTS.contact,
    Fields: ContactFields,
    first: channelOf,
  },
  pause: {
    route: 'pause',
    schema: ACT_INPUTS.pause,
    Fields: PauseFields,
    first: () => ({ reason: 'waiting_customer' }),
  },
  resume: { route: 'resume', schema: ACT_INPUTS.resume, Fields: ResumeFields },
  propose: { route: 'propose', ...NOTICE, Fields: PlanFields },
  decide: { route: 'decide', ...NOTICE, Fields: DecisionFields },
  confirm: { route: 'confirm', schema: ACT_INPUTS.confirm, Fields: CommentFields },
  dispute: { route: 'dispute', schema: ACT_INPUTS.dispute, Fields: DisputeFields },
  withdraw: { route: 'withdraw', schema: ACT_INPUTS.withdraw, Fields: WithdrawFields },
  decline: { route: 'decline', schema: ACT_INPUTS.decline, Fields: DeclineFields },
  close: {
    route: 'close',
    schema: closeSchema,
    Fields: CloseFields,
    first: ({ rootCause }) => (rootCause === null ? { rootCause: {} } : {}),
  },
  reopen: { route: 'reopen', schema: ACT_INPUTS.reopen, Fields: ReopenFields },
  extend: {
    route: 'extend',
    schema: extend,
    Fields: ExtendFields,
    first: () => ({ clock: 'regulator' }),
  },
  merge: {
    route: 'merge',
    schema: ACT_INPUTS.merge,
    Fields: MergeFields,
    first: ({ repeatOfNo }) => (repeatOfNo === null ? {} : { intoNo: repeatOfNo }),
  },
  supplement: {
    route: 'supplement',
    schema: ACT_INPUTS.supplement,
    hints: { evidenceIds: ACT_COPY.supplement.uploading },
    Fields: SupplementFields,
  },
  request_review: { route: 'review', schema: ACT_INPUTS.review, Fields: ReviewFields },
  decide_review: { route: 'review-decision', ...NOTICE, Fields: DecisionFields },
  relabel: {
    route: 'relabel',
    schema: relabel,
    hints: { severity: ACT_COPY.relabel.change },
    Fields: RelabelFields,
  },
  escalate: { route: 'escalate', schema: ACT_INPUTS.escalate, Fields: EscalateFields },
  note: { route: 'notes', schema: ACT_INPUTS.notes, Fields: NoteFields },
  rectify: { route: 'rectify', schema: ACT_INPUTS.rectify, Fields: RectifyFields },
  rate: { route: 'rating', schema: ACT_INPUTS.rating, Fields: RateFields },
};
