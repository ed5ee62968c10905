import type { Clock } from '../../src/lib/clock.ts';
import { addMs, systemClock } from '../../src/lib/clock.ts';

/** A clock that a test sets. Sleeping takes real time: what is tested is what the time says. */
export function makeManualClock(start = new Date('2026-06-11T07:00:00.000Z')) {
  let now = start;
  const clock: Clock = { now: () => now, sleep: systemClock.sleep };
  return {
    ...clock,
    advance: (ms: number): void => {
      now = addMs(now, ms);
    },
  };
}
