import type { Clock } from '../../../../src/lib/clock.ts';

const LOOK_EVERY_MS = 5;

/** What is to happen at a time of the handed-in clock, whether it runs by itself or a test moves it. */
export interface Timers {
  now(): Date;
  after(ms: number, run: () => void): () => void;
  sleep(ms: number): Promise<void>;
  stop(): void;
}

export function makeTimers(clock: Clock): Timers {
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  let interval: NodeJS.Timeout | undefined;

  function look(): void {
    const now = clock.now().getTime();
    const due = waiting.filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at);
    waiting = waiting.filter((one) => one.at > now);
    for (const one of due) one.run();
    if (waiting.length > 0) return;
    clearInterval(interval);
    interval = undefined;
  }

  function after(ms: number, run: () => void): () => void {
    const one = { at: clock.now().getTime() + ms, run };
    waiting.push(one);
    interval ??= setInterval(look, LOOK_EVERY_MS);
    return () => {
      waiting = waiting.filter((other) => other !== one);
    };
  }

  return {
    now: () => clock.now(),
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    stop: () => {
      waiting = [];
      clearInterval(interval);
    },
  };
}
