import { z } from 'zod';
import { dayAt, startOf } from '../../domain/calendar/shanghai-day.ts';
import { maskName } from '../../domain/mask.ts';
import type { Page } from '../../domain/page.ts';
import type { VisitQuery, VisitSummary } from '../../domain/visit/desk-view.ts';
import {
  VISIT_KINDS,
  VISIT_REASONS,
  VISIT_RESULTS,
  VISIT_STATUSES,
  VISIT_WAYS,
} from '../../domain/visit/visit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

/** The columns of a visit in a list. */
export const summaryRow = z.object({
  id: z.string(),
  kind: z.enum(VISIT_KINDS),
  status: z.enum(VISIT_STATUSES),
  customer_no: z.string(),
  customer_name: z.string(),
  tier: z.string(),
  branch: z.string().nullable(),
  owner_id: z.string().nullable(),
  owner_name: z.string().nullable(),
  due_from: z.date(),
  due_until: z.date(),
  next_attempt_at: z.date().nullable(),
  attempts: z.number().int(),
  attempts_max: z.number().int(),
  last_way: z.enum(VISIT_WAYS).nullable(),
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.enum(VISIT_REASONS).nullable(),
  result_at: z.date().nullable(),
});
export type SummaryRow = z.infer<typeof summaryRow>;

/** What `summaryRow` reads of a visit `v`. */
export const SUMMARY_COLUMNS = `v.id, v.kind, v.status, u.customer_no, u.name AS customer_name, u.tier, u.branch,
  v.owner_id, a.display_name AS owner_name, v.due_from, v.due_until, v.next_attempt_at, v.attempts, v.attempts_max,
  (SELECT t.way FROM visit_attempts t WHERE t.visit_id = v.id ORDER BY t.nth DESC LIMIT 1) AS last_way, v.result,
  v.reason, v.result_at`;
/** Where they are read from; `visits`: a table like return_visits. */
export function summaryFrom(visits: string): string {
  return `${visits} v JOIN customers u ON u.id = v.customer_id LEFT JOIN agents a ON a.id = v.owner_id`;
}

const ORDER = 'COALESCE(v.next_attempt_at, v.due_until)';

/** The page is cut out first: names and tries are read of its rows only. */
const LIST = `SELECT ${SUMMARY_COLUMNS} FROM ${summaryFrom(`(SELECT v.* FROM return_visits v
  WHERE ($1::text[] IS NULL OR v.status = ANY($1)) AND ($2::text IS NULL OR v.kind = $2)
    AND ($3::text IS NULL OR ($3 = 'none' AND v.owner_id IS NULL) OR v.owner_id = $3)
    AND ($4::timestamptz IS NULL OR (v.status = 'calling' AND v.next_attempt_at < $4))
    AND ($5::text IS NULL OR v.customer_id = (SELECT id FROM customers WHERE customer_no = $5))
    AND ($6::timestamptz IS NULL OR v.due_until > $6) AND ($7::timestamptz IS NULL OR v.due_from < $7)
    AND ($8::timestamptz IS NULL OR (${ORDER}, v.id) > ($8, $9))
  ORDER BY ${ORDER}, v.id LIMIT $10)`)} ORDER BY ${ORDER}, v.id`;

/** Visits by the filters of a list, the next to be done first. */
export async function listVisits(
  sql: Sql,
  query: VisitQuery,
  now: Date,
): Promise<Page<VisitSummary>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const after = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(LIST, [
    query.status ?? null,
    query.kind ?? null,
    query.ownerId ?? null,
    dueBefore(query.due, now),
    query.customerNo ?? null,
    query.from ?? null,
    query.to ?? null,
    after,
    id ?? null,
    query.limit + 1,
  ]);
  return toPage(z.array(summaryRow).parse(rows), {
    limit: query.limit,
    cursorOf: (row) => [(row.next_attempt_at ?? row.due_until).toISOString(), row.id],
    toItem: toSummary,
  });
}

/** `today`: to be called before midnight in Shanghai; `overdue`: on a day before. */
function dueBefore(due: VisitQuery['due'], now: Date): Date | null {
  if (due === undefined) return null;
  const today = dayAt(now.getTime());
  return new Date(startOf(due === 'today' ? today + 1 : today));
}

/** A visit in a list, masked. */
export function toSummary(row: SummaryRow): VisitSummary {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    customerNo: row.customer_no,
    customerName: maskName(row.customer_name),
    tier: row.tier,
    branch: row.branch,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    dueFrom: row.due_from,
    dueUntil: row.due_until,
    nextAttemptAt: row.next_attempt_at,
    attempts: row.attempts,
    attemptsMax: row.attempts_max,
    lastWay: row.last_way,
    result: row.result,
    reason: row.reason,
    resultAt: row.result_at,
  };
}
