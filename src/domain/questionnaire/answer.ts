import { z } from 'zod';
import type { Id } from '../../lib/ids.ts';
import { walk } from './paths.ts';
import {
  type Question,
  type QuestionnaireContent,
  SCALES,
  SHOWN_MAX,
  type SurveyLocale,
  TEXT_LENGTH_MAX,
} from './question.ts';
import type { SurveyAnswers, SurveyValue } from './values.ts';

/** By which way an answer came. */
export const ANSWER_WAYS = ['chat', 'web_form', 'phone'] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];

/** One answer as it is stored. */
export const storedAnswerSchema = z.object({
  questionId: z.string(),
  value: z.union([z.number(), z.string(), z.array(z.string()), z.null()]),
  at: z.iso.datetime(),
});
export type StoredAnswer = z.infer<typeof storedAnswerSchema>;

/** Stored answers by question. */
export function toAnswers(stored: readonly StoredAnswer[]): SurveyAnswers {
  return Object.fromEntries(stored.map(({ questionId, value }) => [questionId, value]));
}

/** Days after completion in which somebody may still change their mind (desks.md C3). */
export const EDIT_DAYS = 14;

/**
 * A value as the question takes it. Any question may be left out with null: nobody is forced to answer. Undefined: it
 * is no answer to this question.
 */
export function checkAnswer(question: Question, value: unknown): SurveyValue | undefined {
  if (value === null) return null;
  switch (question.kind) {
    case 'csat':
    case 'nps':
    case 'ces': {
      const { min, max } = SCALES[question.kind];
      const isStep =
        typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
      return isStep ? value : undefined;
    }
    case 'choice':
      return checkChoice(question, value);
    case 'text': {
      if (typeof value !== 'string') return undefined;
      const text = value.trim();
      if (text === '') return null;
      return text.length <= TEXT_LENGTH_MAX ? text : undefined;
    }
  }
}

function checkChoice({ options = [], isMultiple }: Question, value: unknown) {
  const has = (one: unknown): one is string => options.some(({ id }) => id === one);
  if (isMultiple !== true) return has(value) ? value : undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every(has)) return undefined;
  // In the order in which they are offered, each once.
  const chosen = options.map(({ id }) => id).filter((id) => list.includes(id));
  return chosen.length === 0 ? null : chosen;
}

/** The scores that stand for the whole, and what was written last. Only of questions that were truly asked. */
export interface SurveyScores {
  readonly csat: number | null;
  readonly nps: number | null;
  readonly ces: number | null;
  readonly comment: string | null;
}

/** See SurveyScores. */
export function scoresOf(
  content: QuestionnaireContent,
  answers: SurveyAnswers,
  turn: number,
): SurveyScores {
  const { answered } = walk(content, answers, turn);
  const score = (id: string | undefined): number | null => {
    const value = answered.some((question) => question.id === id) ? answers[id ?? ''] : null;
    return typeof value === 'number' ? value : null;
  };
  const written = answered
    .filter(({ kind }) => kind === 'text')
    .map(({ id }) => answers[id])
    .filter((value) => typeof value === 'string');
  const { csat, nps, ces } = content.whole;
  return {
    csat: score(csat),
    nps: score(nps),
    ces: score(ces),
    comment: written.at(-1) ?? null,
  };
}

/** Several answers of one person at once, from a form, the phone or the chat. */
export interface NewAnswers {
  readonly invitationId: Id<'invitation'>;
  /** Values by question; those that are not named stay as they are. Null: left out. */
  readonly values: Readonly<Record<string, SurveyValue>>;
  readonly via: AnswerWay;
  readonly locale: SurveyLocale;
  /** They chose not to be named; only where it is offered. */
  readonly isAnonymous?: boolean;
  /** They want nothing of it: what was answered stays. */
  readonly isRefused?: boolean;
  /** Their own words beside the answers, read for words of complaint. */
  readonly said?: string;
  /** What they chose of what was offered to somebody who is not content. */
  readonly wish?: 'call_back';
}

/** What answers may hold at all: an edge checks the rest by the questions. */
export const valuesSchema = z
  .record(
    z.string().max(31),
    z.union([
      z.number(),
      z.string().max(TEXT_LENGTH_MAX),
      z.array(z.string().max(31)).max(10),
      z.null(),
    ]),
  )
  .refine((values) => Object.keys(values).length <= SHOWN_MAX * 4, 'too many answers');
