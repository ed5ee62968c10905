import type { z } from 'zod';
import type { report, reportRate } from '../../src/server/contract/report.ts';
import { ago } from './admin-samples.ts';

type Report = z.infer<typeof report>;
type Rate = z.infer<typeof reportRate>;
type Range = { readonly from: string; readonly to: string };

function headOf({ from, to }: Range) {
  const base = { received: 46, counted: 41, notComplaints: 3, declined: 1, merged: 1 };
  return { from, to, madeAt: ago(5), formulaVersion: 1, base };
}

function rateOf(numerator: number, denominator: number, low: number, high: number): Rate {
  return { numerator, denominator, rate: numerator / denominator, low, high };
}

const NOS = ['TS20261122001', 'TS20261121004', 'TS20261120002'];

function rowsOf(pairs: readonly (readonly [string | null, number, string?])[]) {
  const total = pairs.reduce((sum, [, count]) => sum + count, 0);
  let sum = 0;
  return pairs.map(([key, count, label]) => {
    sum += count;
    return {
      key,
      label: label ?? null,
      count,
      share: count / total,
      cumulativeShare: sum / total,
      complaintNos: NOS.slice(0, count),
    };
  });
}

const HOUR_MS = 3_600_000;
const durations = (n: number) => ({
  n,
  meanMs: 21 * HOUR_MS,
  medianMs: 18.5 * HOUR_MS,
  p90Ms: 44 * HOUR_MS,
});

/** A report with figures that a month might have. */
export function sampleReport(name: string, range: Range): Report {
  const head = headOf(range);
  switch (name) {
    case 'complaint-timeliness':
      return { name, ...head, ...TIMELINESS };
    case 'complaint-quality':
      return { name, ...head, ...QUALITY };
    case 'complaint-groups':
      return { name, ...head, sizeMin: 5, withinDays: 7, groups: GROUPS };
    case 'complaint-root-causes':
      return { name, ...head, ...ROOT_CAUSES };
    case 'complaint-regulator':
      return { name, ...head, ...REGULATOR };
    default:
      return { name: 'complaints', ...head, by: CAUSES };
  }
}

const CAUSES: Extract<Report, { name: 'complaints' }>['by'] = [
  {
    dimension: 'category',
    rows: rowsOf([
      ['CLAIM.ASSESS_AMOUNT', 13],
      ['CLAIM.DELAY', 10],
      ['CLAIM.REPAIR_SHOP', 6],
      ['SERVICE.ATTITUDE', 4],
      ['CLAIM.DOCS', 3],
      ['SALES.MISLEAD', 2],
      ['CHANGE.SURRENDER_FEE', 2],
      ['PRIVACY.SPAM', 1],
    ]),
  },
  {
    dimension: 'handler',
    rows: rowsOf([
      ['agt_me', 25, '陈晓'],
      ['agt_li', 16, '李静'],
    ]),
  },
  {
    dimension: 'branch',
    rows: rowsOf([
      ['北京分公司', 30],
      [null, 11],
    ]),
  },
  {
    dimension: 'month',
    rows: rowsOf([
      ['2026-10', 18],
      ['2026-11', 23],
    ]),
  },
];

const TIMELINESS: Pick<
  Extract<Report, { name: 'complaint-timeliness' }>,
  'measures' | 'overClock'
> = {
  measures: [
    {
      measure: 'first_feedback_48h',
      rate: rateOf(38, 41, 0.806, 0.975),
      stillLate: 1,
      gross: durations(40),
      net: durations(40),
      lateNos: NOS,
    },
    {
      measure: 'resolution_72h',
      rate: rateOf(30, 36, 0.681, 0.922),
      stillLate: 2,
      gross: durations(34),
      net: durations(34),
      lateNos: NOS,
    },
    {
      measure: 'regulator_60d',
      rate: { numerator: 0, denominator: 0, rate: null, low: null, high: null },
      stillLate: 0,
      gross: { n: 0, meanMs: null, medianMs: null, p90Ms: null },
      net: { n: 0, meanMs: null, medianMs: null, p90Ms: null },
      lateNos: [],
    },
  ],
  overClock: {
    total: 1,
    rows: [
      {
        complaintNo: 'TS20261120002',
        kind: 'resolution',
        cycle: 1,
        severity: 'S2',
        status: 'INVESTIGATING',
        handlerName: '李静',
        dueAt: ago(9 * 3600),
        doneAt: null,
        endedAt: null,
        lateMs: 9 * HOUR_MS,
      },
    ],
  },
};

const QUALITY: Pick<Extract<Report, { name: 'complaint-quality' }>, 'measures' | 'satisfaction'> = {
  measures: [
    { measure: 'repeat', rate: rateOf(3, 41, 0.025, 0.194), complaintNos: NOS },
    { measure: 'satisfied', rate: rateOf(14, 19, 0.512, 0.882), complaintNos: NOS },
  ],
  satisfaction: { n: 19, mean: 3.9, scores: [1, 2, 2, 6, 8], lowNos: NOS },
};

const GROUPS: Extract<Report, { name: 'complaint-groups' }>['groups'] = [
  {
    groupKey: 'shop:顺达汽修',
    size: 6,
    firstAt: ago(6 * 86_400),
    lastAt: ago(3600),
    isMajor: false,
    total: 7,
    complaintNos: NOS,
  },
];

const ROOT_CAUSES: Pick<
  Extract<Report, { name: 'complaint-root-causes' }>,
  'found' | 'rows' | 'overdue'
> = {
  found: rateOf(22, 24, 0.742, 0.977),
  rows: [
    {
      code: 'process',
      department: '车险理赔部',
      count: 9,
      share: 9 / 22,
      done: 5,
      open: 4,
      overdue: 1,
      complaintNos: NOS,
    },
  ],
  overdue: [
    {
      complaintNo: 'TS20261001003',
      code: 'process',
      department: '车险理赔部',
      action: '定损金额有差异时当日电话说明',
      ownerName: '李静',
      dueOn: '2026-11-15',
      daysOverdue: 8,
    },
  ],
};

const REGULATOR: Omit<
  Extract<Report, { name: 'complaint-regulator' }>,
  'name' | keyof ReturnType<typeof headOf>
> = {
  transferred: {
    count: 4,
    complaintNos: NOS,
    byCategory: [
      { category: 'CLAIM.DELAY', count: 3 },
      { category: 'SALES.AUTO_RENEW', count: 1 },
    ],
  },
  premiumFen: 8_600_000_000,
  policiesWithoutPremium: 12,
  policiesInForce: 21_400,
  perHundredMillionYuan: 4.65,
  perTenThousandPolicies: 1.87,
};
