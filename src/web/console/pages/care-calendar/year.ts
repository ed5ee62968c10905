import type { z } from 'zod';
import type { careYear } from '../../../../server/contract/care.ts';
import type { BarChartData } from '../../chart-option.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { OCCASION_LABELS } from '../../copy-admin/care-labels.ts';

export type CareYear = z.infer<typeof careYear>;
export type OccasionRow = CareYear['occasions'][number];
export type ReasonCount = OccasionRow['missedBy'][number];

const NUMBERS = ['due', 'sent', 'waiting', 'suppressed', 'failed', 'unknown', 'missed'] as const;
type Numbers = Readonly<Record<(typeof NUMBERS)[number], number>>;

/** What is summed by a month, or by an occasion. */
export interface Summed extends Numbers {
  readonly key: string;
  readonly reasons: readonly ReasonCount[];
}

/** Rows by a key of theirs, in the order of their first one. */
export function sumBy(
  rows: readonly OccasionRow[],
  keyOf: (row: OccasionRow) => string,
): readonly Summed[] {
  const groups = new Map<string, OccasionRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups].map(([key, group]) => ({ key, ...sumOf(group), reasons: reasonsOf(group) }));
}

/** All of them in one. */
export function sumOf(rows: readonly OccasionRow[]): Numbers {
  const sum = { due: 0, sent: 0, waiting: 0, suppressed: 0, failed: 0, unknown: 0, missed: 0 };
  for (const row of rows) for (const name of NUMBERS) sum[name] += row[name];
  return sum;
}

function reasonsOf(rows: readonly OccasionRow[]): readonly ReasonCount[] {
  const counts = new Map<string, number>();
  for (const { suppressedBy, missedBy } of rows) {
    for (const { reason, count } of [...suppressedBy, ...missedBy]) {
      counts.set(reason, (counts.get(reason) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count);
}

/** Bars whose parts together are what was due. */
export function outcomeData(
  rows: readonly Summed[],
  words: { readonly label: string; readonly nameOf: (key: string) => string },
): BarChartData {
  const part = (name: keyof Numbers) => rows.map((row) => row[name]);
  return {
    categoryLabel: words.label,
    categories: rows.map(({ key }) => words.nameOf(key)),
    isStacked: true,
    series: [
      { name: CARE_COPY.sent, values: part('sent'), tone: 'good' },
      { name: CARE_COPY.waiting, values: part('waiting'), tone: 'active' },
      { name: CARE_COPY.kept, values: part('suppressed'), tone: 'muted' },
      {
        name: `${CARE_COPY.failed}、${CARE_COPY.unknown}`,
        values: rows.map(({ failed, unknown }) => failed + unknown),
        tone: 'attention',
      },
      { name: CARE_COPY.missed, values: part('missed'), tone: 'bad' },
    ],
  };
}

/** An occasion in words. */
export function occasionText(occasion: string): string {
  return OCCASION_LABELS[occasion] ?? occasion;
}
