/** z of a two-sided interval of 95 percent. */
const Z = 1.959_963_984_540_054;

/** A share of `n`, with the interval that holds it in 95 of 100 cases. */
export interface Proportion {
  readonly count: number;
  readonly n: number;
  /** Null: of nobody there is no share. */
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

/** How far apart two shares are, with its interval. */
export interface ShareDifference {
  /** Of the second minus that of the first. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** False: the interval holds 0, and no difference is shown. */
  readonly isShown: boolean;
}

/**
 * A share with the score interval of Wilson (1927), which stays between 0 and 1 and is honest for few and for none.
 * Throws for a count that is no part of `n`.
 */
export function proportionOf(count: number, n: number): Proportion {
  if (count < 0 || count > n) throw new Error('a part is larger than its whole');
  if (n === 0) return { count, n, share: null, low: 0, high: 1 };
  const p = count / n;
  const zz = Z * Z;
  const middle = (p + zz / (2 * n)) / (1 + zz / n);
  const half = (Z / (1 + zz / n)) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  // At the ends the formula is exact but its arithmetic is not.
  const low = count === 0 ? 0 : Math.max(0, middle - half);
  const high = count === n ? 1 : Math.min(1, middle + half);
  return { count, n, share: p, low, high };
}

/**
 * The difference of two independent shares with the interval that is made of their two Wilson intervals: method 10 of
 * Newcombe, Statistics in Medicine 17 (1998) 873. Undefined when one is of nobody.
 */
export function differenceOf(first: Proportion, second: Proportion): ShareDifference | undefined {
  if (first.share === null || second.share === null) return undefined;
  const difference = second.share - first.share;
  const low = difference - Math.hypot(second.share - second.low, first.high - first.share);
  const high = difference + Math.hypot(second.high - second.share, first.share - first.low);
  return { difference, low, high, isShown: low > 0 || high < 0 };
}
