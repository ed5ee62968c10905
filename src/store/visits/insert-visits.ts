import { z } from 'zod';
import type { HolidayTable } from '../../domain/calendar/holiday-table.ts';
import { VISIT_PLANS } from '../../domain/visit/plan.ts';
import type { VisitKind } from '../../domain/visit/visit.ts';
import {
  annualWindow,
  claimSizeOf,
  claimWindow,
  complaintWindow,
  halfYearOf,
  highValueWindow,
  newPolicyWindow,
  renewalWindow,
  type VisitWindow,
} from '../../domain/visit/windows.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** An event that makes a visit due, as the statements of scan-sources.ts give it. */
export const candidateSchema = z.object({
  /** The key that pages go by. */
  id: z.string(),
  event_key: z.string(),
  customer_id: z.string(),
  /** When it happened, or ends. */
  at: z.date(),
  policy_no: z.string().nullish(),
  claim_no: z.string().nullish(),
  complaint_no: z.string().nullish(),
  owner_id: z.string().nullable(),
  excluded_ids: z.array(z.string()).default([]),
  has_injury: z.boolean().default(false),
  is_total_loss: z.boolean().default(false),
  paid_fen: z.number().nullish(),
});
export type Candidate = z.infer<typeof candidateSchema>;

interface InsertGiven {
  readonly candidates: readonly Candidate[];
  readonly kind: VisitKind;
  readonly holidays: HolidayTable;
  /** Nothing whose window was over by then is planned. */
  readonly startedAt: Date;
  /** All that happened before was seen; absent: this is the first look. */
  readonly seenUntil: Date | undefined;
  readonly now: Date;
  readonly random: Random;
}

const INSERT = {
  name: 'visits-insert',
  text: `INSERT INTO return_visits (id, kind, event_key, customer_id, policy_no, claim_no, complaint_no, due_from,
      due_until, status, owner_id, excluded_ids, ways, attempts_max, next_attempt_at, reason, result_at, created_at,
      updated_at)
    SELECT n.id, $2, n.event_key, n.customer_id, n.policy_no, n.claim_no, n.complaint_no, n.due_from, n.due_until,
      n.status, n.owner_id, n.excluded_ids, $3::jsonb, $4, n.next_attempt_at, n.reason, n.result_at, $5, $5
    FROM jsonb_to_recordset($1::jsonb) AS n(id text, event_key text, customer_id text, policy_no text, claim_no text,
      complaint_no text, due_from timestamptz, due_until timestamptz, status text, owner_id text, excluded_ids jsonb,
      next_attempt_at timestamptz, reason text, result_at timestamptz)
    ON CONFLICT (kind, event_key) DO NOTHING`,
};

/** Plans a visit for each event, once; one whose window is over already is written down as missed, with the reason. */
export async function insertVisits(sql: Sql, given: InsertGiven): Promise<number> {
  const { kind, now } = given;
  const rows = given.candidates.flatMap((candidate) => toRow(candidate, given));
  if (rows.length === 0) return 0;
  const { ways, attemptsMax } = VISIT_PLANS[kind];
  const values = [JSON.stringify(rows), kind, JSON.stringify(ways), attemptsMax, now];
  const { rowCount } = await sql.query({ ...INSERT, values });
  return rowCount ?? 0;
}

function toRow(candidate: Candidate, given: InsertGiven): object[] {
  const { dueFrom, dueUntil } = windowOf(candidate, given);
  if (dueUntil <= given.startedAt) return [];
  const { now, seenUntil, random } = given;
  const isOver = dueUntil <= now;
  // Whoever had looked since would have planned it, had it been told in time.
  const isToldLate = seenUntil !== undefined && seenUntil >= dueUntil;
  // A tier that was reached later begins with the next half-year.
  if (isOver && isToldLate && given.kind === 'HIGH_VALUE') return [];
  const { id: _, at: __, has_injury, is_total_loss, paid_fen, ...kept } = candidate;
  const row = {
    ...kept,
    id: newId('returnVisit', random),
    due_from: dueFrom,
    due_until: dueUntil,
    status: isOver ? 'missed' : 'planned',
    next_attempt_at: isOver ? null : dueFrom,
    reason: isOver ? (isToldLate ? 'told_late' : 'standstill') : null,
    result_at: isOver ? now : null,
  };
  return [row];
}

function windowOf(
  candidate: Candidate,
  { kind, holidays, now }: Pick<InsertGiven, 'kind' | 'holidays' | 'now'>,
): VisitWindow {
  const { at } = candidate;
  switch (kind) {
    case 'NEW_POLICY':
      return newPolicyWindow(at);
    case 'RENEWAL':
      return renewalWindow(at);
    case 'POST_CLAIM': {
      const { has_injury: hasInjury, is_total_loss: isTotalLoss, paid_fen } = candidate;
      const size = claimSizeOf({ hasInjury, isTotalLoss, paidFen: paid_fen ?? undefined });
      return claimWindow(at, { size, holidays });
    }
    case 'POST_COMPLAINT':
      return complaintWindow(at);
    case 'ANNUAL':
      return annualWindow(at);
    case 'HIGH_VALUE':
      return highValueWindow(candidate.customer_id, halfYearOf(now));
  }
}
