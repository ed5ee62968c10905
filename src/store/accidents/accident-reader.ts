import type { Pool } from 'pg';
import { z } from 'zod';
import {
  ACCIDENT_KINDS,
  type AccidentReader,
  type ReportHandler,
  type ReportSummary,
} from '../../domain/accident/report.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

/** Reports looked back at; more than one person has. */
const REPORTS_MAX = 50;

const rowSchema = z.object({
  report_no: z.string(),
  plate: z.string(),
  reported_at: z.date(),
  accident_at: z.date(),
  accident_kind: z.enum(ACCIDENT_KINDS),
  has_injury: z.boolean(),
  documents: z.array(z.string()),
  adjuster_id: z.string().nullable(),
  adjuster_name: z.string().nullable(),
  adjuster_phone: z.string().nullable(),
});

/** Reads for reporting an accident. They tell nothing about who owns or insures what. */
export function makeAccidentReader({ pool }: { readonly pool: Pool }): AccidentReader {
  return {
    nextHandler: (now) => nextHandler(pool, now),
    ofIdentity: (identityId) => ofIdentity(pool, identityId),
  };
}

async function nextHandler(sql: Sql, now: Date): Promise<ReportHandler | undefined> {
  const { rows } = await sql.query<ReportHandler>(
    `SELECT a.id, a.name, a.phone FROM adjusters a
     LEFT JOIN accident_reports r ON r.adjuster_id = a.id AND r.reported_at > $1 AND r.reported_at <= $2
     WHERE a.is_active GROUP BY a.id ORDER BY count(r.id), a.id LIMIT 1`,
    [addMs(now, -DAY_MS), now],
  );
  return rows[0];
}

async function ofIdentity(sql: Sql, identityId: string): Promise<readonly ReportSummary[]> {
  const { rows } = await sql.query(
    `SELECT r.report_no, r.plate, r.reported_at, r.accident_at, r.accident_kind, r.has_injury, r.documents,
       a.id AS adjuster_id, a.name AS adjuster_name, a.phone AS adjuster_phone
     FROM accident_reports r LEFT JOIN adjusters a ON a.id = r.adjuster_id
     WHERE r.identity_id = $1 ORDER BY r.reported_at DESC, r.report_no DESC LIMIT $2`,
    [identityId, REPORTS_MAX],
  );
  return rows.map((row) => toSummary(rowSchema.parse(row)));
}

function toSummary(row: z.infer<typeof rowSchema>): ReportSummary {
  const { adjuster_id: id, adjuster_name: name, adjuster_phone: phone } = row;
  return {
    reportNo: row.report_no,
    plate: row.plate,
    reportedAt: row.reported_at,
    accidentAt: row.accident_at,
    accidentKind: row.accident_kind,
    hasInjury: row.has_injury,
    documents: row.documents,
    ...(id === null || name === null || phone === null ? {} : { handler: { id, name, phone } }),
  };
}
