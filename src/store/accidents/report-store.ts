import { z } from 'zod';
import type { ReportDetail, ReportListItem } from '../../domain/accident/desk-view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import { REPORTS, reportRowSchema, toListItem, toReportDetail } from './report-rows.ts';

export interface ReportQuery extends PageRequest {
  readonly plate?: string | undefined;
  readonly urgency?: string | undefined;
  readonly flag?: string | undefined;
  readonly hasInjury?: boolean | undefined;
  /** By the time of the report; half-open: [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface ReportStore {
  /** Newest first. */
  list(query: ReportQuery): Promise<Page<ReportListItem>>;
  find(reportNo: string): Promise<ReportDetail | undefined>;
}

/** Accident reports as the people at the desk read them: masked. */
export function makeReportStore({ pool }: { readonly pool: Sql }): ReportStore {
  return {
    list: (query) => list(pool, query),
    find: async (reportNo) => {
      const { rows } = await pool.query(`${REPORTS} WHERE r.report_no = $1`, [reportNo]);
      return rows[0] === undefined ? undefined : toReportDetail(reportRowSchema.parse(rows[0]));
    },
  };
}

async function list(sql: Sql, query: ReportQuery): Promise<Page<ReportListItem>> {
  const [at, number] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `${REPORTS}
     WHERE ($1::timestamptz IS NULL OR (r.reported_at, r.report_no) < ($1, $2))
       AND ($3::text IS NULL OR r.plate = $3) AND ($4::text IS NULL OR r.urgency = $4)
       AND ($5::text IS NULL OR r.flags ? $5) AND ($6::boolean IS NULL OR r.has_injury = $6)
       AND ($7::timestamptz IS NULL OR r.reported_at >= $7)
       AND ($8::timestamptz IS NULL OR r.reported_at < $8)
     ORDER BY r.reported_at DESC, r.report_no DESC LIMIT $9`,
    [
      before,
      number ?? null,
      query.plate ?? null,
      query.urgency ?? null,
      query.flag ?? null,
      query.hasInjury ?? null,
      query.from ?? null,
      query.to ?? null,
      query.limit + 1,
    ],
  );
  return toPage(z.array(reportRowSchema).parse(rows), {
    limit: query.limit,
    cursorOf: (row) => [row.reported_at.toISOString(), row.report_no],
    toItem: toListItem,
  });
}
