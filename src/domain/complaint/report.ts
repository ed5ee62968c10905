import type { ClockKind } from '../sla/clock.ts';
import type { Durations, Rate } from './analysis.ts';
import type { RootCauseCode } from './case.ts';
import type { ComplaintSeverity, ComplaintStatus } from './record.ts';

/** The reports there are, by the last part of their address. */
export const REPORT_NAMES = [
  'complaints',
  'complaint-timeliness',
  'complaint-quality',
  'complaint-regulator',
  'complaint-groups',
  'complaint-root-causes',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** Goes up when a formula changes: old figures are not recomputed by a new one without a note (domain.md 4.4). */
export const FORMULA_VERSION = 1;

/** What causes are counted by. */
export const CAUSE_DIMENSIONS = [
  /** The branches of the category tree: `CLAIM`. */
  'category_group',
  'category',
  'branch',
  'handler',
  'repair_shop',
  /** `YYYY-MM` in Shanghai. */
  'month',
  'source',
  'severity',
] as const;
export type CauseDimension = (typeof CAUSE_DIMENSIONS)[number];

/** Each clock by its own deadline, and by the terms that are promised and demanded of all. */
export const TIMELINESS_MEASURES = [
  'acknowledgement',
  'first_feedback',
  /** Within 48 hours of the promise's start, whatever the policy's own length. */
  'first_feedback_48h',
  'interim',
  'next_response',
  'resolution',
  'resolution_72h',
  /** By the deadline as it was extended. */
  'regulator',
  'regulator_15d',
  'regulator_30d',
  'regulator_60d',
  'review',
] as const;
export type TimelinessMeasure = (typeof TIMELINESS_MEASURES)[number];

export const QUALITY_MEASURES = [
  /** 重复投诉率: repeats / complaints. */
  'repeat',
  /** 升级率: complaints that later came through the regulator / complaints. */
  'escalated_to_regulator',
  /** Taken up at least one level inside the house / complaints. */
  'escalated_inside',
  /** Plans and decisions that the customer did not accept / complaints that were told one. */
  'disputed',
  /** Opened again / complaints that were closed. */
  'reopened',
  /** 投诉满意率: 4 or 5 / answered. */
  'satisfied',
  /** Answered "solved" and nothing of the same category within 7 days / answered (FCR). */
  'first_contact_resolved',
] as const;
export type QualityMeasure = (typeof QUALITY_MEASURES)[number];

export interface ReportHead {
  /** `YYYY-MM-DD` in Shanghai, both included. */
  readonly from: string;
  readonly to: string;
  readonly madeAt: Date;
  readonly formulaVersion: number;
  readonly base: ReportBase;
}

/** Which complaints were received, and which of them are not counted. */
export interface ReportBase {
  readonly received: number;
  readonly counted: number;
  readonly notComplaints: number;
  readonly declined: number;
  readonly merged: number;
}

export interface CauseRow {
  readonly key: string | null;
  readonly label: string | null;
  readonly count: number;
  readonly share: number | null;
  readonly cumulativeShare: number | null;
  readonly complaintNos: readonly string[];
}

export interface Causes {
  readonly dimension: CauseDimension;
  readonly rows: readonly CauseRow[];
}

export interface Timeliness {
  readonly measure: TimelinessMeasure;
  readonly rate: Rate;
  readonly stillLate: number;
  readonly gross: Durations;
  readonly net: Durations;
  readonly lateNos: readonly string[];
}

export interface OverClockRow {
  readonly complaintNo: string;
  readonly kind: ClockKind;
  readonly cycle: number;
  readonly severity: ComplaintSeverity;
  readonly status: ComplaintStatus;
  readonly handlerName: string | null;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly endedAt: Date | null;
  readonly lateMs: number;
}

export interface OverClock {
  readonly total: number;
  readonly rows: readonly OverClockRow[];
}

export interface Quality {
  readonly measure: QualityMeasure;
  readonly rate: Rate;
  readonly complaintNos: readonly string[];
}

export interface Satisfaction {
  readonly n: number;
  readonly mean: number | null;
  readonly scores: readonly number[];
  readonly lowNos: readonly string[];
}

/** The regulator's own figures (domain.md 2.2). */
export interface RegulatorFigures {
  readonly transferred: {
    readonly count: number;
    readonly complaintNos: readonly string[];
    readonly byCategory: readonly { readonly category: string; readonly count: number }[];
  };
  readonly premiumFen: number | null;
  readonly policiesWithoutPremium: number;
  readonly policiesInForce: number | null;
  readonly perHundredMillionYuan: number | null;
  readonly perTenThousandPolicies: number | null;
}

export interface ComplaintGroup {
  readonly groupKey: string;
  readonly size: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly isMajor: boolean;
  readonly total: number;
  readonly complaintNos: readonly string[];
}

export interface RootCauseRow {
  readonly code: RootCauseCode;
  readonly department: string;
  readonly count: number;
  readonly share: number | null;
  readonly done: number;
  readonly open: number;
  readonly overdue: number;
  readonly complaintNos: readonly string[];
}

export interface OverdueRectification {
  readonly complaintNo: string;
  readonly code: RootCauseCode;
  readonly department: string;
  readonly action: string;
  readonly ownerName: string | null;
  readonly dueOn: string;
  readonly daysOverdue: number;
}

/** A report as it is computed. */
export type Report = ReportHead &
  (
    | { readonly name: 'complaints'; readonly by: readonly Causes[] }
    | {
        readonly name: 'complaint-timeliness';
        readonly measures: readonly Timeliness[];
        readonly overClock: OverClock;
      }
    | {
        readonly name: 'complaint-quality';
        readonly measures: readonly Quality[];
        readonly satisfaction: Satisfaction;
      }
    | ({ readonly name: 'complaint-regulator' } & RegulatorFigures)
    | {
        readonly name: 'complaint-groups';
        readonly sizeMin: number;
        readonly withinDays: number;
        readonly groups: readonly ComplaintGroup[];
      }
    | {
        readonly name: 'complaint-root-causes';
        readonly found: Rate;
        readonly rows: readonly RootCauseRow[];
        readonly overdue: readonly OverdueRectification[];
      }
  );
