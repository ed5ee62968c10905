import { useCallback, useSyncExternalStore } from 'react';

/** One timer for everything that ticks alike: hundreds of clocks are drawn in one go. */
class Ticker {
  readonly #listeners = new Set<() => void>();
  readonly #everyMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = Date.now();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#tick();
      this.#timer = setInterval(() => this.#tick(), this.#everyMs);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** The same between two ticks. */
  get now(): number {
    return this.#now;
  }

  #tick(): void {
    this.#now = Date.now();
    for (const tell of this.#listeners) tell();
  }
}

const tickers = new Map<number, Ticker>();

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known !== undefined) return known;
  const made = new Ticker(everyMs);
  tickers.set(everyMs, made);
  return made;
}

/** This computer's time in milliseconds, anew every `everyMs`. */
export function useTick(everyMs: number): number {
  const listen = useCallback((tell: () => void) => tickerOf(everyMs).listen(tell), [everyMs]);
  return useSyncExternalStore(listen, () => tickerOf(everyMs).now);
}
