import { addMs, type Clock } from '../../src/lib/clock.ts';

/** A clock that stands still until a test moves it. Sleepers wake when their time has come. */
export class HeldClock implements Clock {
  #now: Date;
  readonly #sleepers = new Set<{ readonly until: Date; readonly wake: () => void }>();

  constructor(now: Date) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: addMs(this.#now, ms), wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  advance(ms: number): void {
    this.#now = addMs(this.#now, ms);
    for (const sleeper of this.#sleepers) {
      if (sleeper.until <= this.#now) sleeper.wake();
    }
  }
}
