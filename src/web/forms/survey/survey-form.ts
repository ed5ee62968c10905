import type { z } from 'zod';
import * as mini from 'zod/mini';
import type { surveyForm } from '../../../server/contract/survey-form.ts';

/** What `GET /api/forms/surveys/:token` answers. */
export type SurveyForm = z.infer<typeof surveyForm>;
export type SurveyQuestion = SurveyForm['questions'][number];
export type SurveyValue = SurveyForm['answers'][string];

const text = mini.string();
const number = mini.number();
const truth = mini.boolean();

/** The contract once more in zod/mini: with the server's own schemas the page would carry the whole of zod. */
export const surveyFormSchema: mini.ZodMiniType<SurveyForm> = mini.object({
  state: mini.enum(['open', 'completed', 'closed', 'refused']),
  title: text,
  locale: mini.enum(['zh-CN', 'en']),
  questions: mini.array(
    mini.object({
      id: text,
      kind: mini.enum(['csat', 'nps', 'ces', 'choice', 'text']),
      text,
      options: mini.array(mini.object({ id: text, label: text })),
      isMultiple: truth,
      isOptional: truth,
      scale: mini.nullable(mini.object({ min: number, max: number })),
      ends: mini.nullable(mini.object({ low: text, high: text })),
    }),
  ),
  answers: mini.record(text, mini.union([number, text, mini.array(text), mini.null()])),
  answeredIds: mini.array(text),
  nextQuestionId: mini.nullable(text),
  progress: mini.object({ answered: number, atMost: number }),
  offersAnonymity: truth,
  isAnonymous: truth,
  offersHelp: truth,
  callBackHours: number,
  expiresAt: text,
  brand: mini.object({ name: text, color: text, hotline: text, logoUrl: mini.optional(text) }),
});
