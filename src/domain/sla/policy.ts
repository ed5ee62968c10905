import { HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { ComplaintCategory, ComplaintSeverity, ComplaintSource } from '../complaint/record.ts';
import type { ClockTarget } from './clock.ts';

/** Which complaints a policy is for: of what is absent, all. */
export interface PolicyFits {
  readonly severities?: readonly ComplaintSeverity[] | undefined;
  /** Whole (`CLAIM.DELAY`) or a branch of the tree (`CLAIM`). */
  readonly categories?: readonly string[] | undefined;
  readonly sources?: readonly ComplaintSource[] | undefined;
}

/** Which clocks a complaint gets. Versions are never changed, only followed by others. */
export interface SlaPolicy {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Of several that fit, the highest; of equals, the first by id. */
  readonly priority: number;
  readonly fits: PolicyFits;
  readonly targets: readonly ClockTarget[];
  readonly isActive: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface PolicySubject {
  readonly severity: ComplaintSeverity;
  readonly category: ComplaintCategory;
  readonly source: ComplaintSource;
}

/** Days until the decision (投诉处理管理办法 18): simple, complex, and with a superior's approval. */
export const REGULATOR_DAYS = [15, 30, 60] as const;
/** Days until a review is decided, and in which one may be asked for (投诉处理管理办法 20). */
export const REVIEW_DAYS = 30;
/** The longest a complaint waits for the customer before they are reminded, or it is decided by what is there. */
export const WAITING_DAYS_MAX = 5;
/** A plan that nobody answers for this long stands. */
export const NO_REPLY_DAYS = 3;

export const REVIEW_TARGET: ClockTarget = {
  kind: 'review',
  length: { basis: 'natural_days', days: REVIEW_DAYS },
  pausedBy: ['external_appraisal', 'mediation'],
};

/** Hours of each severity, day and night (domain.md 2.4; how soon a later word is answered is our own). */
const HOURS: Readonly<
  Record<
    ComplaintSeverity,
    {
      readonly firstFeedback: number;
      readonly interim?: number;
      readonly resolution: number;
      readonly nextResponse: number;
    }
  >
> = {
  S1: { firstFeedback: 2, interim: 24, resolution: 72, nextResponse: 4 },
  S2: { firstFeedback: 24, resolution: 72, nextResponse: 24 },
  S3: { firstFeedback: 48, resolution: 72, nextResponse: 48 },
  S4: { firstFeedback: 48, resolution: 72, nextResponse: 48 },
};

function hours(kind: ClockTarget['kind'], count: number): ClockTarget {
  return {
    kind,
    length: { basis: 'continuous', minutes: (count * HOUR_MS) / MINUTE_MS },
    // Somebody who waits for the first word waits for us, and whoever was asked has had it.
    pausedBy: kind === 'resolution' || kind === 'next_response' ? ['waiting_customer'] : [],
  };
}

/** The clocks of a severity when nobody made a policy. */
export function defaultTargets(severity: ComplaintSeverity): readonly ClockTarget[] {
  const { firstFeedback, interim, resolution, nextResponse } = HOURS[severity];
  return [
    {
      kind: 'acknowledgement',
      length: { basis: 'continuous', minutes: 1 },
      pausedBy: [],
    },
    hours('first_feedback', firstFeedback),
    ...(interim === undefined ? [] : [hours('interim', interim)]),
    hours('resolution', resolution),
    hours('next_response', nextResponse),
    {
      kind: 'regulator',
      length: { basis: 'natural_days', days: REGULATOR_DAYS[0] },
      pausedBy: ['external_appraisal', 'mediation'],
    },
  ];
}

/** The policy of a complaint; undefined: none fits, and the defaults of its severity count. */
export function choosePolicy(
  policies: readonly SlaPolicy[],
  subject: PolicySubject,
): SlaPolicy | undefined {
  return policies
    .filter((policy) => policy.isActive && fits(policy.fits, subject))
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))[0];
}

function fits({ severities, categories, sources }: PolicyFits, subject: PolicySubject): boolean {
  const { severity, category, source } = subject;
  const isOfCategory =
    categories?.some((one) => category === one || category.startsWith(`${one}.`)) ?? true;
  return (
    isOfCategory && (severities?.includes(severity) ?? true) && (sources?.includes(source) ?? true)
  );
}
