import { progress, walk } from '../../domain/questionnaire/paths.ts';
import {
  isScale,
  type Question,
  type QuestionKind,
  type QuestionnaireContent,
  SCALES,
} from '../../domain/questionnaire/question.ts';
import type { SurveyAnswers } from '../../domain/questionnaire/values.ts';

/** What a customer has been asked by their answers, and what comes next. */
export interface SurveyPreview {
  readonly answered: readonly Question[];
  /** Undefined: it is over. */
  readonly next: Question | undefined;
  readonly atMost: number;
}

/** Follows a questionnaire as a customer would: the page that shows a draft asks by the rules of the real one. */
export function previewSurvey(
  content: QuestionnaireContent,
  answers: SurveyAnswers,
  turn: number,
): SurveyPreview {
  const { answered, next } = walk(content, answers, turn);
  return { answered, next, atMost: progress(content, answers, turn).atMost };
}

/** The steps of a scale, both ends included; none of a question that has no scale. */
export function stepsOf(kind: QuestionKind): readonly number[] {
  if (!isScale(kind)) return [];
  const { min, max } = SCALES[kind];
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}
