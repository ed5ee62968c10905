import { addMs, DAY_MS } from '../../lib/clock.ts';
import { isOpenClock, type SlaClock } from './clock.ts';

/** The level at which the deadline has come; those above it are a day apart. */
export const DUE_LEVEL = 2;

export type WakeLevelName = 'half' | 'most' | 'due' | 'overdue';

/** What a level means: half of the time gone, four fifths, all of it, a day or more behind the deadline. */
export function levelName(level: number): WakeLevelName {
  if (level <= 0) return 'half';
  if (level < DUE_LEVEL) return 'most';
  return level === DUE_LEVEL ? 'due' : 'overdue';
}

/**
 * The first level at or above `level` that this clock comes to if nothing else happens, and when, which may be in the
 * past; undefined when it comes to none: it has ended, stands still, or is an acknowledgement, which a machine gives.
 * Of the clock alone, so that it is the same after any outage.
 */
export function nextWake(
  clock: SlaClock,
  level: number,
): { readonly level: number; readonly at: Date } | undefined {
  if (!isOpenClock(clock) || clock.kind === 'acknowledgement' || clock.dueAt === null) {
    return undefined;
  }
  if (level <= 0 && clock.halfAt !== null) return { level: 0, at: clock.halfAt };
  if (level < DUE_LEVEL && clock.mostAt !== null) return { level: 1, at: clock.mostAt };
  const reached = Math.max(level, DUE_LEVEL);
  return { level: reached, at: addMs(clock.dueAt, (reached - DUE_LEVEL) * DAY_MS) };
}
