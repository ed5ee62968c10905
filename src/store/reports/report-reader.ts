import type { Pool, PoolClient } from 'pg';
import { dayAt, formatDay, parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import { rateOf } from '../../domain/complaint/analysis.ts';
import { causesOf } from '../../domain/complaint/analysis-causes.ts';
import { groupsOf } from '../../domain/complaint/analysis-groups.ts';
import { qualityOf, satisfactionOf } from '../../domain/complaint/analysis-quality.ts';
import { regulatorFiguresOf } from '../../domain/complaint/analysis-regulator.ts';
import { overdueOf, rootCausesOf } from '../../domain/complaint/analysis-root-causes.ts';
import { type AnalysedComplaint, baseOf, isCounted } from '../../domain/complaint/analysis-rows.ts';
import { overClockOf, timelinessOf } from '../../domain/complaint/analysis-timeliness.ts';
import {
  FORMULA_VERSION,
  type Report,
  type ReportHead,
  type ReportName,
} from '../../domain/complaint/report.ts';
import { GROUP_MIN, GROUP_MS } from '../../domain/complaint/signals.ts';
import { addMs, type Clock, DAY_MS } from '../../lib/clock.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { readBusiness, readOverdueRectifications } from './read-business.ts';
import { type Received, readAftermaths, readAnalysed, readAnalysedClocks } from './report-rows.ts';

/** `YYYY-MM-DD` in Shanghai, both included. */
export interface ReportDays {
  readonly from: string;
  readonly to: string;
}

export interface ReportReader {
  /** Throws unprocessable when the days hold too much to count at once. */
  read(name: ReportName, days: ReportDays): Promise<Report>;
}

/** Figures of complaints, computed when they are asked for: every part of one report is of the same moment. */
export function makeReportReader(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
}): ReportReader {
  const { pool, clock } = deps;
  return {
    read: (name, days) =>
      inTransaction(pool, async (sql) => {
        await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        return read(sql, { name, days, now: clock.now() });
      }),
  };
}

async function read(
  sql: PoolClient,
  { name, days, now }: { readonly name: ReportName; readonly days: ReportDays; readonly now: Date },
): Promise<Report> {
  const received = receivedIn(days);
  const complaints = await readAnalysed(sql, received);
  const head: ReportHead = {
    ...days,
    madeAt: now,
    formulaVersion: FORMULA_VERSION,
    base: baseOf(complaints),
  };
  switch (name) {
    case 'complaints':
      return { name, ...head, by: causesOf(complaints) };
    case 'complaint-timeliness': {
      const given = { complaints, clocks: await readAnalysedClocks(sql, received), now };
      return { name, ...head, measures: timelinessOf(given), overClock: overClockOf(given) };
    }
    case 'complaint-quality': {
      const measures = qualityOf(complaints, await readAftermaths(sql, received));
      return { name, ...head, measures, satisfaction: satisfactionOf(complaints) };
    }
    case 'complaint-regulator':
      return {
        name,
        ...head,
        ...regulatorFiguresOf(complaints, await readBusiness(sql, received)),
      };
    case 'complaint-groups':
      return { name, ...head, ...(await readGroups(sql, received)) };
    case 'complaint-root-causes':
      return { name, ...head, ...(await readRootCauses(sql, { complaints, now })) };
  }
}

function receivedIn({ from, to }: ReportDays): Received {
  const [first, last] = [parseDay(from), parseDay(to)];
  if (first === undefined || last === undefined) throw new Error('the days of a report are days');
  return { from: new Date(startOf(first)), before: new Date(startOf(last + 1)) };
}

/** A group that reaches into these days may have begun before them. */
async function readGroups(sql: Sql, received: Received) {
  const complaints = await readAnalysed(sql, {
    ...received,
    from: addMs(received.from, -GROUP_MS),
  });
  const groups = groupsOf(complaints, received.from);
  return { sizeMin: GROUP_MIN, withinDays: GROUP_MS / DAY_MS, groups };
}

async function readRootCauses(
  sql: Sql,
  { complaints, now }: { readonly complaints: readonly AnalysedComplaint[]; readonly now: Date },
) {
  const today = formatDay(dayAt(now.getTime()));
  const closed = complaints.filter((one) => isCounted(one) && one.status === 'CLOSED');
  const known = closed.filter(({ rootCause }) => rootCause !== null);
  return {
    found: rateOf(known.length, closed.length),
    rows: rootCausesOf(complaints, now),
    overdue: overdueOf(await readOverdueRectifications(sql, today), now),
  };
}
