import { addMs, type Clock, SECOND_MS } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { makeRepeat, type Repeat } from './repeat.ts';

/** The longest that nobody looks: an act of another process may have set an earlier wake-up. */
export const WATCH_EVERY_MS = SECOND_MS / 2;
/** The shortest: what is due but held by another worker is not asked for without a breath. */
export const WATCH_AGAIN_MS = 50;

export interface WatchClocksDeps {
  /** One look at every clock whose time has come; says when the next one's has. */
  readonly look: () => Promise<{ readonly nextAt: Date | undefined }>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The timer of complaints' clocks: sleeps until the next wake-up in the table, but never long. There are no delayed
 * jobs on the queue: the table is the truth, and asking it for what is due costs less than keeping a million jobs true.
 */
export function makeWatchClocks(deps: WatchClocksDeps): Repeat {
  const look = async (): Promise<number> => untilNext(await lookSafely(deps), deps.clock.now());
  return makeRepeat({ look, clock: deps.clock });
}

async function lookSafely({ look, clock, log }: WatchClocksDeps): Promise<Date | undefined> {
  try {
    return (await look()).nextAt;
  } catch (err) {
    log.warn({ err }, 'the clocks could not be looked at; the next look follows');
    return addMs(clock.now(), WATCH_EVERY_MS);
  }
}

/** A deadline is kept at its very instant: a millisecond later it lies behind. */
function untilNext(nextAt: Date | undefined, now: Date): number {
  if (nextAt === undefined) return WATCH_EVERY_MS;
  const ms = nextAt.getTime() + 1 - now.getTime();
  return Math.min(WATCH_EVERY_MS, Math.max(WATCH_AGAIN_MS, ms));
}
