import type { z } from 'zod';
import type { results } from '../../../../server/contract/survey-results.ts';
import { RESULTS_COPY } from '../../copy-admin/questionnaires.ts';
import { showShare } from '../../parts/show.ts';

type Figures = z.infer<typeof results>['all'];

/** A score with what it may be off by, placed on its scale from 0 to 1. */
export interface Interval {
  readonly text: string;
  readonly n: number;
  readonly isSmall: boolean;
  /** Where the score and the two ends of its 95 % interval lie; undefined: there is no score. */
  readonly at: { readonly value: number; readonly low: number; readonly high: number } | undefined;
  /** The interval in words. */
  readonly hint: string | undefined;
}

/** The scores of one group, each on a scale of its own. */
export function intervalsOf({
  csat,
  nps,
  ces,
}: Figures): Readonly<Record<'csat' | 'nps' | 'ces', Interval>> {
  return {
    csat: ofShare({ ...csat, value: csat.topTwo }),
    nps: ofNps(nps),
    ces: ofShare({ ...ces, value: ces.easy }),
  };
}

interface ShareFigure {
  readonly n: number;
  readonly isSmall: boolean;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function ofShare({ n, isSmall, value, low, high }: ShareFigure): Interval {
  if (value === null || low === null || high === null) return none(n);
  const hint = RESULTS_COPY.interval(showShare(low), showShare(high));
  return { text: showShare(value), n, isSmall, at: { value, low, high }, hint };
}

/** -100 to 100. */
function ofNps({ n, isSmall, score, margin }: Figures['nps']): Interval {
  if (score === null || margin === null) return none(n);
  const low = Math.max(-100, score - margin);
  const high = Math.min(100, score + margin);
  const place = (points: number): number => (points + 100) / 200;
  return {
    text: signed(score),
    n,
    isSmall,
    at: { value: place(score), low: place(low), high: place(high) },
    hint: RESULTS_COPY.interval(signed(low), signed(high)),
  };
}

function signed(points: number): string {
  const rounded = Math.round(points);
  return rounded > 0 ? `+${rounded}` : String(rounded);
}

function none(n: number): Interval {
  return { text: RESULTS_COPY.noScore, n, isSmall: false, at: undefined, hint: undefined };
}
