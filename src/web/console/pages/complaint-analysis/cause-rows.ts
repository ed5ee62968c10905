import type { z } from 'zod';
import type { causesReport } from '../../../../server/contract/report.ts';
import type { BarChartData } from '../../chart-option.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { CATEGORY_BRANCHES, SOURCES } from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_CATEGORIES, SEVERITIES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { monthIn, type Range } from './range.ts';

type Causes = z.infer<typeof causesReport>['by'][number];
export type Dimension = Causes['dimension'];
export type CauseRow = Causes['rows'][number];

/** A chart with more bars is none; the rest is one bar. */
const BARS_MAX = 12;

const SEVERITY_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SEVERITIES).map(([key, { label }]) => [key, label]),
);

/** What a row is called. */
export function rowLabel(dimension: Dimension, { key, label }: CauseRow): string {
  if (key === null) return ANALYSIS_COPY.unknown;
  switch (dimension) {
    case 'category':
      return labelOf(COMPLAINT_CATEGORIES, key);
    case 'category_group':
      return labelOf({ ...CATEGORY_BRANCHES, OTHER: COMPLAINT_CATEGORIES.OTHER }, key);
    case 'source':
      return labelOf(SOURCES, key);
    case 'severity':
      return labelOf(SEVERITY_LABELS, key);
    case 'handler':
    case 'branch':
    case 'repair_shop':
    case 'month':
      return label ?? key;
  }
}

/** The list of the complaints of a row; undefined: no list can be asked for it. */
export function rowPlace(
  dimension: Dimension,
  key: string | null,
  range: Range,
): string | undefined {
  if (key === null) return undefined;
  const query = queryOf(dimension, key, range);
  return query === undefined
    ? undefined
    : `/complaints?${new URLSearchParams({ view: 'all', ...range, ...query })}`;
}

function queryOf(
  dimension: Dimension,
  key: string,
  range: Range,
): Readonly<Record<string, string>> | undefined {
  switch (dimension) {
    case 'category':
    case 'category_group':
      return { category: key };
    case 'source':
      return { source: key };
    case 'severity':
      return { severity: key };
    case 'handler':
      return { handlerId: key };
    case 'month':
      return { ...monthIn(key, range) };
    case 'branch':
    case 'repair_shop':
      return undefined;
  }
}

/** Counts as bars and what they add up to as a line. Months and severities have their own order and no such line. */
export function paretoData({ dimension, rows }: Causes): BarChartData {
  const hasLine = rows.every(({ cumulativeShare }) => cumulativeShare !== null);
  const isOrdered = dimension === 'month' || dimension === 'severity';
  const shown = rows.slice(0, rows.length > BARS_MAX ? BARS_MAX - 1 : BARS_MAX);
  const rest = rows.slice(shown.length);
  const bars = shown.map((row) => ({
    label: rowLabel(dimension, row),
    count: row.count,
    sum: row.cumulativeShare ?? 0,
  }));
  if (rest.length > 0) {
    const count = rest.reduce((sum, row) => sum + row.count, 0);
    bars.push({ label: ANALYSIS_COPY.others, count, sum: 1 });
  }
  return {
    categoryLabel: ANALYSIS_COPY.dimensions[dimension],
    categories: bars.map(({ label }) => label),
    series: [{ name: ANALYSIS_COPY.count, values: bars.map(({ count }) => count) }],
    ...(hasLine && !isOrdered
      ? { line: { name: ANALYSIS_COPY.cumulative, shares: bars.map(({ sum }) => sum) } }
      : {}),
  };
}
