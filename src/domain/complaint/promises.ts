import { addMs, DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import type { ComplaintSeverity } from './record.ts';

/**
 * Hours to the first feedback by a person, and to a plan or decision; they run day and night from the moment the
 * complaint was made (domain.md 2.4, tier 1; 民法典 201).
 */
export const PROMISED_HOURS: Readonly<
  Record<ComplaintSeverity, { readonly firstFeedback: number; readonly resolution: number }>
> = {
  S1: { firstFeedback: 2, resolution: 72 },
  S2: { firstFeedback: 24, resolution: 72 },
  S3: { firstFeedback: 48, resolution: 72 },
  S4: { firstFeedback: 48, resolution: 72 },
};

/** Complaints of one kind by one person within this time are one trouble (domain.md 2.4). */
export const REPEAT_MS = 90 * DAY_MS;

export interface ComplaintPromises {
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
}

/** What is promised for a complaint that was made at `receivedAt`. */
export function promisesOf(severity: ComplaintSeverity, receivedAt: Date): ComplaintPromises {
  const hours = PROMISED_HOURS[severity];
  return {
    firstFeedbackDueAt: addMs(receivedAt, hours.firstFeedback * HOUR_MS),
    resolutionDueAt: addMs(receivedAt, hours.resolution * HOUR_MS),
  };
}
