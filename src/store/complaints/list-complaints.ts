import { z } from 'zod';
import type {
  ComplaintQuery,
  ComplaintSummary,
  NextClock,
} from '../../domain/complaint/desk-view.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
  isEnded,
} from '../../domain/complaint/record.ts';
import { maskPlate, maskText } from '../../domain/mask.ts';
import type { Page } from '../../domain/page.ts';
import { CLOCK_KINDS } from '../../domain/sla/clock.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import { flagsSchema } from './complaint-row.ts';

const OPEN_STATUSES = COMPLAINT_STATUSES.filter((status) => !isEnded(status));
const ENDED_STATUSES = COMPLAINT_STATUSES.filter(isEnded);

/** The columns of a complaint in a list. */
export const summaryRowSchema = z.object({
  complaint_no: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.enum(COMPLAINT_SOURCES),
  matter: z.string(),
  customer_no: z.string().nullable(),
  claim_no: z.string().nullable(),
  plate: z.string().nullable(),
  handler_id: z.string().nullable(),
  handler_name: z.string().nullable(),
  flags: flagsSchema,
  is_overdue: z.boolean(),
  escalation: z.number(),
  received_at: z.date(),
  registered_at: z.date(),
  first_feedback_due_at: z.date(),
  resolution_due_at: z.date(),
  first_feedback_at: z.date().nullable(),
  closed_at: z.date().nullable(),
  next_due_at: z.date().nullable(),
  next_kind: z.enum(CLOCK_KINDS).nullable(),
  next_started_at: z.date().nullable(),
  next_clock_due_at: z.date().nullable(),
  next_paused_at: z.date().nullable(),
  next_verdict: z.enum(['met', 'breached']).nullable(),
  standing: z.array(z.enum(CLOCK_KINDS)),
});
type SummaryRow = z.infer<typeof summaryRowSchema>;

/**
 * SQL: a clock of complaint `c` is past its deadline and still waits. A second before the watch has written its breach,
 * the deadline itself says so; `now` is a parameter.
 */
function isOverdueSql(now: string): string {
  return `EXISTS (SELECT 1 FROM complaint_clocks k WHERE k.complaint_id = c.id AND k.done_at IS NULL
    AND k.ended_at IS NULL AND (k.verdict = 'breached' OR k.due_at < ${now}))`;
}

/** What `summaryRowSchema` reads, of a table like complaints; `now` is a parameter of the statement. */
export function summarySql(
  now: string,
  complaints = 'complaints',
): { readonly columns: string; readonly from: string } {
  return {
    columns: `c.complaint_no, c.status, c.severity, c.category, c.source, c.matter, u.customer_no, c.claim_no,
      c.plate, c.handler_id, a.display_name AS handler_name, c.flags, ${isOverdueSql(now)} AS is_overdue,
      c.escalation, c.received_at, c.registered_at, c.first_feedback_due_at, c.resolution_due_at,
      c.first_feedback_at, c.closed_at, c.next_due_at, n.kind AS next_kind, n.started_at AS next_started_at,
      n.due_at AS next_clock_due_at, n.paused_at AS next_paused_at, n.verdict AS next_verdict,
      ARRAY(SELECT k.kind FROM complaint_clocks k WHERE k.complaint_id = c.id AND k.paused_at IS NOT NULL
        AND k.due_at IS NULL AND k.done_at IS NULL AND k.ended_at IS NULL ORDER BY k.kind) AS standing`,
    from: `${complaints} c LEFT JOIN customers u ON u.id = c.customer_id LEFT JOIN agents a ON a.id = c.handler_id
      LEFT JOIN LATERAL (SELECT k.kind, k.started_at, k.due_at, k.paused_at, k.verdict FROM complaint_clocks k
        WHERE k.complaint_id = c.id AND k.done_at IS NULL AND k.ended_at IS NULL
        ORDER BY k.due_at NULLS LAST, k.started_at, k.kind LIMIT 1) n ON true`,
  };
}

const FILTERED = `SELECT c.* FROM complaints c
  WHERE ($2::text[] IS NULL OR c.status = ANY($2)) AND ($3::text[] IS NULL OR c.severity = ANY($3))
    AND ($4::text IS NULL OR c.category = $4 OR starts_with(c.category, $4 || '.'))
    AND ($5::text[] IS NULL OR c.source = ANY($5))
    AND ($6::text IS NULL OR ($6 = 'none' AND c.handler_id IS NULL) OR c.handler_id = $6)
    AND ($7::boolean IS NULL OR $7 = ${isOverdueSql('$1')})
    AND ($8::text IS NULL OR c.customer_id = (SELECT id FROM customers WHERE customer_no = $8))
    AND ($9::text IS NULL OR c.claim_no = $9)
    AND ($10::text IS NULL OR c.group_key = $10)
    AND ($11::timestamptz IS NULL OR c.received_at >= $11) AND ($12::timestamptz IS NULL OR c.received_at < $12)
    AND ($13::int IS NULL OR (c.status <> ALL($14) AND NOT ${isOverdueSql('$1')}
      AND c.next_due_at <= $1::timestamptz + make_interval(hours => $13)))`;

const BY_DUE = pageSql({
  after: `(COALESCE(c.next_due_at, 'infinity'), c.complaint_no) > ($15, $16)`,
  order: `COALESCE(c.next_due_at, 'infinity'), c.complaint_no`,
});
const BY_RECEIVED = pageSql({
  after: '(c.received_at, c.complaint_no) < ($15, $16)',
  order: 'c.received_at DESC, c.complaint_no DESC',
});

/** The page is cut out first: clocks and names are read of its rows only, not of every complaint that there is. */
function pageSql({ after, order }: { readonly after: string; readonly order: string }): string {
  const page = `(${FILTERED} AND ($15::timestamptz IS NULL OR ${after}) ORDER BY ${order} LIMIT $17)`;
  const { columns, from } = summarySql('$1', page);
  return `SELECT ${columns} FROM ${from} ORDER BY ${order}`;
}

/** Of the list by deadline: one without any comes after them all. */
const NO_DUE = 'infinity';

/** Complaints by the filters of a list, a page at a time. */
export async function listComplaints(
  sql: Sql,
  query: ComplaintQuery,
  now: Date,
): Promise<Page<ComplaintSummary>> {
  const isByDue = query.sort === 'due';
  const { rows } = await sql.query(isByDue ? BY_DUE : BY_RECEIVED, [
    now,
    ...filterValues(query),
    ...cursorValues(query, isByDue),
    query.limit + 1,
  ]);
  return toPage(z.array(summaryRowSchema).parse(rows), {
    limit: query.limit,
    cursorOf: (row) => [
      isByDue ? (row.next_due_at?.toISOString() ?? NO_DUE) : row.received_at.toISOString(),
      row.complaint_no,
    ],
    toItem: toSummary,
  });
}

function filterValues(query: ComplaintQuery): unknown[] {
  return [
    query.status?.flatMap((one) => (one === 'open' ? OPEN_STATUSES : [one])) ?? null,
    query.severity ?? null,
    query.category ?? null,
    query.source ?? null,
    query.handlerId ?? null,
    query.isOverdue ?? null,
    query.customerNo ?? null,
    query.claimNo ?? null,
    query.groupKey ?? null,
    query.from ?? null,
    query.to ?? null,
    query.dueWithinHours ?? null,
    ENDED_STATUSES,
  ];
}

/** A cursor of the other order is read as the beginning. */
function cursorValues({ cursor }: ComplaintQuery, isByDue: boolean): unknown[] {
  const [at, number] = decodeCursor(cursor, 2) ?? [];
  if (at === undefined) return [null, null];
  if (isByDue && at === NO_DUE) return [NO_DUE, number];
  return Number.isNaN(Date.parse(at)) ? [null, null] : [at, number];
}

/** A complaint in a list, masked. */
export function toSummary(row: SummaryRow): ComplaintSummary {
  return {
    complaintNo: row.complaint_no,
    status: row.status,
    severity: row.severity,
    category: row.category,
    source: row.source,
    matter: maskText(row.matter),
    customerNo: row.customer_no,
    claimNo: row.claim_no,
    plate: row.plate === null ? null : maskPlate(row.plate),
    handlerId: row.handler_id,
    handlerName: row.handler_name,
    flags: row.flags,
    isOverdue: row.is_overdue,
    isExtended: row.flags.includes('extended'),
    escalation: row.escalation,
    receivedAt: row.received_at,
    registeredAt: row.registered_at,
    firstFeedbackDueAt: row.first_feedback_due_at,
    resolutionDueAt: row.resolution_due_at,
    firstFeedbackAt: row.first_feedback_at,
    closedAt: row.closed_at,
    nextClock: toNextClock(row),
    standingClocks: row.standing,
  };
}

function toNextClock(row: SummaryRow): NextClock | null {
  if (row.next_kind === null || row.next_started_at === null) return null;
  return {
    kind: row.next_kind,
    startedAt: row.next_started_at,
    dueAt: row.next_clock_due_at,
    pausedAt: row.next_paused_at,
    verdict: row.next_verdict,
  };
}
