import { type Clock, SECOND_MS } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** How often the queue is looked at although nobody said that anything changed. */
export const ROUTE_EVERY_MS = SECOND_MS;

export interface RouteHandoffsDeps {
  /** One look: offers, passes on, reminds, closes. */
  readonly route: () => Promise<object>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RouteHandoffs {
  start(): void;
  /** Somebody waits, or somebody became free: a look at once. */
  wake(): void;
  /** Begins no further look and resolves when the current one is finished. */
  stop(): Promise<void>;
}

/** The timer of the queue: one look at a time, every second and whenever something changed. */
export function makeRouteHandoffs(deps: RouteHandoffsDeps): RouteHandoffs {
  const stopping = new AbortController();
  let pause = new AbortController();
  let isWoken = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      isWoken = false;
      try {
        await deps.route();
      } catch (err) {
        deps.log.warn({ err }, 'the queue could not be looked at; the next look follows');
      }
      if (isWoken) continue;
      pause = new AbortController();
      await deps.clock.sleep(ROUTE_EVERY_MS, pause.signal);
    }
  };
  return {
    start: () => {
      running = run();
    },
    wake: () => {
      isWoken = true;
      pause.abort();
    },
    stop: async () => {
      stopping.abort();
      pause.abort();
      await running;
    },
  };
}
