import type { NewAnswers } from '../questionnaire/answer.ts';
import type { AnswerOutcome, Inviter } from '../questionnaire/invitation.ts';
import type { QuestionnaireContent } from '../questionnaire/question.ts';

/** What visits need of questionnaires, in the caller's transaction. */
export interface VisitSurveys<Tx> extends Inviter<Tx> {
  /** Writes down what was answered on the phone. */
  answer(tx: Tx, input: NewAnswers, now: Date): Promise<AnswerOutcome>;
  /** The newest published version of a code; undefined: none is. */
  published(tx: Tx, code: string): Promise<QuestionnaireContent | undefined>;
}
