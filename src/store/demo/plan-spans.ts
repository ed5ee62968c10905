import type { InsuredSpan } from './make-policies.ts';
import type { Seeded } from './seeded.ts';

/** How many customers are insured in each way; the rest are in the middle of their year. */
const EXPIRING = 26;
const LAPSED = 14;
const CANCELLED = 3;
const NEW = 20;
/** Of those that expire soon, every n-th bought the next year already. */
const RENEWED_EVERY = 6;

/** How each of `count` customers is insured: some about to expire, some gone, some just come. */
export function planSpans(count: number, seeded: Seeded): readonly InsuredSpan[] {
  const ongoing = { terms: 0, hasCommercial: true, isCancelled: false, isRenewed: false };
  const spans: InsuredSpan[] = [
    ...times(EXPIRING, (i) => ({
      ...ongoing,
      endsInDays: seeded.int(1, 30),
      terms: seeded.int(1, 4),
      isRenewed: i % RENEWED_EVERY === 0,
    })),
    ...times(LAPSED, () => ({
      ...ongoing,
      endsInDays: -seeded.int(5, 120),
      terms: seeded.int(1, 3),
    })),
    ...times(CANCELLED, () => ({
      ...ongoing,
      endsInDays: seeded.int(60, 200),
      terms: seeded.int(1, 3),
      isCancelled: true,
    })),
    // From the second day to the fourth week.
    ...times(NEW, (i) => ({ ...ongoing, endsInDays: 363 - (i % 27), terms: 1 })),
  ];
  const rest = times(count - spans.length, () => ({
    ...ongoing,
    endsInDays: seeded.int(31, 335),
    terms: seeded.int(2, 4),
    hasCommercial: seeded.chance(0.85),
  }));
  return seeded.shuffled([...spans, ...rest]);
}

function times(count: number, make: (index: number) => InsuredSpan): readonly InsuredSpan[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
