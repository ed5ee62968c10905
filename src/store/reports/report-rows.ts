import { z } from 'zod';
import type {
  Aftermath,
  AnalysedClock,
  AnalysedComplaint,
} from '../../domain/complaint/analysis-rows.ts';
import { CASE_NATURES, SOLVED_ANSWERS } from '../../domain/complaint/case.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_STATUSES,
} from '../../domain/complaint/record.ts';
import { CLOCK_KINDS } from '../../domain/sla/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { rootCauseSchema } from '../complaints/complaint-row.ts';
import type { Sql } from '../sql.ts';

/** Received from, and before. */
export interface Received {
  readonly from: Date;
  readonly before: Date;
}

/** What one report takes into memory, at some hundred bytes each. */
const COMPLAINTS_MAX = 200_000;

const complaintSchema = z
  .object({
    complaint_no: z.string(),
    status: z.enum(COMPLAINT_STATUSES),
    nature: z.enum(CASE_NATURES),
    source: z.string(),
    category: z.enum(COMPLAINT_CATEGORIES),
    severity: z.enum(COMPLAINT_SEVERITIES),
    received_at: z.date(),
    branch: z.string().nullable(),
    repair_shop: z.string().nullable(),
    handler_id: z.string().nullable(),
    handler_name: z.string().nullable(),
    group_key: z.string().nullable(),
    is_repeat: z.boolean(),
    is_major: z.boolean(),
    escalation: z.number().int(),
    disputes: z.number().int(),
    root_cause: rootCauseSchema.nullable(),
    rating_score: z.number().int().nullable(),
    rating_solved: z.enum(SOLVED_ANSWERS).nullable(),
  })
  .transform(
    ({ rating_score: score, rating_solved: solved, ...row }): AnalysedComplaint => ({
      complaintNo: row.complaint_no,
      status: row.status,
      nature: row.nature,
      source: row.source,
      category: row.category,
      severity: row.severity,
      receivedAt: row.received_at,
      branch: row.branch,
      repairShop: row.repair_shop,
      handlerId: row.handler_id,
      handlerName: row.handler_name,
      groupKey: row.group_key,
      isRepeat: row.is_repeat,
      isMajor: row.is_major,
      escalation: row.escalation,
      disputes: row.disputes,
      rootCause: row.root_cause,
      rating: score === null || solved === null ? null : { score, solved },
    }),
  );

const COMPLAINTS = `SELECT c.complaint_no, c.status, c.nature, c.source, c.category, c.severity, c.received_at,
    c.branch, c.repair_shop, c.handler_id, a.display_name AS handler_name, c.group_key,
    c.repeat_of_no IS NOT NULL AS is_repeat, c.flags ? 'major_case' AS is_major, c.escalation, c.disputes,
    c.root_cause, c.rating_score, c.rating_solved
  FROM complaints c LEFT JOIN agents a ON a.id = c.handler_id
  WHERE c.received_at >= $1 AND c.received_at < $2
  ORDER BY c.received_at, c.complaint_no LIMIT $3`;

/** What was received in these days. Throws unprocessable when it is too much to count at once. */
export async function readAnalysed(
  sql: Sql,
  { from, before }: Received,
): Promise<readonly AnalysedComplaint[]> {
  const { rows } = await sql.query(COMPLAINTS, [from, before, COMPLAINTS_MAX + 1]);
  if (rows.length > COMPLAINTS_MAX) {
    throw new AppError('unprocessable', 'too many complaints in these days: ask for fewer days');
  }
  return rows.map((row) => complaintSchema.parse(row));
}

const ms = z.string().transform(Number);
/** Milliseconds since 1970: tens of thousands of times are read three times as fast as from their texts. */
const instantMs = z.number().transform((value) => new Date(Math.round(value)));
const clockSchema = z
  .object({
    complaint_no: z.string(),
    kind: z.enum(CLOCK_KINDS),
    cycle: z.number().int(),
    started_ms: instantMs,
    due_ms: instantMs.nullable(),
    verdict: z.enum(['met', 'breached']).nullable(),
    done_ms: instantMs.nullable(),
    ended_ms: instantMs.nullable(),
    paused_at_ms: instantMs.nullable(),
    paused_ms: ms,
    breached_ms: instantMs.nullable(),
    gross_ms: ms.nullable(),
    net_ms: ms.nullable(),
  })
  .transform(
    (row): AnalysedClock => ({
      complaintNo: row.complaint_no,
      kind: row.kind,
      cycle: row.cycle,
      startedAt: row.started_ms,
      dueAt: row.due_ms,
      verdict: row.verdict,
      doneAt: row.done_ms,
      endedAt: row.ended_ms,
      pausedAt: row.paused_at_ms,
      pausedMs: row.paused_ms,
      breachedAt: row.breached_ms,
      grossMs: row.gross_ms,
      netMs: row.net_ms,
    }),
  );

/** SQL: an instant in milliseconds since 1970. */
const msSql = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

const CLOCKS = `SELECT c.complaint_no, k.kind, k.cycle, k.verdict, ${msSql('k.started_at')} AS started_ms,
    ${msSql('k.due_at')} AS due_ms, ${msSql('k.done_at')} AS done_ms, ${msSql('k.ended_at')} AS ended_ms,
    ${msSql('k.paused_at')} AS paused_at_ms, k.state->>'pausedMs' AS paused_ms,
    ${msSql("(k.state->>'breachedAt')::timestamptz")} AS breached_ms, k.state->>'grossMs' AS gross_ms,
    k.state->>'netMs' AS net_ms
  FROM complaint_clocks k JOIN complaints c ON c.id = k.complaint_id
  WHERE c.received_at >= $1 AND c.received_at < $2`;

/** Every run of every clock of what was received in these days. */
export async function readAnalysedClocks(
  sql: Sql,
  { from, before }: Received,
): Promise<readonly AnalysedClock[]> {
  const { rows } = await sql.query(CLOCKS, [from, before]);
  return rows.map((row) => clockSchema.parse(row));
}

const aftermathSchema = z
  .object({
    complaint_no: z.string(),
    was_told: z.boolean(),
    was_closed: z.boolean(),
    was_reopened: z.boolean(),
    came_through_regulator: z.boolean(),
    came_again: z.boolean(),
  })
  .transform(
    (row): Aftermath => ({
      complaintNo: row.complaint_no,
      wasTold: row.was_told,
      wasClosed: row.was_closed,
      wasReopened: row.was_reopened,
      cameThroughRegulator: row.came_through_regulator,
      cameAgain: row.came_again,
    }),
  );

/**
 * What was told and closed is read from the history, because a complaint that is opened again forgets it. Later
 * complaints are found by what they repeat or were merged into, and by who made them. Histories and transfers are
 * summed up first: asked for complaint by complaint, a report of a few thousand would take minutes.
 */
const AFTERMATHS = `WITH transfers AS MATERIALIZED (
    SELECT of_no, max(received_at) AS last_at FROM (
      SELECT repeat_of_no AS of_no, received_at FROM complaints WHERE source = 'regulator_12378'
      UNION ALL SELECT merged_into_no, received_at FROM complaints WHERE source = 'regulator_12378') t
    WHERE of_no IS NOT NULL GROUP BY 1
  ), histories AS MATERIALIZED (
    SELECT e.complaint_id, bool_or(e.kind IN ('propose', 'decide')) AS was_told,
      bool_or(e.kind IN ('close', 'withdraw')) AS was_closed, bool_or(e.kind = 'reopen') AS was_reopened
    FROM complaint_events e JOIN complaints c ON c.id = e.complaint_id
    WHERE c.received_at >= $1 AND c.received_at < $2
      AND e.kind IN ('propose', 'decide', 'close', 'withdraw', 'reopen')
    GROUP BY 1)
  SELECT c.complaint_no, COALESCE(h.was_reopened, false) AS was_reopened,
    COALESCE(h.was_told, false) OR c.notice IS NOT NULL AS was_told,
    COALESCE(h.was_closed, false) OR c.status = 'CLOSED' AS was_closed,
    COALESCE(t.last_at > c.received_at, false) AS came_through_regulator,
    EXISTS (SELECT 1 FROM complaints o WHERE o.category = c.category AND o.id <> c.id
      AND o.received_at > c.closed_at AND o.received_at <= c.closed_at + interval '7 days'
      AND (o.customer_id = c.customer_id OR o.identity_id = c.identity_id)) AS came_again
  FROM complaints c LEFT JOIN histories h ON h.complaint_id = c.id LEFT JOIN transfers t ON t.of_no = c.complaint_no
  WHERE c.received_at >= $1 AND c.received_at < $2`;

/** What became of them. */
export async function readAftermaths(
  sql: Sql,
  { from, before }: Received,
): Promise<readonly Aftermath[]> {
  const { rows } = await sql.query(AFTERMATHS, [from, before]);
  return rows.map((row) => aftermathSchema.parse(row));
}
