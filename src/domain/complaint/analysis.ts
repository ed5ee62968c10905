/** A share and what it was made of. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  /** Null when the denominator is 0. */
  readonly rate: number | null;
  /** Wilson's interval at 95 %; null with the rate. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How long things took, in milliseconds. */
export interface Durations {
  readonly n: number;
  readonly meanMs: number | null;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

/** The normal quantile of 97.5 %. */
const Z = 1.959963984540054;
/** How many complaints a figure names: who wants more narrows the days. */
const NAMED_MAX = 200;

/** A rate with Wilson's interval (domain.md 4.5): honest for small n and at the ends, where the normal one is not. */
export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, rate: null, low: null, high: null };
  const p = numerator / denominator;
  const square = Z * Z;
  const scale = 1 + square / denominator;
  const centre = (p + square / (2 * denominator)) / scale;
  const half =
    (Z * Math.sqrt((p * (1 - p)) / denominator + square / (4 * denominator * denominator))) / scale;
  return {
    numerator,
    denominator,
    rate: p,
    // Rounding must not put an end outside of what a share can be, nor beyond the share itself.
    low: numerator === 0 ? 0 : Math.min(p, centre - half),
    high: numerator === denominator ? 1 : Math.max(p, centre + half),
  };
}

/** Mean, median (of an even number the mean of the middle two) and P90 (nearest rank) of milliseconds. */
export function durationsOf(values: readonly number[]): Durations {
  const n = values.length;
  if (n === 0) return { n, meanMs: null, medianMs: null, p90Ms: null };
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? 0;
  const sum = sorted.reduce((total, one) => total + one, 0);
  return {
    n,
    meanMs: sum / n,
    medianMs: n % 2 === 1 ? at((n - 1) / 2) : (at(n / 2 - 1) + at(n / 2)) / 2,
    p90Ms: at(Math.ceil(n * 0.9) - 1),
  };
}

/** The numbers of complaints, newest first, as many as an answer names. */
export function numbersOf(
  complaints: readonly { readonly complaintNo: string; readonly receivedAt: Date }[],
): readonly string[] {
  return [...complaints]
    .sort(
      (a, b) =>
        b.receivedAt.getTime() - a.receivedAt.getTime() || (a.complaintNo < b.complaintNo ? 1 : -1),
    )
    .slice(0, NAMED_MAX)
    .map(({ complaintNo }) => complaintNo);
}

/** Items by a key, in the order in which keys come first. (`Map.groupBy` is younger than Node 20.) */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
