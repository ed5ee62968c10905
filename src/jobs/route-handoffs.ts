import { type Clock, SECOND_MS } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { makeRepeat, type Repeat } from './repeat.ts';

/** How often the queue is looked at although nobody said that anything changed. */
export const ROUTE_EVERY_MS = SECOND_MS;

export interface RouteHandoffsDeps {
  /** One look: offers, passes on, reminds, closes. */
  readonly route: () => Promise<object>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The timer of the queue: a look every second, and at once when somebody waits or became free. */
export function makeRouteHandoffs({ route, clock, log }: RouteHandoffsDeps): Repeat {
  const look = async (): Promise<number> => {
    try {
      await route();
    } catch (err) {
      log.warn({ err }, 'the queue could not be looked at; the next look follows');
    }
    return ROUTE_EVERY_MS;
  };
  return makeRepeat({ look, clock });
}
