import { isOpenClock, type SlaClock } from '../../domain/sla/clock.ts';
import { DUE_LEVEL, nextWake } from '../../domain/sla/levels.ts';
import type { WatchedClock } from './write-clocks.ts';

/** A warning whose time has come. */
export interface Passed {
  readonly level: number;
  readonly at: Date;
}

/** When the watch has to look next at a clock whose warnings below `level` were given. */
export function wakeFrom(clock: SlaClock, level: number): WatchedClock['wake'] {
  const from = isStillToBreach(clock) ? Math.min(level, DUE_LEVEL) : level;
  const next = wakeOf(clock, from);
  return next === undefined ? { level: from, at: null } : { level: next.level, at: next.at };
}

/**
 * The warnings that came due before `now`, and the wake-up after them. A deadline is kept at its very instant, so that
 * instant is not yet behind.
 */
export function passedLevels(
  clock: SlaClock,
  { level, now }: { readonly level: number; readonly now: Date },
): { readonly passed: readonly Passed[]; readonly wake: WatchedClock['wake'] } {
  const passed: Passed[] = [];
  let wake = wakeFrom(clock, level);
  while (wake.at !== null && wake.at < now) {
    passed.push({ level: wake.level, at: wake.at });
    const next = wakeOf(clock, wake.level + 1);
    wake = next === undefined ? { level: wake.level + 1, at: null } : next;
  }
  return { passed, wake };
}

/** A deadline moved away by what was written down later is a deadline again, though its warning was given. */
function isStillToBreach({ verdict }: SlaClock): boolean {
  return verdict === null;
}

function wakeOf(clock: SlaClock, level: number): Passed | undefined {
  if (clock.kind !== 'acknowledgement') return nextWake(clock, level);
  // Nobody is warned of it, but its breach is written down like any other.
  const isWaiting = isOpenClock(clock) && isStillToBreach(clock) && level <= DUE_LEVEL;
  return isWaiting && clock.dueAt !== null ? { level: DUE_LEVEL, at: clock.dueAt } : undefined;
}
