/** Latencies of one measured stretch. */
export interface Measured {
  readonly name: string;
  readonly concurrency: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs `once(lane)` in `concurrency` lanes for `forMs`, after a warm-up of a fifth of it. */
export async function measure(options: {
  readonly name: string;
  readonly concurrency: number;
  readonly forMs: number;
  readonly once: (lane: number) => Promise<void>;
}): Promise<Measured> {
  const latencies: number[] = [];
  const warmUntil = performance.now() + options.forMs / 5;
  const until = warmUntil + options.forMs;
  const lanes = Array.from({ length: options.concurrency }, async (_, lane) => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      await options.once(lane);
      const done = performance.now();
      if (now >= warmUntil && done <= until) latencies.push(done - now);
    }
  });
  await Promise.all(lanes);
  latencies.sort((a, b) => a - b);
  return {
    name: options.name,
    concurrency: options.concurrency,
    perSecond: (latencies.length / options.forMs) * 1000,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

/** A quantile of values in ascending order. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** The middle run by throughput. */
export function median(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
