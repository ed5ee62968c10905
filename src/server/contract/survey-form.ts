import { z } from 'zod';
import { valuesSchema } from '../../domain/questionnaire/answer.ts';
import { QUESTION_KINDS, SURVEY_LOCALES } from '../../domain/questionnaire/question.ts';
import { instant } from './common.ts';

/** What the page behind a survey's link shows. Nothing of whom was asked. */
export const surveyForm = z.object({
  /** open: to be answered. completed: thank you, and still to be changed. closed: thank you, and no change. refused. */
  state: z.enum(['open', 'completed', 'closed', 'refused']),
  title: z.string(),
  locale: z.enum(SURVEY_LOCALES),
  /** Every question that these answers may lead to, in their order; the page shows one after the other. */
  questions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(QUESTION_KINDS),
      text: z.string(),
      options: z.array(z.object({ id: z.string(), label: z.string() })),
      isMultiple: z.boolean(),
      isOptional: z.boolean(),
      /** Steps of a scale, both ends included. */
      scale: z.object({ min: z.number().int(), max: z.number().int() }).nullable(),
      /** What the ends of its scale mean. */
      ends: z.object({ low: z.string(), high: z.string() }).nullable(),
    }),
  ),
  /** By question. */
  answers: valuesSchema,
  /** Questions on the way that these answers lead, in order: back is the one before. Left branches are not in it. */
  answeredIds: z.array(z.string()),
  /** The question to ask now; null: all are answered. */
  nextQuestionId: z.string().nullable(),
  progress: z.object({ answered: z.number().int(), atMost: z.number().int() }),
  offersAnonymity: z.boolean(),
  isAnonymous: z.boolean(),
  /** Somebody who is not content is told that they may complain. */
  offersHelp: z.boolean(),
  /** Within so many hours somebody calls who wants that. */
  callBackHours: z.number().int(),
  expiresAt: instant,
  brand: z.object({
    name: z.string(),
    color: z.string(),
    hotline: z.string(),
    logoUrl: z.string().optional(),
  }),
});

/** Answers so far; those that are not named stay. Sent twice it is the same. */
export const surveyAnswersInput = z.object({
  values: valuesSchema,
  locale: z.enum(SURVEY_LOCALES).default('zh-CN'),
  isAnonymous: z.boolean().optional(),
  /** They want a manager to call. */
  wantsCallBack: z.boolean().default(false),
});

export const surveyTokenParams = z.object({ token: z.string().min(1).max(200) });
export const surveyFormQuery = z.object({ locale: z.enum(SURVEY_LOCALES).default('zh-CN') });
