import { z } from 'zod';
import { type Question, questionSchema } from '../domain/questionnaire/question.ts';
import { type Json, textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Slots, SlotType } from './flow.ts';
import { internalType, textType } from './slot-types.ts';
import { besideScore, readOptions, readStep, refusesSurvey } from './survey-words.ts';

const pendingSchema = z.object({ question: questionSchema, left: z.number().int() });

/** The question that is asked now, and how many may follow; undefined: none is. */
export function pendingOf(slots: Slots): z.infer<typeof pendingSchema> | undefined {
  const parsed = pendingSchema.safeParse(slots['survey_pending']);
  return parsed.success ? parsed.data : undefined;
}

/** What is asked now, as JSON: kept so that an answer can be read without a database. */
export function toPending(question: Question, left: number): Json {
  return z.json().parse(JSON.parse(JSON.stringify({ question, left })));
}

/** What was read of the questionnaire; no customer fills it. */
export const pendingType: SlotType = {
  name: internalType.name,
  check: (value) => {
    const parsed = pendingSchema.safeParse(value);
    return parsed.success ? toPending(parsed.data.question, parsed.data.left) : undefined;
  },
};

/** Any number is taken: whether it is a step is said by the completion, which asks again once. */
export function scaleType(kind: 'csat' | 'nps' | 'ces'): SlotType {
  return {
    name: `survey_${kind}`,
    takesNumbers: true,
    parse: (text, { isAsked }) => (isAsked ? readStep(kind, text)?.score : undefined),
    check: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined,
  };
}

/** One option, or several. */
export const optionType: SlotType = {
  name: 'survey_choice',
  takesNumbers: true,
  parse: (text, { isAsked, options }): Json | undefined => {
    if (!isAsked) return undefined;
    const question = {
      options: options.map(({ label, value }) => ({
        id: String(value),
        labels: { 'zh-CN': label },
      })),
    };
    const chosen = readOptions(question, text);
    return chosen === undefined ? undefined : [...chosen];
  },
  check: (value) => {
    if (typeof value === 'string') return value;
    const list = z.array(z.string()).max(10).safeParse(value);
    return list.success ? list.data : undefined;
  },
};

/** Their own words. */
export const wordsType: SlotType = { ...textType, name: 'survey_text' };

/** What is told beside a score, as it was written. */
export const besideType: SlotType = {
  ...textType,
  name: 'survey_beside',
  isFreeText: false,
  parse: (text, { isAsked }) => (isAsked ? undefined : besideScore(text)),
};

/** They want no more of it. */
export const refusalType: SlotType = {
  name: 'survey_refusal',
  parse: (text) => (refusesSurvey(text) ? true : undefined),
  check: (value) => (value === true ? true : undefined),
};

/** What somebody chose who was not content. */
export const wishType: SlotType = {
  name: internalType.name,
  check: (value) => (value === 'call_back' ? value : undefined),
};

/** The invitation that this is about. */
export function invitationOf(slots: Slots): string | undefined {
  return textField(slots, 'invitation_id');
}

/** What the slot of a question is called in an echo. */
export const QUESTION_LABEL = copy.survey.questionLabel;
