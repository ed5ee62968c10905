import type { SlaClock } from './clock.ts';
import { dateOf, type MeterOf, type RunningClock, usedMs } from './run-clock.ts';

/** A clock as it is stored and shown. */
export function showClock(clock: RunningClock, meterOf: MeterOf): SlaClock {
  const { target, doneMs, isBreached, isStanding } = clock;
  const isHidden = isStanding && !isBreached;
  return {
    kind: target.kind,
    cycle: clock.cycle,
    target,
    calendarVersion: clock.version,
    startedAt: new Date(clock.startedMs),
    firstDueAt: dateOf(clock.firstDueMs),
    dueAt: isHidden ? null : dateOf(clock.dueMs),
    pausedAt: isStanding ? new Date(clock.lapMs) : null,
    pausedMs: clock.stoodMs,
    doneAt: doneMs === null ? null : new Date(doneMs),
    verdict: verdictOf(clock),
    breachedAt: isBreached ? new Date(clock.dueMs) : null,
    endedAt: clock.ended === null ? null : new Date(clock.ended.atMs),
    endedBy: clock.ended?.by ?? null,
    grossMs: doneMs === null ? null : doneMs - clock.startedMs,
    netMs: doneMs === null ? null : usedMs(clock, meterOf),
    changes: clock.changes,
    halfAt: isHidden ? null : dateOf(clock.halfMs),
    mostAt: isHidden ? null : dateOf(clock.mostMs),
  };
}

function verdictOf({ isBreached, doneMs }: RunningClock): SlaClock['verdict'] {
  if (isBreached) return 'breached';
  return doneMs === null ? null : 'met';
}
