import type { ClaimStatus } from '../../domain/claim/status.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { StageTime } from './claim-story.ts';
import { minuteOfDay, shanghaiTime } from './demo-dates.ts';
import type { Seeded } from './seeded.ts';

/** How long a claim takes to come to each stage from the one before, in minutes, from and to. */
const LAGS: Readonly<Record<ClaimStatus, readonly [number, number]>> = {
  REPORTED: [0, 0],
  DISPATCHED: [2, 6],
  SURVEYING: [12, 35],
  SURVEYED: [20, 55],
  ASSESSING: [60, 600],
  LOSS_REVIEW: [90, 420],
  LOSS_CONFIRMED: [60, 300],
  DOCS_PENDING: [60, 500],
  DOCS_COMPLETE: [1_440, 5_000],
  ADJUSTING: [60, 240],
  CLAIM_REVIEW: [90, 400],
  APPROVED: [60, 400],
  PAYING: [30, 180],
  PAY_FAILED: [600, 1_500],
  PAID: [300, 1_200],
  CLOSED_PAID: [60, 300],
  CLOSED_ZERO: [60, 300],
  CANCELLED: [30, 300],
  INVESTIGATING: [120, 600],
  SUSPENDED: [600, 2_000],
  REJECTION_REVIEW: [300, 1_200],
  REJECTED: [1_440, 4_000],
  REOPENED: [8_000, 16_000],
};

/** Stages at which somebody is out on the road, day or night. */
const ROUND_THE_CLOCK: ReadonlySet<ClaimStatus> = new Set(['DISPATCHED', 'SURVEYING', 'SURVEYED']);
/** A claim at one of these happened just now; any other has had a night since. */
const JUST_NOW: ReadonlySet<ClaimStatus> = new Set(['REPORTED', 'DISPATCHED', 'SURVEYING']);
const LONG_CLOSED: ReadonlySet<ClaimStatus> = new Set(['CLOSED_PAID', 'CLOSED_ZERO', 'CANCELLED']);
/** Offices work from 08:30 to 18:00. */
const OFFICE_MINUTES = { from: 510, to: 1_080 } as const;

export interface ClaimTimes {
  readonly reportedAt: Date;
  readonly stages: readonly StageTime[];
}

/** When a claim that stands at the end of `way` came to each of its stages, all of them before `now`. */
export function timesOf(now: Date, way: readonly ClaimStatus[], seeded: Seeded): ClaimTimes {
  const last = way.at(-1) ?? 'REPORTED';
  if (JUST_NOW.has(last)) return justNow(now, way, seeded);
  // Laid out from day 0 on, then moved back as a whole: the steps do not depend on the hour of `now`.
  const reportedAt = shanghaiTime(now, 0, seeded.int(420, 1_260));
  const stages = walk(reportedAt, way, seeded);
  const end = stages.at(-1)?.at ?? reportedAt;
  const days = Math.ceil((end.getTime() - shanghaiTime(now, 0).getTime()) / DAY_MS);
  const restDays = LONG_CLOSED.has(last) ? seeded.int(6, 240) : seeded.int(0, 2);
  const back = (at: Date): Date => addMs(at, -(days + restDays) * DAY_MS);
  return {
    reportedAt: back(reportedAt),
    stages: stages.map(({ status, at }) => ({ status, at: back(at) })),
  };
}

function walk(reportedAt: Date, way: readonly ClaimStatus[], seeded: Seeded): readonly StageTime[] {
  const stages: StageTime[] = [];
  let at = reportedAt;
  for (const status of way) {
    const [from, to] = LAGS[status];
    at = addMs(at, seeded.int(from, to) * MINUTE_MS);
    if (!ROUND_THE_CLOCK.has(status)) at = atOffice(at, seeded);
    stages.push({ status, at });
  }
  return stages;
}

/** The same time when the office is open, otherwise the morning after. */
function atOffice(at: Date, seeded: Seeded): Date {
  const minute = minuteOfDay(at);
  const opening = OFFICE_MINUTES.from + seeded.int(0, 90);
  if (minute < OFFICE_MINUTES.from) return shanghaiTime(at, 0, opening);
  return minute < OFFICE_MINUTES.to ? at : shanghaiTime(at, 1, opening);
}

/** Back from a few minutes ago. */
function justNow(now: Date, way: readonly ClaimStatus[], seeded: Seeded): ClaimTimes {
  const steps = way.map((status) => seeded.int(...LAGS[status]));
  const minutes = steps.reduce((sum, step) => sum + step, seeded.int(3, 9));
  const reportedAt = addMs(now, -minutes * MINUTE_MS);
  let passed = 0;
  const stages = way.map((status, i) => {
    passed += steps[i] ?? 0;
    return { status, at: addMs(reportedAt, passed * MINUTE_MS) };
  });
  return { reportedAt, stages };
}
