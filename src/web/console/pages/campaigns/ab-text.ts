import type { z } from 'zod';
import type { campaignResults } from '../../../../server/contract/campaigns.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';

export type Results = z.infer<typeof campaignResults>;
type Difference = NonNullable<Results['comparison']>['opened'];

/** Fewer than this have to be said to be few (domain.md 4.4). */
export const SMALL_N = 30;

/** What may be said of two texts: only what the interval shows. */
export function differenceText(
  measure: keyof typeof CAMPAIGN_COPY.measures,
  { difference, low, high, isShown }: Difference,
): string {
  const label = CAMPAIGN_COPY.measures[measure];
  if (!isShown) return CAMPAIGN_COPY.notShown(label, pointsOf(low), pointsOf(high));
  // Of the better one, so that nobody has to turn a minus around.
  const isB = difference > 0;
  const [from, to] = isB ? [low, high] : [-high, -low];
  return CAMPAIGN_COPY.shown(
    label,
    isB ? 'B' : 'A',
    pointsOf(Math.abs(difference)),
    pointsOf(from),
    pointsOf(to),
  );
}

const PERCENT = 100;

/** `12.5`; of a share from 0 to 1. */
export function pointsOf(share: number): string {
  return (share * PERCENT).toFixed(1).replace(/^-0\.0$/, '0.0');
}
