import type { z } from 'zod';
import { QUALITY_CRITERIA, type qualityReview } from '../../../../server/contract/setup.ts';

type Review = z.infer<typeof qualityReview>;
export type Criterion = (typeof QUALITY_CRITERIA)[number];

/** The mean of what was scored, 0 to 100; undefined while nothing is. */
export function meanOf(scores: Readonly<Record<string, number>> | null): number | undefined {
  const values = Object.values(scores ?? {});
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of each criterion over reviews that scored it, in the order of the criteria. */
export function averagesOf(
  reviews: readonly Pick<Review, 'scores'>[],
): readonly { readonly criterion: Criterion; readonly mean: number; readonly count: number }[] {
  return QUALITY_CRITERIA.flatMap((criterion) => {
    const values = reviews.flatMap(({ scores }) => scores?.[criterion] ?? []);
    if (values.length === 0) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [{ criterion, mean, count: values.length }];
  });
}
