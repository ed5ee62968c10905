import { addMs, MINUTE_MS, SECOND_MS } from '../../../../lib/clock.ts';

const FIRST_MS = 2 * SECOND_MS;
const LONGEST_MS = 5 * MINUTE_MS;

/** When the next try is due after the `attempt`th failed: 2 s, 4 s, 8 s ... 5 min. */
export function retryAt(now: Date, attempt: number): Date {
  return addMs(now, Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS));
}
