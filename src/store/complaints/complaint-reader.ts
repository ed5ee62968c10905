import type { Pool } from 'pg';
import { z } from 'zod';
import {
  type ComplaintReader,
  type ComplaintView,
  type ComplaintWaiting,
  CUSTOMER_ACTS,
} from '../../domain/complaint/complainant.ts';
import { mayDo } from '../../domain/complaint/machine.ts';
import { pauseOf } from '../../domain/complaint/machine-gate.ts';
import { CLOCK_KINDS } from '../../domain/sla/clock.ts';
import { caseRowSchema, toCase } from './complaint-row.ts';
import { readPromisesAfter, readPromisesFor } from './read-promises.ts';

const instant = z.coerce.date();

const rowSchema = caseRowSchema.extend({
  matter: z.string(),
  first_feedback_due_at: z.date(),
  resolution_due_at: z.date(),
  claim_no: z.string().nullable(),
  handler_name: z.string().nullable(),
  paused: z.object({ at: instant, data: z.object({ request: z.string().default('') }) }).nullable(),
  clocks: z.array(z.object({ kind: z.enum(CLOCK_KINDS), dueAt: instant.nullable() })),
});
type Row = z.infer<typeof rowSchema>;

/** More complaints than one person has. */
const COMPLAINTS_MAX = 50;

const OF_COMPLAINANT = {
  name: 'complaints-of-complainant',
  text: `SELECT c.*, a.display_name AS handler_name,
      (SELECT jsonb_build_object('at', e.occurred_at, 'data', e.data) FROM complaint_events e
        WHERE e.complaint_id = c.id AND e.kind = 'pause' ORDER BY e.seq DESC LIMIT 1) AS paused,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'dueAt', k.due_at) ORDER BY k.due_at)
        FROM complaint_clocks k
        WHERE k.complaint_id = c.id AND k.done_at IS NULL AND k.ended_at IS NULL), '[]') AS clocks
    FROM complaints c LEFT JOIN agents a ON a.id = c.handler_id
    WHERE c.identity_id = $1 OR c.customer_id = $2
    ORDER BY c.received_at DESC, c.complaint_no DESC LIMIT $3`,
};

/** Complaints as their complainant may see them. */
export function makeComplaintReader({ pool }: { readonly pool: Pool }): ComplaintReader {
  return {
    ofComplainant: async ({ identityId, customerId, now }) => {
      const values = [identityId, customerId ?? null, COMPLAINTS_MAX];
      const { rows } = await pool.query({ ...OF_COMPLAINANT, values });
      return z
        .array(rowSchema)
        .parse(rows)
        .map((row) => toView(row, now));
    },
    promisesFor: (subject, receivedAt) => readPromisesFor(pool, subject, receivedAt),
    promisesAfter: (complaintNo, act, now) => readPromisesAfter(pool, complaintNo, { act, now }),
  };
}

function toView(row: Row, now: Date): ComplaintView {
  // Of neither depends what a customer may do: a closed complaint has the time of its closing.
  const complaint = toCase(row, { regulatorDays: 0, since: row.received_at });
  const { firstFeedbackAt, notice, answer, decidedAt, closedAt, mergedIntoNo } = complaint;
  const allowed = mayDo(complaint, { kind: 'customer', id: row.id }, now);
  const waiting = waitingOf(row);
  return {
    complaintNo: row.complaint_no,
    status: row.close_reason === 'withdrawn' ? 'WITHDRAWN' : row.status,
    category: row.category,
    matter: row.matter,
    receivedAt: row.received_at,
    firstFeedbackDueAt: row.first_feedback_due_at,
    resolutionDueAt: row.resolution_due_at,
    may: CUSTOMER_ACTS.filter((name) => allowed.includes(name)),
    promises: row.clocks,
    ...(firstFeedbackAt === undefined ? {} : { firstFeedbackAt }),
    ...(notice === undefined ? {} : { notice }),
    ...(answer === undefined ? {} : { answer }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(mergedIntoNo === undefined ? {} : { mergedIntoNo }),
    ...(row.claim_no === null ? {} : { claimNo: row.claim_no }),
    ...(row.handler_name === null ? {} : { handlerName: row.handler_name }),
    ...(row.rating_asked_at === null ? {} : { ratingAskedAt: row.rating_asked_at }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

/** What it stands still for now; an earlier pause is over. */
function waitingOf({ status, paused }: Row): ComplaintWaiting | undefined {
  const reason = pauseOf(status);
  if (reason === undefined || paused === null) return undefined;
  return { reason, since: paused.at, request: paused.data.request };
}
