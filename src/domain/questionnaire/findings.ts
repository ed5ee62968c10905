import { LAW, MEDIA, REGULATOR } from '../complaint/assess-severity.ts';
import { foldText } from '../entities/fold.ts';
import type { Question, QuestionnaireContent } from './question.ts';
import type { SurveyAnswers } from './values.ts';

/** Up to these scores somebody is followed up (domain.md 4.3); of nps only when they also wrote something. */
export const LOW_MAX = { csat: 2, ces: 2, nps: 6 } as const;

/** What whoever wants a call is promised, whatever the desk allows itself otherwise. */
export const CALL_BACK_HOURS = 24;

/** What has to be seen to after an answer. */
export const FOLLOW_UP_KINDS = [
  'low_score',
  'complaint_words',
  'call_back',
  'visit_finding',
] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** Hours within which it is seen to; `allowed` is the desk's own setting. */
export function hoursFor(kind: FollowUpKind, allowed: number): number {
  return kind === 'call_back' ? Math.min(allowed, CALL_BACK_HOURS) : allowed;
}

export interface LowScore {
  readonly questionId: string;
  readonly kind: 'csat' | 'nps' | 'ces';
  readonly score: number;
}

export interface Findings {
  readonly low: readonly LowScore[];
  /** They wrote that they complain, or threaten to. */
  readonly hasComplaintWords: boolean;
}

const COMPLAINS = /投诉|举报|维权|要(?:个)?说法|骗(?!保)|欺诈/;
const NO_COMPLAINT =
  /(?:没有?|不|无|未|别|从没|从未)(?:有|想|会|要|打算|曾|过)*(?:什么|任何)?(?:可|要)?(?:投诉|举报)/g;

/** True for words of complaint: the name of it, a regulator, the public or the law (domain.md 7). */
export function hasComplaintWords(text: string): boolean {
  const said = foldText(text).toLowerCase().replace(NO_COMPLAINT, '');
  return [COMPLAINS, REGULATOR, MEDIA, LAW].some((pattern) => pattern.test(said));
}

/** What has to be seen to after these answers. `said`: words that they wrote beside them. */
export function findingsOf(
  { questions }: QuestionnaireContent,
  answers: SurveyAnswers,
  said = '',
): Findings {
  const written = questions.flatMap(({ id, kind }) => {
    const value = answers[id];
    return kind === 'text' && typeof value === 'string' ? [value] : [];
  });
  const words = [...written, said].filter((text) => text.trim() !== '');
  const low = questions.flatMap((question) => lowIn(question, answers, words.length > 0));
  return { low, hasComplaintWords: words.some(hasComplaintWords) };
}

function lowIn({ id, kind }: Question, answers: SurveyAnswers, hasWords: boolean): LowScore[] {
  const score = answers[id];
  if (typeof score !== 'number' || kind === 'choice' || kind === 'text') return [];
  if (score > LOW_MAX[kind] || (kind === 'nps' && !hasWords)) return [];
  return [{ questionId: id, kind, score }];
}
