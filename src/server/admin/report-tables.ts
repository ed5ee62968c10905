import type { Rate } from '../../domain/complaint/analysis.ts';
import type { CauseDimension, Report } from '../../domain/complaint/report.ts';
import type { ColumnName, ItemName, ReportTexts, TableName } from './report-texts.ts';

export type Cell = string | number | Date | null;

/** One table of a report's file: a sheet, or a part of a text file. */
export interface ReportTable {
  readonly name: TableName;
  readonly columns: readonly ColumnName[];
  readonly rows: readonly (readonly Cell[])[];
}

type OfName<N extends Report['name']> = Extract<Report, { readonly name: N }>;

const FEN_OF_YUAN = 100;

/** A report as tables: first what it is about, then its figures. */
export function tablesOf(report: Report, texts: ReportTexts): readonly ReportTable[] {
  return [aboutOf(report, texts), ...figuresOf(report, texts)];
}

function figuresOf(report: Report, texts: ReportTexts): readonly ReportTable[] {
  switch (report.name) {
    case 'complaints':
      return causeTables(report, texts);
    case 'complaint-timeliness':
      return [timelinessTable(report, texts), overClockTable(report, texts)];
    case 'complaint-quality':
      return qualityTables(report, texts);
    case 'complaint-regulator':
      return regulatorTables(report, texts);
    case 'complaint-groups':
      return [groupTable(report, texts)];
    case 'complaint-root-causes':
      return rootCauseTables(report, texts);
  }
}

function itemsTable(
  name: TableName,
  texts: ReportTexts,
  items: readonly (readonly [ItemName, Cell])[],
): ReportTable {
  const rows = items.map(([item, value]) => [texts.items[item], value]);
  return { name, columns: ['item', 'value'], rows };
}

function aboutOf(report: Report, texts: ReportTexts): ReportTable {
  const { base } = report;
  return itemsTable('about', texts, [
    ['report', texts.reports[report.name]],
    ['from', report.from],
    ['to', report.to],
    ['madeAt', report.madeAt],
    ['formulaVersion', report.formulaVersion],
    ['received', base.received],
    ['counted', base.counted],
    ['notComplaints', base.notComplaints],
    ['declined', base.declined],
    ['merged', base.merged],
    ...foundOf(report),
  ]);
}

function foundOf(report: Report): readonly (readonly [ItemName, Cell])[] {
  if (report.name !== 'complaint-root-causes') return [];
  const { numerator, denominator } = report.found;
  return [['rootCausesFound', `${numerator} / ${denominator}`]];
}

function causeTables(report: OfName<'complaints'>, texts: ReportTexts): readonly ReportTable[] {
  return report.by.map(({ dimension, rows }) => ({
    name: `by_${dimension}` as const,
    columns: ['key', 'count', 'share', 'cumulativeShare', 'complaintNos'],
    rows: rows.map((row) => [
      row.label ?? (row.key === null ? texts.unknown : wordOf(row.key, { dimension, texts })),
      row.count,
      row.share,
      row.cumulativeShare,
      row.complaintNos.join(' '),
    ]),
  }));
}

function wordOf(
  key: string,
  { dimension, texts }: { readonly dimension: CauseDimension; readonly texts: ReportTexts },
): string {
  const words: Readonly<Partial<Record<CauseDimension, Readonly<Record<string, string>>>>> = {
    category: texts.categories,
    category_group: texts.categoryGroups,
    source: texts.sources,
    severity: texts.severities,
  };
  return words[dimension]?.[key] ?? key;
}

function rateCells({ numerator, denominator, rate, low, high }: Rate): readonly Cell[] {
  return [numerator, denominator, rate, low, high];
}

function timelinessTable(report: OfName<'complaint-timeliness'>, texts: ReportTexts): ReportTable {
  return {
    name: 'timeliness',
    columns: [
      'measure',
      'numerator',
      'denominator',
      'rate',
      'low',
      'high',
      'stillLate',
      'timed',
      'grossMean',
      'grossMedian',
      'grossP90',
      'netMean',
      'netMedian',
      'netP90',
    ],
    rows: report.measures.map(({ measure, rate, stillLate, gross, net }) => [
      texts.timeliness[measure],
      ...rateCells(rate),
      stillLate,
      gross.n,
      gross.meanMs,
      gross.medianMs,
      gross.p90Ms,
      net.meanMs,
      net.medianMs,
      net.p90Ms,
    ]),
  };
}

function overClockTable(report: OfName<'complaint-timeliness'>, texts: ReportTexts): ReportTable {
  return {
    name: 'over_clock',
    columns: [
      'complaintNo',
      'clock',
      'cycle',
      'severity',
      'status',
      'handler',
      'dueAt',
      'doneAt',
      'endedAt',
      'late',
    ],
    rows: report.overClock.rows.map((row) => [
      row.complaintNo,
      texts.clocks[row.kind],
      row.cycle,
      texts.severities[row.severity],
      texts.statuses[row.status],
      row.handlerName ?? texts.unknown,
      row.dueAt,
      row.doneAt,
      row.endedAt,
      row.lateMs,
    ]),
  };
}

function qualityTables(
  { measures, satisfaction }: OfName<'complaint-quality'>,
  texts: ReportTexts,
): readonly ReportTable[] {
  return [
    {
      name: 'quality',
      columns: ['measure', 'numerator', 'denominator', 'rate', 'low', 'high', 'complaintNos'],
      rows: measures.map(({ measure, rate, complaintNos }) => [
        texts.quality[measure],
        ...rateCells(rate),
        complaintNos.join(' '),
      ]),
    },
    {
      name: 'satisfaction',
      columns: ['score', 'count'],
      rows: satisfaction.scores.map((count, index) => [index + 1, count]),
    },
  ];
}

function regulatorTables(
  report: OfName<'complaint-regulator'>,
  texts: ReportTexts,
): readonly ReportTable[] {
  const { transferred, premiumFen } = report;
  return [
    itemsTable('regulator', texts, [
      ['transferred', transferred.count],
      ['premiumYuan', premiumFen === null ? null : premiumFen / FEN_OF_YUAN],
      ['policiesWithoutPremium', report.policiesWithoutPremium],
      ['policiesInForce', report.policiesInForce],
      ['perHundredMillionYuan', report.perHundredMillionYuan],
      ['perTenThousandPolicies', report.perTenThousandPolicies],
      ['transferredNos', transferred.complaintNos.join(' ')],
    ]),
    {
      name: 'transferred',
      columns: ['category', 'count'],
      rows: transferred.byCategory.map(({ category, count }) => [
        wordOf(category, { dimension: 'category', texts }),
        count,
      ]),
    },
  ];
}

function groupTable({ groups }: OfName<'complaint-groups'>, texts: ReportTexts): ReportTable {
  return {
    name: 'groups',
    columns: ['group', 'size', 'firstAt', 'lastAt', 'isMajor', 'total', 'complaintNos'],
    rows: groups.map((group) => [
      group.groupKey,
      group.size,
      group.firstAt,
      group.lastAt,
      group.isMajor ? texts.yes : null,
      group.total,
      group.complaintNos.join(' '),
    ]),
  };
}

function rootCauseTables(
  report: OfName<'complaint-root-causes'>,
  texts: ReportTexts,
): readonly ReportTable[] {
  return [
    {
      name: 'root_causes',
      columns: ['cause', 'department', 'count', 'share', 'done', 'open', 'overdue', 'complaintNos'],
      rows: report.rows.map((row) => [
        texts.rootCauses[row.code],
        row.department,
        row.count,
        row.share,
        row.done,
        row.open,
        row.overdue,
        row.complaintNos.join(' '),
      ]),
    },
    {
      name: 'overdue',
      columns: ['complaintNo', 'cause', 'department', 'action', 'owner', 'dueOn', 'daysOverdue'],
      rows: report.overdue.map((row) => [
        row.complaintNo,
        texts.rootCauses[row.code],
        row.department,
        row.action,
        row.ownerName ?? texts.unknown,
        row.dueOn,
        row.daysOverdue,
      ]),
    },
  ];
}
