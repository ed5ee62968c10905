import { z } from 'zod';

/** How something is asked. csat: 1 to 5, nps: 0 to 10, ces: 1 to 7; they are never mixed into one number. */
export const QUESTION_KINDS = ['csat', 'nps', 'ces', 'choice', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Languages that a text may be given in; the first is always there. */
export const SURVEY_LOCALES = ['zh-CN', 'en'] as const;
export type SurveyLocale = (typeof SURVEY_LOCALES)[number];

/** Questions that one person is asked at most (domain.md 4.3). */
export const SHOWN_MAX = 5;
/** Questions that all branches and turns hold together. */
const QUESTIONS_MAX = 20;
const OPTIONS_MAX = 10;
/** Turns that questions may take: each person is asked those of one. */
const TURNS_MAX = 4;
/** Characters of what somebody writes. */
export const TEXT_LENGTH_MAX = 500;
/** A goTo that leads nowhere else. */
export const END = 'end';

/** Both ends included. */
export const SCALES = {
  csat: { min: 1, max: 5 },
  nps: { min: 0, max: 10 },
  ces: { min: 1, max: 7 },
} as const;
export type ScaleKind = keyof typeof SCALES;

const id = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'use a short lower-case word');
const words = (lengthMax: number) => z.string().trim().min(1).max(lengthMax);
const texts = (lengthMax: number) =>
  z.object({ 'zh-CN': words(lengthMax), en: words(lengthMax).optional() });

const condition = z.object({
  questionId: id,
  /** `includes`: of a choice of several. */
  op: z.enum(['eq', 'in', 'lte', 'gte', 'includes']),
  value: z.union([z.number().int(), id, z.array(id).min(1).max(OPTIONS_MAX)]),
});

/** One question. Whether it fits the others is checked with all of them. */
export const questionSchema = z.object({
  id,
  kind: z.enum(QUESTION_KINDS),
  texts: texts(200),
  /** Of a choice. */
  options: z
    .array(z.object({ id, labels: texts(30) }))
    .min(2)
    .max(OPTIONS_MAX)
    .optional(),
  isMultiple: z.boolean().optional(),
  /** Whoever leaves it out has answered all the same. Always true of a text. */
  isOptional: z.boolean().optional(),
  /** In which turns of the rotation it is asked, from 0; absent: in all. */
  turns: z.array(z.int().min(0)).min(1).max(TURNS_MAX).optional(),
  /** The first that holds decides where it goes on: forwards only. None: at the next question. */
  next: z
    .array(z.object({ when: condition, goTo: id }))
    .max(5)
    .optional(),
});

/** The questions of one version, each well formed for itself (questionnaire.ts checks them together). */
export const contentShape = z.object({
  questions: z.array(questionSchema).min(1).max(QUESTIONS_MAX),
  turns: z.int().min(1).max(TURNS_MAX).default(1),
  /** Which question stands for the whole, by kind of score. */
  whole: z.object({ csat: id.optional(), nps: id.optional(), ces: id.optional() }).default({}),
});

/** Questions that fit each other: see questionnaireContentSchema. */
export type QuestionnaireContent = z.infer<typeof contentShape>;
export type Question = QuestionnaireContent['questions'][number];
export type Branch = NonNullable<Question['next']>[number];

/** A text in the language asked for, else in Chinese. */
export function inLocale(
  given: { readonly 'zh-CN': string; readonly en?: string | undefined },
  locale: SurveyLocale,
): string {
  return given[locale] ?? given['zh-CN'];
}

/** True for a question that has steps. */
export function isScale(kind: QuestionKind): kind is ScaleKind {
  return kind === 'csat' || kind === 'nps' || kind === 'ces';
}
