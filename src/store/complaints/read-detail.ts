import { z } from 'zod';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import { COMPLAINANT_ROLES, RESPONDENT_KINDS } from '../../domain/complaint/case.ts';
import type { ComplaintDetail } from '../../domain/complaint/desk-view.ts';
import { mayDo } from '../../domain/complaint/machine.ts';
import { maskName, maskPhone, maskReference, maskText } from '../../domain/mask.ts';
import type { SlaClock } from '../../domain/sla/clock.ts';
import { toSlaClock } from '../clocks/clock-rows.ts';
import type { Sql } from '../sql.ts';
import { caseRowSchema, toCase, toRating } from './complaint-row.ts';
import { summaryRowSchema, summarySql, toSummary } from './list-complaints.ts';
import { readHistory } from './lock-complaint.ts';

const respondentsSchema = z.array(
  z.object({ kind: z.enum(RESPONDENT_KINDS), id: z.string().optional(), name: z.string() }),
);

const rowSchema = caseRowSchema.extend(summaryRowSchema.shape).extend({
  complainant_role: z.enum(COMPLAINANT_ROLES),
  source_ref: z.string().nullable(),
  request: z.string().nullable(),
  contact_name: z.string().nullable(),
  contact_phone: z.string().nullable(),
  respondents: respondentsSchema,
  branch: z.string().nullable(),
  repair_shop: z.string().nullable(),
  amount_claimed_fen: z.coerce.number().nullable(),
  evidence_ids: z.array(z.string()),
  excluded: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
  supervisor_name: z.string().nullable(),
  repeat_of_no: z.string().nullable(),
  group_key: z.string().nullable(),
  group_size: z.number(),
  updated_at: z.date(),
});
type Row = z.infer<typeof rowSchema>;

const { columns, from } = summarySql('$2');
/** Seven days before and after: of a group, whichever complaint is looked at. */
const DETAIL = `SELECT c.*, ${columns}, s.display_name AS supervisor_name,
    (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', x.display_name) ORDER BY x.display_name, x.id)
      FROM agents x WHERE c.excluded_ids ? x.id) AS excluded,
    CASE WHEN c.group_key IS NULL THEN 1 ELSE (SELECT count(*) FROM complaints g WHERE g.group_key = c.group_key
      AND g.received_at BETWEEN c.received_at - interval '7 days' AND c.received_at + interval '7 days') END::int
      AS group_size
  FROM ${from} LEFT JOIN agents s ON s.id = c.supervisor_id
  WHERE c.complaint_no = $1`;

/** A complaint whole, masked, with what `by` may do to it at `now`; undefined: there is none of this number. */
export async function readComplaintDetail(
  sql: Sql,
  complaintNo: string,
  { by, now }: { readonly by: ComplaintActor; readonly now: Date },
): Promise<ComplaintDetail | undefined> {
  const { rows } = await sql.query(DETAIL, [complaintNo, now]);
  if (rows[0] === undefined) return undefined;
  const row = rowSchema.parse(rows[0]);
  const clocks = await readClocks(sql, row.id);
  const complaint = toCase(row, await readHistory(sql, row));
  return { ...toDetail(row), clocks, may: mayDo(complaint, by, now), ...acknowledged(clocks) };
}

/** In the order in which they began. */
async function readClocks(sql: Sql, complaintId: string): Promise<readonly SlaClock[]> {
  const { rows } = await sql.query<{ state: unknown }>(
    'SELECT state FROM complaint_clocks WHERE complaint_id = $1 ORDER BY started_at, kind, cycle',
    [complaintId],
  );
  return rows.map(({ state }) => toSlaClock(state));
}

/** The first automatic answer is the first that its clock counts, whatever was opened again since. */
function acknowledged(clocks: readonly SlaClock[]): { readonly acknowledgedAt: Date | null } {
  return {
    acknowledgedAt: clocks.find(({ kind }) => kind === 'acknowledgement')?.doneAt ?? null,
  };
}

function toDetail(row: Row): Omit<ComplaintDetail, 'clocks' | 'may' | 'acknowledgedAt'> {
  return {
    ...toSummary(row),
    nature: row.nature,
    complainantRole: row.complainant_role,
    sourceRef: row.source_ref,
    request: row.request === null ? null : maskText(row.request),
    contactName: row.contact_name === null ? null : maskName(row.contact_name),
    contactPhone: row.contact_phone === null ? null : maskPhone(row.contact_phone),
    conversationId: row.conversation_id,
    respondents: row.respondents,
    branch: row.branch,
    repairShop: row.repair_shop,
    amountClaimedFen: row.amount_claimed_fen,
    evidenceIds: row.evidence_ids,
    excluded: row.excluded ?? [],
    supervisorName: row.supervisor_name,
    ...toldOf(row),
    rootCause: causeOf(row),
    compensationFen: row.compensation_fen === null ? null : Number(row.compensation_fen),
    closeReason: row.close_reason,
    mergedIntoNo: row.merged_into_no,
    repeatOfNo: row.repeat_of_no,
    groupKey: row.group_key,
    groupSize: row.group_size,
    rating: ratingOf(row),
    updatedAt: row.updated_at,
  };
}

function toldOf({ notice, answer, answered_at }: Row) {
  const masked = notice === null ? null : { ...notice, ...maskedParts(notice) };
  return { notice: masked, answer, answeredAt: answered_at };
}

function maskedParts(notice: NonNullable<Row['notice']>) {
  return {
    findings: maskText(notice.findings),
    decision: maskText(notice.decision),
    basis: maskText(notice.basis),
    proof: maskReference(notice.proof),
  };
}

function causeOf({ root_cause: cause }: Row): ComplaintDetail['rootCause'] {
  return cause === null ? null : { ...cause, action: maskText(cause.action) };
}

function ratingOf(row: Row): ComplaintDetail['rating'] {
  const rating = toRating(row);
  if (rating === undefined) return null;
  const { comment } = rating;
  return { ...rating, comment: comment === undefined ? undefined : maskText(comment) };
}
