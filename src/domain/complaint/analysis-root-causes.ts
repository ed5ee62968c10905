import { dayAt, parseDay } from '../calendar/shanghai-day.ts';
import { groupBy, numbersOf } from './analysis.ts';
import type { AnalysedComplaint } from './analysis-rows.ts';
import { isCounted } from './analysis-rows.ts';
import type { RootCause } from './case.ts';
import type { OverdueRectification, RootCauseRow } from './report.ts';

/** A root cause that is to be put right, with who does. */
export interface Rectification {
  readonly complaintNo: string;
  readonly rootCause: RootCause;
  readonly ownerName: string | null;
}

/** Causes by code and department, the most frequent first; what has to be done about them, and what is late. */
export function rootCausesOf(
  all: readonly AnalysedComplaint[],
  now: Date,
): readonly RootCauseRow[] {
  const known = all
    .filter(isCounted)
    .flatMap((one) => (one.rootCause === null ? [] : [{ ...one, rootCause: one.rootCause }]));
  const groups = groupBy(known, ({ rootCause: { code, department } }) =>
    JSON.stringify([code, department]),
  );
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const open = group.filter(({ rootCause }) => rootCause.doneAt === undefined);
    return [
      {
        code: first.rootCause.code,
        department: first.rootCause.department,
        count: group.length,
        share: group.length / known.length,
        done: group.length - open.length,
        open: open.length,
        overdue: open.filter(({ rootCause }) => daysOverdue(rootCause, now) > 0).length,
        complaintNos: numbersOf(group),
      },
    ];
  });
  return rows.sort(
    (a, b) =>
      b.count - a.count || `${a.code} ${a.department}`.localeCompare(`${b.code} ${b.department}`),
  );
}

/** What should have been put right by now, the latest first. */
export function overdueOf(
  all: readonly Rectification[],
  now: Date,
): readonly OverdueRectification[] {
  return all
    .map(({ complaintNo, rootCause, ownerName }) => {
      const { code, department, action, dueOn } = rootCause;
      const late = daysOverdue(rootCause, now);
      return { complaintNo, code, department, action, ownerName, dueOn, daysOverdue: late };
    })
    .filter((one) => one.daysOverdue > 0)
    .sort((a, b) => b.daysOverdue - a.daysOverdue || (a.complaintNo < b.complaintNo ? -1 : 1));
}

/** Whole days in Shanghai after the day it was due on; 0 while there is time, and when it is done. */
function daysOverdue(rootCause: RootCause, now: Date): number {
  const dueDay = parseDay(rootCause.dueOn);
  if (dueDay === undefined || rootCause.doneAt !== undefined) return 0;
  return Math.max(0, dayAt(now.getTime()) - dueDay);
}
