/** How a batch is run. Results are in the order of the items. */
export interface BatcherOptions<T, R> {
  readonly runAll: (items: readonly T[]) => Promise<readonly R[]>;
  /** Items of one key never run at the same time, and run in the order they came: they touch the same row. */
  readonly keyOf: (item: T) => string;
  /** Batches that run at the same time; what comes meanwhile waits and goes together. */
  readonly concurrentMax: number;
  /** Items in one batch. */
  readonly sizeMax: number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: the first item goes at once, and those that come while it is on its way go together next. Nobody
 * waits for a batch to fill, so a lone customer is as fast as without it, and many share one round trip and one
 * wait for the disk. When a batch fails, each of its items is run alone and gets its own answer.
 */
export class Batcher<T, R> {
  readonly #options: BatcherOptions<T, R>;
  #line: Waiting<T, R>[] = [];
  readonly #busyKeys = new Set<string>();
  #running = 0;

  constructor(options: BatcherOptions<T, R>) {
    this.#options = options;
  }

  run(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#line.push({ item, resolve, reject });
      this.#startNext();
    });
  }

  #startNext(): void {
    if (this.#running >= this.#options.concurrentMax || this.#line.length === 0) return;
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#running += 1;
    // Not awaited: every failure reaches the promises of its items.
    void this.#runBatch(batch).finally(() => {
      this.#running -= 1;
      for (const { item } of batch) this.#busyKeys.delete(this.#options.keyOf(item));
      this.#startNext();
    });
  }

  #takeBatch(): readonly Waiting<T, R>[] {
    const keys = new Set(this.#busyKeys);
    const batch: Waiting<T, R>[] = [];
    const rest: Waiting<T, R>[] = [];
    for (const waiting of this.#line) {
      const key = this.#options.keyOf(waiting.item);
      if (batch.length < this.#options.sizeMax && !keys.has(key)) batch.push(waiting);
      else rest.push(waiting);
      keys.add(key);
    }
    this.#line = rest;
    for (const { item } of batch) this.#busyKeys.add(this.#options.keyOf(item));
    return batch;
  }

  async #runBatch(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.runAll(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error('a batch answered too few items'));
        else resolve(result);
      }
    } catch (error) {
      if (batch.length > 1) await Promise.all(batch.map((waiting) => this.#runBatch([waiting])));
      else batch[0]?.reject(error);
    }
  }
}
