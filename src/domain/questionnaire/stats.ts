/** The 97.5 % point of the normal distribution: intervals of 95 %. */
const Z = 1.959963984540054;
/** Fewer answers than this rank nobody (domain.md 4.5). */
export const RANK_MIN = 30;
/** Fewer anonymous answers than this are not broken down: somebody could be recognised. */
export const ANONYMOUS_MIN = 5;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 95 % interval of a share by Wilson; undefined when `n` is 0. It never leaves 0 to 1. */
export function wilson(count: number, n: number): Interval | undefined {
  if (n === 0) return undefined;
  const share = count / n;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Counts by step of a scale: `[score, how many]`. */
export type Counts = readonly (readonly [score: number, count: number])[];

/** Satisfaction: the share of 4 and 5, with its interval, and beside it the mean. Null: nobody answered. */
export interface CsatFigures {
  readonly n: number;
  readonly topTwo: number | null;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly isSmall: boolean;
}

const TOP_TWO_MIN = 4;

/** See CsatFigures. */
export function csatOf(counts: Counts): CsatFigures {
  const share = shareFrom(counts, TOP_TWO_MIN);
  return {
    ...share.interval,
    n: share.n,
    topTwo: share.value,
    mean: meanOf(counts),
    isSmall: share.n < RANK_MIN,
  };
}

/** Effort: the mean of 1 to 7, and the share of 5 to 7 with its interval. */
export interface CesFigures {
  readonly n: number;
  readonly mean: number | null;
  readonly easy: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly isSmall: boolean;
}

const EASY_MIN = 5;

/** See CesFigures. */
export function cesOf(counts: Counts): CesFigures {
  const share = shareFrom(counts, EASY_MIN);
  return {
    ...share.interval,
    n: share.n,
    easy: share.value,
    mean: meanOf(counts),
    isSmall: share.n < RANK_MIN,
  };
}

/** Recommendation: 9 and 10 less 0 to 6, by 100, with half the 95 % interval. */
export interface NpsFigures {
  readonly n: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly score: number | null;
  readonly margin: number | null;
  readonly isSmall: boolean;
}

const PROMOTER_MIN = 9;
const DETRACTOR_MAX = 6;

/** See NpsFigures. SE = sqrt((p + d - (p - d)^2) / n), domain.md 4.5. */
export function npsOf(counts: Counts): NpsFigures {
  const n = total(counts);
  const promoters = total(counts.filter(([score]) => score >= PROMOTER_MIN));
  const detractors = total(counts.filter(([score]) => score <= DETRACTOR_MAX));
  const groups = { n, promoters, passives: n - promoters - detractors, detractors };
  if (n === 0) return { ...groups, score: null, margin: null, isSmall: true };
  const p = promoters / n;
  const d = detractors / n;
  const error = Math.sqrt((p + d - (p - d) ** 2) / n);
  return { ...groups, score: (p - d) * 100, margin: Z * error * 100, isSmall: n < RANK_MIN };
}

function shareFrom(counts: Counts, min: number) {
  const n = total(counts);
  const count = total(counts.filter(([score]) => score >= min));
  const interval = wilson(count, n);
  return {
    n,
    value: ratio(count, n),
    interval: { low: interval?.low ?? null, high: interval?.high ?? null },
  };
}

function meanOf(counts: Counts): number | null {
  return ratio(
    counts.reduce((sum, [score, count]) => sum + score * count, 0),
    total(counts),
  );
}

function total(counts: Counts): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/** A share; null when there is nothing to take it of. */
export function ratio(count: number, n: number): number | null {
  return n === 0 ? null : count / n;
}
