import { z } from 'zod';
import { ROOT_CAUSE_CODES } from '../../domain/complaint/case.ts';
import { COMPLAINT_SEVERITIES, COMPLAINT_STATUSES } from '../../domain/complaint/record.ts';
import {
  CAUSE_DIMENSIONS,
  QUALITY_MEASURES,
  TIMELINESS_MEASURES,
} from '../../domain/complaint/report.ts';
import { CLOCK_KINDS } from '../../domain/sla/clock.ts';
import { fen, instant } from './common.ts';

/** Any text: an unknown name is answered with those that there are. */
export const reportParams = z.object({ name: z.string().min(1).max(64) });

export const REPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;

export const reportQuery = z.object({
  /** The first day in Asia/Shanghai. Left out: the 30 days up to `to`. */
  from: z.iso.date().optional(),
  /** The last day in Asia/Shanghai, included. Left out: today. */
  to: z.iso.date().optional(),
  format: z.enum(REPORT_FORMATS).default('json'),
});

const count = z.number().int().min(0);

/** Newest first, at most 200: what to open when somebody asks which ones. */
const complaintNos = z.array(z.string());

/** A share with what it was made of. `rate` is null when the denominator is 0. */
export const reportRate = z.object({
  numerator: count,
  denominator: count,
  rate: z.number().min(0).max(1).nullable(),
  /** Wilson's interval at 95 %. */
  low: z.number().min(0).max(1).nullable(),
  high: z.number().min(0).max(1).nullable(),
});

const durations = z.object({
  n: count,
  meanMs: z.number().nullable(),
  medianMs: z.number().nullable(),
  /** Nearest rank. */
  p90Ms: z.number().nullable(),
});

const head = {
  /** Both days included, in Asia/Shanghai. */
  from: z.iso.date(),
  to: z.iso.date(),
  madeAt: instant,
  /** Goes up when a formula changes: figures of different versions are not to be compared. */
  formulaVersion: z.number().int(),
  /** Which complaints were received in these days, and which of them are not counted. */
  base: z.object({
    received: count,
    counted: count,
    /** Suggestions and reports of misconduct are no complaints (art. 2). */
    notComplaints: count,
    declined: count,
    /** Counted under the earlier complaint, but in rates of repetition. */
    merged: count,
  }),
};

/** Counts by one dimension, the most frequent first; of months and severities in their own order. */
const causes = z.object({
  dimension: z.enum(CAUSE_DIMENSIONS),
  rows: z.array(
    z.object({
      /** A code, a name or an agent's id; null: it is not known. */
      key: z.string().nullable(),
      /** A person's name, where the key is an id. */
      label: z.string().nullable(),
      count,
      share: z.number().nullable(),
      cumulativeShare: z.number().nullable(),
      complaintNos,
    }),
  ),
});

export const causesReport = z.object({
  name: z.literal('complaints'),
  ...head,
  by: z.array(causes),
});

export const timelinessReport = z.object({
  name: z.literal('complaint-timeliness'),
  ...head,
  measures: z.array(
    z.object({
      measure: z.enum(TIMELINESS_MEASURES),
      /** Complaints in time / complaints done or due; each once, and late when any of its runs was. */
      rate: reportRate,
      /** Past the deadline and still not done: they have no duration yet. */
      stillLate: count,
      /** By the wall, late ones included. */
      gross: durations,
      /** Without what the clock stood still. */
      net: durations,
      lateNos: complaintNos,
    }),
  ),
  /** Every run past its deadline, those that still wait first, then the latest. */
  overClock: z.object({
    total: count,
    /** At most 500. */
    rows: z.array(
      z.object({
        complaintNo: z.string(),
        kind: z.enum(CLOCK_KINDS),
        cycle: count,
        severity: z.enum(COMPLAINT_SEVERITIES),
        status: z.enum(COMPLAINT_STATUSES),
        handlerName: z.string().nullable(),
        dueAt: instant,
        doneAt: instant.nullable(),
        endedAt: instant.nullable(),
        /** Until it was done or ended, or until now. */
        lateMs: z.number().int(),
      }),
    ),
  }),
});

export const qualityReport = z.object({
  name: z.literal('complaint-quality'),
  ...head,
  measures: z.array(
    z.object({
      measure: z.enum(QUALITY_MEASURES),
      rate: reportRate,
      /** Those of the numerator. */
      complaintNos,
    }),
  ),
  satisfaction: z.object({
    n: count,
    /** 1 to 5. */
    mean: z.number().nullable(),
    /** How many gave 1, 2, 3, 4 and 5. */
    scores: z.array(count).length(5),
    /** Those who gave 1 or 2. */
    lowNos: complaintNos,
  }),
});

export const regulatorReport = z.object({
  name: z.literal('complaint-regulator'),
  ...head,
  /** Complaints that the regulator passed on. */
  transferred: z.object({
    count,
    complaintNos,
    byCategory: z.array(z.object({ category: z.string(), count })),
  }),
  /** Premiums of the policies that began in these days; null: no premium is known. */
  premiumFen: fen.nullable(),
  /** Policies that began in these days and whose premium is not known. */
  policiesWithoutPremium: count,
  /** At the end of the last day; null: no policy is known. */
  policiesInForce: count.nullable(),
  perHundredMillionYuan: z.number().nullable(),
  perTenThousandPolicies: z.number().nullable(),
});

export const groupsReport = z.object({
  name: z.literal('complaint-groups'),
  ...head,
  /** From how many, within how many days, it is a group. */
  sizeMin: count,
  withinDays: count,
  groups: z.array(
    z.object({
      groupKey: z.string(),
      /** In the fullest stretch of days. */
      size: count,
      firstAt: instant,
      lastAt: instant,
      isMajor: z.boolean(),
      /** All of these days and up to seven before. */
      total: count,
      complaintNos,
    }),
  ),
});

export const rootCausesReport = z.object({
  name: z.literal('complaint-root-causes'),
  ...head,
  /** Complaints with a root cause / complaints closed. */
  found: reportRate,
  rows: z.array(
    z.object({
      code: z.enum(ROOT_CAUSE_CODES),
      department: z.string(),
      count,
      share: z.number().nullable(),
      done: count,
      open: count,
      overdue: count,
      complaintNos,
    }),
  ),
  /** Whenever the complaint was received: what is overdue today. */
  overdue: z.array(
    z.object({
      complaintNo: z.string(),
      code: z.enum(ROOT_CAUSE_CODES),
      department: z.string(),
      action: z.string(),
      ownerName: z.string().nullable(),
      dueOn: z.string(),
      daysOverdue: count,
    }),
  ),
});

/** What `GET /reports/:name` answers as JSON. */
export const report = z.discriminatedUnion('name', [
  causesReport,
  timelinessReport,
  qualityReport,
  regulatorReport,
  groupsReport,
  rootCausesReport,
]);
