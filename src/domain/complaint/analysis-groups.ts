import { groupBy, numbersOf } from './analysis.ts';
import { type AnalysedComplaint, validOf } from './analysis-rows.ts';
import type { ComplaintGroup } from './report.ts';
import { GROUP_MIN, GROUP_MS } from './signals.ts';

/** Complaints of one cause that came close together, the largest first. Stretches that ended before `from` are none. */
export function groupsOf(all: readonly AnalysedComplaint[], from: Date): readonly ComplaintGroup[] {
  const known = validOf(all).flatMap((one) =>
    one.groupKey === null ? [] : [{ ...one, groupKey: one.groupKey }],
  );
  const groups = [...groupBy(known, ({ groupKey }) => groupKey)].flatMap(([groupKey, rows]) => {
    const sorted = [...rows].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
    const fullest = fullestStretch(sorted, from);
    const [first, last] = [fullest[0], fullest.at(-1)];
    if (first === undefined || last === undefined || fullest.length < GROUP_MIN) return [];
    return [
      {
        groupKey,
        size: fullest.length,
        firstAt: first.receivedAt,
        lastAt: last.receivedAt,
        isMajor: rows.some(({ isMajor }) => isMajor),
        total: rows.length,
        complaintNos: numbersOf(rows),
      },
    ];
  });
  return groups.sort((a, b) => b.size - a.size || b.lastAt.getTime() - a.lastAt.getTime());
}

/** Of rows in order of time the most that lie within seven days of each other and reach `from`; the first such stretch. */
function fullestStretch(
  sorted: readonly AnalysedComplaint[],
  from: Date,
): readonly AnalysedComplaint[] {
  let best: readonly [number, number] = [0, 0];
  let first = 0;
  for (const [last, row] of sorted.entries()) {
    while (isTooEarly(sorted[first], row)) first += 1;
    if (row.receivedAt >= from && last + 1 - first > best[1] - best[0]) best = [first, last + 1];
  }
  return sorted.slice(...best);
}

function isTooEarly(first: AnalysedComplaint | undefined, last: AnalysedComplaint): boolean {
  if (first === undefined) return false;
  return last.receivedAt.getTime() - first.receivedAt.getTime() > GROUP_MS;
}
