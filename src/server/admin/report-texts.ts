import type { RootCauseCode } from '../../domain/complaint/case.ts';
import type {
  ComplaintCategory,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from '../../domain/complaint/record.ts';
import type {
  CauseDimension,
  QualityMeasure,
  ReportName,
  TimelinessMeasure,
} from '../../domain/complaint/report.ts';
import type { ClockKind } from '../../domain/sla/clock.ts';

/** What is in a cell of a report's file, by column: it decides how the cell is written. */
export const COLUMN_KINDS = {
  item: 'text',
  value: 'text',
  key: 'text',
  measure: 'text',
  clock: 'text',
  severity: 'text',
  status: 'text',
  handler: 'text',
  owner: 'text',
  category: 'text',
  cause: 'text',
  department: 'text',
  action: 'text',
  group: 'text',
  isMajor: 'text',
  complaintNo: 'text',
  complaintNos: 'text',
  dueOn: 'text',
  dueAt: 'time',
  doneAt: 'time',
  endedAt: 'time',
  firstAt: 'time',
  lastAt: 'time',
  score: 'count',
  count: 'count',
  cycle: 'count',
  numerator: 'count',
  denominator: 'count',
  stillLate: 'count',
  size: 'count',
  total: 'count',
  done: 'count',
  open: 'count',
  overdue: 'count',
  daysOverdue: 'count',
  share: 'percent',
  cumulativeShare: 'percent',
  rate: 'percent',
  low: 'percent',
  high: 'percent',
  timed: 'count',
  grossMean: 'hours',
  grossMedian: 'hours',
  grossP90: 'hours',
  netMean: 'hours',
  netMedian: 'hours',
  netP90: 'hours',
  late: 'hours',
} as const;
export type ColumnName = keyof typeof COLUMN_KINDS;

export type TableName =
  | 'about'
  | `by_${CauseDimension}`
  | 'timeliness'
  | 'over_clock'
  | 'quality'
  | 'satisfaction'
  | 'regulator'
  | 'transferred'
  | 'groups'
  | 'root_causes'
  | 'overdue';

/** The lines of tables that have a name and a value. */
export type ItemName =
  | 'report'
  | 'from'
  | 'to'
  | 'madeAt'
  | 'formulaVersion'
  | 'received'
  | 'counted'
  | 'notComplaints'
  | 'declined'
  | 'merged'
  | 'transferred'
  | 'transferredNos'
  | 'premiumYuan'
  | 'policiesWithoutPremium'
  | 'policiesInForce'
  | 'perHundredMillionYuan'
  | 'perTenThousandPolicies'
  | 'rootCausesFound';

/** The words of a report's file, which people read; handed in, because texts live in one place. */
export interface ReportTexts {
  readonly reports: Readonly<Record<ReportName, string>>;
  /** Names of sheets: at most 31 characters, each once. */
  readonly tables: Readonly<Record<TableName, string>>;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly items: Readonly<Record<ItemName, string>>;
  readonly timeliness: Readonly<Record<TimelinessMeasure, string>>;
  readonly quality: Readonly<Record<QualityMeasure, string>>;
  readonly categories: Readonly<Record<ComplaintCategory, string>>;
  readonly categoryGroups: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<ComplaintSource, string>>;
  readonly severities: Readonly<Record<ComplaintSeverity, string>>;
  readonly statuses: Readonly<Record<ComplaintStatus, string>>;
  readonly clocks: Readonly<Record<ClockKind, string>>;
  readonly rootCauses: Readonly<Record<RootCauseCode, string>>;
  /** Where a branch, a handler or a repair shop is not known. */
  readonly unknown: string;
  readonly yes: string;
}
