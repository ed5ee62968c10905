import type { Pool } from 'pg';
import { z } from 'zod';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_STATUSES,
  type ComplaintReader,
  type ComplaintView,
} from '../../domain/complaint/record.ts';

const rowSchema = z.object({
  complaint_no: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  category: z.enum(COMPLAINT_CATEGORIES),
  matter: z.string(),
  received_at: z.date(),
  first_feedback_due_at: z.date(),
  resolution_due_at: z.date(),
  first_feedback_at: z.date().nullable(),
  closed_at: z.date().nullable(),
  claim_no: z.string().nullable(),
  handler_name: z.string().nullable(),
});

/** More complaints than one person has. */
const COMPLAINTS_MAX = 50;

/** Complaints as their complainant may see them. */
export function makeComplaintReader({ pool }: { readonly pool: Pool }): ComplaintReader {
  return {
    ofComplainant: async ({ identityId, customerId }) => {
      const { rows } = await pool.query(
        `SELECT c.complaint_no, c.status, c.category, c.matter, c.received_at,
           c.first_feedback_due_at, c.resolution_due_at, c.first_feedback_at, c.closed_at, c.claim_no,
           a.display_name AS handler_name
         FROM complaints c LEFT JOIN agents a ON a.id = c.handler_id
         WHERE c.identity_id = $1 OR c.customer_id = $2
         ORDER BY c.received_at DESC, c.complaint_no DESC LIMIT $3`,
        [identityId, customerId ?? null, COMPLAINTS_MAX],
      );
      return z.array(rowSchema).parse(rows).map(toView);
    },
  };
}

function toView(row: z.infer<typeof rowSchema>): ComplaintView {
  return {
    complaintNo: row.complaint_no,
    status: row.status,
    category: row.category,
    matter: row.matter,
    receivedAt: row.received_at,
    firstFeedbackDueAt: row.first_feedback_due_at,
    resolutionDueAt: row.resolution_due_at,
    ...(row.first_feedback_at === null ? {} : { firstFeedbackAt: row.first_feedback_at }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.claim_no === null ? {} : { claimNo: row.claim_no }),
    ...(row.handler_name === null ? {} : { handlerName: row.handler_name }),
  };
}
