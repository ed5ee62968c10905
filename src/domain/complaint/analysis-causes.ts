import { dayAt, formatDay } from '../calendar/shanghai-day.ts';
import { groupBy, numbersOf } from './analysis.ts';
import { type AnalysedComplaint, isCounted } from './analysis-rows.ts';
import { CAUSE_DIMENSIONS, type CauseDimension, type CauseRow, type Causes } from './report.ts';

const KEYS: Readonly<Record<CauseDimension, (complaint: AnalysedComplaint) => string | null>> = {
  category_group: ({ category }) => category.split('.')[0] ?? category,
  category: ({ category }) => category,
  branch: ({ branch }) => branch,
  handler: ({ handlerId }) => handlerId,
  repair_shop: ({ repairShop }) => repairShop,
  month: ({ receivedAt }) => formatDay(dayAt(receivedAt.getTime())).slice(0, 7),
  source: ({ source }) => source,
  severity: ({ severity }) => severity,
};

/** What has an order of its own; everything else is a Pareto: the most frequent first. */
const IN_OWN_ORDER: ReadonlySet<CauseDimension> = new Set(['month', 'severity']);

/** Counts, shares and cumulative shares by every dimension. What is not known comes last and counts too. */
export function causesOf(all: readonly AnalysedComplaint[]): readonly Causes[] {
  const counted = all.filter(isCounted);
  return CAUSE_DIMENSIONS.map((dimension) => ({ dimension, rows: rowsOf(counted, dimension) }));
}

function rowsOf(
  counted: readonly AnalysedComplaint[],
  dimension: CauseDimension,
): readonly CauseRow[] {
  const groups = [...groupBy(counted, KEYS[dimension])].sort(([a, ofA], [b, ofB]) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const byCount = IN_OWN_ORDER.has(dimension) ? 0 : ofB.length - ofA.length;
    return byCount || (a < b ? -1 : 1);
  });
  let before = 0;
  return groups.map(([key, group]) => {
    before += group.length;
    return {
      key,
      label: dimension === 'handler' ? (group[0]?.handlerName ?? null) : null,
      count: group.length,
      share: group.length / counted.length,
      cumulativeShare: before / counted.length,
      complaintNos: numbersOf(group),
    };
  });
}
