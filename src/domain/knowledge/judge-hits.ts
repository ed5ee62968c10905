import type { Hit } from './article.ts';

/** sure: the first one answers it. maybe: one of them may. nothing: none does, and a person should. */
export type Verdict = 'sure' | 'maybe' | 'nothing';

/** Measured on the tables of test/domain/knowledge: above, a first hit is wrong for three of a hundred strangers' questions at most. */
const SURE_SCORE_MIN = 0.5;
/** Ahead of the next by this share of the score: a bare `交强险` fits several articles nearly as well. */
const SURE_LEAD_MIN = 0.16;
const MAYBE_SCORE_MIN = 0.24;

/** How far the hits of one search may be trusted. */
export function judgeHits([first]: readonly Hit[]): Verdict {
  if (first === undefined || first.score < MAYBE_SCORE_MIN) return 'nothing';
  return first.score >= SURE_SCORE_MIN && first.margin >= SURE_LEAD_MIN * first.score
    ? 'sure'
    : 'maybe';
}
