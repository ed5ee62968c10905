import { FOLLOW_UP_COPY } from '../copy-admin/follow-ups.ts';
import { SCORE_LABELS } from '../copy-admin/survey-labels.ts';
import { show } from './show.ts';

interface Scores {
  readonly csat: number | null;
  readonly nps: number | null;
  readonly ces: number | null;
}

/** The scores of one answer in words; a dash when there are none. */
export function scoresText(scores: Scores): string {
  const words = (['csat', 'nps', 'ces'] as const).flatMap((kind) => {
    const score = scores[kind];
    return score === null ? [] : [FOLLOW_UP_COPY.score(SCORE_LABELS[kind], score)];
  });
  return show(words.join('，'));
}
