import { z } from 'zod';
import {
  CASE_NATURES,
  CUSTOMER_ANSWERS,
  NOTICE_CHANNELS,
  ROOT_CAUSE_CODES,
} from '../../domain/complaint/case.ts';
import { COMPLAINT_CATEGORIES, COMPLAINT_SEVERITIES } from '../../domain/complaint/record.ts';
import { PAUSE_REASONS } from '../../domain/sla/clock.ts';
import { fen, instantInput, longText, numberInput, shortText } from './common.ts';

/** When it happened, when that was before now and is only written down now; at most 30 days ago. */
const happened = { occurredAt: instantInput.optional() };
const reason = longText(1000);

const noticeInput = z.object({
  findings: longText(2000),
  decision: longText(2000),
  basis: longText(2000),
  /** Left out: in the customer's chat, when they have one. */
  channel: z.enum(NOTICE_CHANNELS).default('chat'),
  /** How it can be shown that they were told; needed outside the chat. */
  proof: shortText(200).optional(),
  compensationFen: fen.optional(),
  ...happened,
});

/** The body of each act on a complaint. */
export const ACT_INPUTS = {
  /** Without a handler: whoever may have it and has the least to do. */
  assign: z.object({
    handlerId: z.string().min(1).max(64).optional(),
    note: reason.optional(),
  }),
  /** A person told the customer who handles it, how the matter was understood, and when they hear again. */
  contact: z.object({
    channel: z.enum(NOTICE_CHANNELS).default('chat'),
    summary: longText(1000),
    /** When they hear again. */
    nextAt: instantInput,
    ...happened,
  }),
  pause: z.object({
    reason: z.enum(PAUSE_REASONS).default('waiting_customer'),
    /** What the customer is asked for, or told of the appraisal; for a mediation, how they agreed. */
    request: longText(1000),
    ...happened,
  }),
  resume: z.object({ note: reason.optional(), ...happened }),
  propose: noticeInput,
  decide: noticeInput,
  confirm: z.object({ comment: reason.optional(), ...happened }),
  dispute: z.object({ reason, ...happened }),
  withdraw: z.object({ reason: reason.optional(), ...happened }),
  decline: z.object({ reason }),
  close: z.object({
    rootCause: z
      .object({
        code: z.enum(ROOT_CAUSE_CODES),
        department: shortText(60),
        action: longText(1000),
        ownerId: z.string().min(1).max(64),
        dueOn: z.iso.date(),
      })
      .optional(),
    /** What the customer said to the decision, when it is not known yet. */
    answer: z.enum(CUSTOMER_ANSWERS).optional(),
    note: reason.optional(),
  }),
  reopen: z.object({ reason }),
  extend: z.object({
    clock: z.enum(['regulator', 'resolution']).default('regulator'),
    days: z.number().int().min(1).max(366).optional(),
    until: instantInput.optional(),
    reason,
    /** What the customer is told; in their chat when they have one. */
    notice: longText(1000),
  }),
  merge: z.object({ intoNo: numberInput }),
  supplement: z.object({
    text: longText(2000),
    evidenceIds: z.array(z.string().min(1).max(64)).max(20).optional(),
    isNewFacts: z.boolean().optional(),
    ...happened,
  }),
  review: z.object({ reason, ...happened }),
  'review-decision': noticeInput,
  relabel: z.object({
    severity: z.enum(COMPLAINT_SEVERITIES).optional(),
    category: z.enum(COMPLAINT_CATEGORIES).optional(),
    nature: z.enum(CASE_NATURES).optional(),
    reason,
  }),
  escalate: z.object({ reason }),
  rectify: z.object({ note: reason.optional() }),
  notes: z.object({ text: longText(2000) }),
  rating: z.object({
    score: z.number().int().min(1).max(5),
    solved: z.enum(['solved', 'partly', 'not_solved']),
    comment: reason.optional(),
    ...happened,
  }),
} as const;

/** Who may be given a complaint, best first; and who may not, and why. */
export const complaintCandidates = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.string(),
      isOnline: z.boolean(),
      /** Open complaints that they have. */
      open: z.number().int(),
      isExcluded: z.boolean(),
    }),
  ),
});

/** A notice to begin with: template, or by the model and labelled. Never sent by itself. */
export const complaintDraft = z.object({
  findings: z.string(),
  decision: z.string(),
  basis: z.string(),
  remedies: z.string(),
  by: z.enum(['template', 'model']),
});
