import type { Clock } from '../lib/clock.ts';

/** One thing that is looked at again and again, and at once when it is woken. */
export interface Repeat {
  start(): void;
  /** Something changed: a look at once, or right after the present one. */
  wake(): void;
  /** Begins no further look and resolves when the current one is finished. */
  stop(): Promise<void>;
}

/** One look at a time. `look` must not fail, and says in how many milliseconds the next one is due at the latest. */
export function makeRepeat(deps: {
  readonly look: () => Promise<number>;
  readonly clock: Pick<Clock, 'sleep'>;
}): Repeat {
  const stopping = new AbortController();
  let pause = new AbortController();
  let isWoken = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      isWoken = false;
      const pauseMs = await deps.look();
      if (isWoken) continue;
      pause = new AbortController();
      await deps.clock.sleep(pauseMs, pause.signal);
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
