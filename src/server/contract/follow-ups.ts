import { z } from 'zod';
import { FOLLOW_UP_KINDS } from '../../domain/questionnaire/findings.ts';
import { FOLLOW_UP_RESULTS, FOLLOW_UP_STATES } from '../../domain/questionnaire/follow-up.ts';
import { instant, instantInput, longText, numberInput, pageQuery } from './common.ts';
import { surveyPerson } from './surveys.ts';

/** Somebody has to do something about an answer or a visit. */
export const followUp = z.object({
  id: z.string(),
  kind: z.enum(FOLLOW_UP_KINDS),
  status: z.enum(FOLLOW_UP_STATES),
  invitationId: z.string().nullable(),
  visitId: z.string().nullable(),
  customer: surveyPerson.nullable(),
  conversationId: z.string().nullable(),
  /** What it is about: scores, masked words, the subject. */
  facts: z.record(z.string(), z.json()),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: instant,
  dueAt: instant,
  contactedAt: instant.nullable(),
  doneAt: instant.nullable(),
  result: z.enum(FOLLOW_UP_RESULTS).nullable(),
  note: z.string().nullable(),
  complaintNo: z.string().nullable(),
  /** in_time, late: by the time of the first contact, or of its end. open: still time. overdue: nothing was done. */
  verdict: z.enum(['open', 'overdue', 'in_time', 'late']),
});

export const followUpQuery = pageQuery.extend({
  status: z.enum(FOLLOW_UP_STATES).optional(),
  kind: z.enum(FOLLOW_UP_KINDS).optional(),
  /** `me`: mine. */
  ownerId: z.string().max(64).optional(),
  isOverdue: z.stringbool().optional(),
  /** False: what is still to be seen to. */
  isDone: z.stringbool().optional(),
  customerNo: numberInput.optional(),
});

export const followUpContactInput = z.object({
  /** When they were reached; default now. */
  at: instantInput.optional(),
  note: longText(1_000).optional(),
});

export const followUpFinishInput = z.object({
  result: z.enum(FOLLOW_UP_RESULTS),
  note: longText(1_000).optional(),
  /** Of `complaint_filed`. */
  complaintNo: z.string().trim().min(1).max(40).optional(),
  at: instantInput.optional(),
});
