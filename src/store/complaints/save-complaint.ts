import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { Sql } from '../sql.ts';

const UPDATE = {
  name: 'complaint-save',
  text: `UPDATE complaints SET status = $2, nature = $3, severity = $4, category = $5, flags = $6::jsonb,
      handler_id = $7, supervisor_id = $8, excluded_ids = $9::jsonb, first_feedback_at = $10, proposed_at = $11,
      decided_at = $12, notice = $13::jsonb, answer = $14, answered_at = $15, review_requested_at = $16,
      closed_at = $17, close_reason = $18, merged_into_no = $19, root_cause = $20::jsonb, compensation_fen = $21,
      rating_asked_at = $22, rating_score = $23, rating_solved = $24, rating_comment = $25, rated_at = $26,
      disputes = $27, escalation = $28, last_seq = $29, evidence_ids = $30::jsonb, updated_at = $31
    WHERE id = $1`,
};

/** Writes a locked complaint as its machine left it. Deadlines are its clocks' to write (store/clocks). */
export async function saveComplaint(
  sql: Sql,
  complaint: ComplaintCase,
  { now, evidenceIds }: { readonly now: Date; readonly evidenceIds: readonly string[] },
): Promise<void> {
  const { notice, rootCause, rating } = complaint;
  await sql.query({
    ...UPDATE,
    values: [
      complaint.id,
      complaint.status,
      complaint.nature,
      complaint.severity,
      complaint.category,
      JSON.stringify(complaint.flags),
      complaint.handlerId ?? null,
      complaint.supervisorId ?? null,
      JSON.stringify(complaint.excludedIds),
      complaint.firstFeedbackAt ?? null,
      complaint.proposedAt ?? null,
      complaint.decidedAt ?? null,
      notice === undefined ? null : JSON.stringify(notice),
      complaint.answer ?? null,
      complaint.answeredAt ?? null,
      complaint.reviewRequestedAt ?? null,
      complaint.closedAt ?? null,
      complaint.closeReason ?? null,
      complaint.mergedIntoNo ?? null,
      rootCause === undefined ? null : JSON.stringify(rootCause),
      complaint.compensationFen ?? null,
      complaint.ratingAskedAt ?? null,
      rating?.score ?? null,
      rating?.solved ?? null,
      rating?.comment ?? null,
      rating?.at ?? null,
      complaint.disputes,
      complaint.escalation,
      complaint.lastSeq,
      JSON.stringify(evidenceIds),
      now,
    ],
  });
}
