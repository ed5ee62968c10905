import { z } from 'zod';
import {
  CASE_NATURES,
  type ComplaintCase,
  type ComplaintRating,
  CUSTOMER_ANSWERS,
  NOTICE_CHANNELS,
  ROOT_CAUSE_CODES,
  SOLVED_ANSWERS,
} from '../../domain/complaint/case.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_FLAGS,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
} from '../../domain/complaint/record.ts';

/** Flags as stored; one of a later version is left out rather than the whole complaint. */
export const flagsSchema = z
  .array(z.string())
  .transform((flags) => COMPLAINT_FLAGS.filter((flag) => flags.includes(flag)));

/** What the customer was told last, as stored. */
export const noticeSchema = z.object({
  findings: z.string(),
  decision: z.string(),
  basis: z.string(),
  remedies: z.string(),
  channel: z.enum(NOTICE_CHANNELS),
  proof: z.string(),
  at: z.coerce.date(),
});

export const rootCauseSchema = z.object({
  code: z.enum(ROOT_CAUSE_CODES),
  department: z.string(),
  action: z.string(),
  ownerId: z.string(),
  dueOn: z.string(),
  doneAt: z.coerce.date().optional(),
});

/** The columns that a complaint is made of, as `SELECT c.*` gives them. */
export const caseRowSchema = z.object({
  id: z.string(),
  complaint_no: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  nature: z.enum(CASE_NATURES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.enum(COMPLAINT_SOURCES),
  flags: flagsSchema,
  received_at: z.date(),
  handler_id: z.string().nullable(),
  supervisor_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  excluded_ids: z.array(z.string()),
  first_feedback_at: z.date().nullable(),
  proposed_at: z.date().nullable(),
  decided_at: z.date().nullable(),
  notice: noticeSchema.nullable(),
  answer: z.enum(CUSTOMER_ANSWERS).nullable(),
  answered_at: z.date().nullable(),
  review_requested_at: z.date().nullable(),
  closed_at: z.date().nullable(),
  close_reason: z.string().nullable(),
  merged_into_no: z.string().nullable(),
  root_cause: rootCauseSchema.nullable(),
  compensation_fen: z.string().transform(BigInt).nullable(),
  rating_asked_at: z.date().nullable(),
  rating_score: z.number().nullable(),
  rating_solved: z.enum(SOLVED_ANSWERS).nullable(),
  rating_comment: z.string().nullable(),
  rated_at: z.date().nullable(),
  disputes: z.number(),
  escalation: z.number(),
  last_seq: z.number(),
});
type CaseRow = z.infer<typeof caseRowSchema>;

/** A stored complaint as its machine takes it; the rest is read from its history. */
export function toCase(
  row: CaseRow,
  history: Pick<ComplaintCase, 'regulatorDays' | 'since'>,
): ComplaintCase {
  return {
    id: row.id,
    complaintNo: row.complaint_no,
    status: row.status,
    nature: row.nature,
    severity: row.severity,
    category: row.category,
    source: row.source,
    flags: row.flags,
    receivedAt: row.received_at,
    handlerId: row.handler_id ?? undefined,
    supervisorId: row.supervisor_id ?? undefined,
    conversationId: row.conversation_id ?? undefined,
    excludedIds: row.excluded_ids,
    firstFeedbackAt: row.first_feedback_at ?? undefined,
    proposedAt: row.proposed_at ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    notice: row.notice ?? undefined,
    answer: row.answer ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    reviewRequestedAt: row.review_requested_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    closeReason: row.close_reason ?? undefined,
    mergedIntoNo: row.merged_into_no ?? undefined,
    rootCause: row.root_cause ?? undefined,
    compensationFen: row.compensation_fen ?? undefined,
    ratingAskedAt: row.rating_asked_at ?? undefined,
    rating: toRating(row),
    disputes: row.disputes,
    escalation: row.escalation,
    ...history,
    lastSeq: row.last_seq,
  };
}

/** What the customer thought of it; undefined until they said so. */
export function toRating(
  row: Pick<CaseRow, 'rating_score' | 'rating_solved' | 'rating_comment' | 'rated_at'>,
): ComplaintRating | undefined {
  const { rating_score: score, rating_solved: solved, rated_at: at } = row;
  if (score === null || solved === null || at === null) return undefined;
  return { score, solved, at, comment: row.rating_comment ?? undefined };
}
