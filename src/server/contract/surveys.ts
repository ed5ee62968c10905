import { z } from 'zod';
import { PUSH_WAYS } from '../../domain/push/settings.ts';
import {
  ANSWER_WAYS,
  storedAnswerSchema,
  valuesSchema,
} from '../../domain/questionnaire/answer.ts';
import {
  attributionSchema,
  INVITATION_STATES,
  surveySubjectSchema,
} from '../../domain/questionnaire/invitation.ts';
import { SURVEY_LOCALES } from '../../domain/questionnaire/question.ts';
import {
  QUESTIONNAIRE_PURPOSES,
  QUESTIONNAIRE_STATES,
  questionnaireContentSchema,
} from '../../domain/questionnaire/questionnaire.ts';
import { instant, instantInput, numberInput, pageQuery, shortText } from './common.ts';

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'use capitals, digits and "_"');

/** A questionnaire: one version of its code. A published one never changes. */
export const questionnaire = z.object({
  id: z.string(),
  code: z.string(),
  version: z.number().int(),
  status: z.enum(QUESTIONNAIRE_STATES),
  purpose: z.enum(QUESTIONNAIRE_PURPOSES),
  title: z.string(),
  content: questionnaireContentSchema,
  offersAnonymity: z.boolean(),
  expiresAfterDays: z.number().int(),
  remindAfterDays: z.number().int().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  publishedBy: z.string().nullable(),
  publishedAt: instant.nullable(),
});

export const questionnaireQuery = pageQuery.extend({
  code: code.optional(),
  status: z.enum(QUESTIONNAIRE_STATES).optional(),
  purpose: z.enum(QUESTIONNAIRE_PURPOSES).optional(),
});

/** What a draft holds. */
export const questionnaireInput = z.object({
  title: shortText(80),
  purpose: z.enum(QUESTIONNAIRE_PURPOSES),
  content: questionnaireContentSchema,
  offersAnonymity: z.boolean().default(false),
  expiresAfterDays: z.int().min(1).max(90).default(14),
  remindAfterDays: z.int().min(1).max(30).nullable().default(null),
});

/** The next version of its code, as a draft. */
export const newQuestionnaireInput = questionnaireInput.extend({ code });

const subject = surveySubjectSchema;
const attribution = attributionSchema;

/** Who was asked; the name is masked. */
export const surveyPerson = z.object({ customerNo: z.string(), name: z.string() });

export const invitation = z.object({
  id: z.string(),
  questionnaireId: z.string(),
  code: z.string(),
  version: z.number().int(),
  title: z.string(),
  eventKey: z.string(),
  /** Null: whoever answered chose not to be named. */
  customer: surveyPerson.nullable(),
  subject: subject.nullable(),
  attributedTo: attribution.nullable(),
  visitId: z.string().nullable(),
  status: z.enum(INVITATION_STATES),
  reason: z.string().nullable(),
  /** By which way it left. */
  way: z.enum(PUSH_WAYS).nullable(),
  isAnonymous: z.boolean(),
  sentAt: instant.nullable(),
  openedAt: instant.nullable(),
  remindedAt: instant.nullable(),
  completedAt: instant.nullable(),
  expiresAt: instant,
  createdAt: instant,
});

export const invitationQuery = pageQuery.extend({
  questionnaireId: z.string().max(64).optional(),
  code: code.optional(),
  status: z.enum(INVITATION_STATES).optional(),
  customerNo: numberInput.optional(),
  visitId: z.string().max(64).optional(),
});

/** Somebody is asked by hand. */
export const invitationInput = z.object({
  questionnaireCode: code,
  customerNo: numberInput,
  /** What it is about; the customer as a whole when absent. */
  subject: z.object({ kind: subject.shape.kind, no: shortText(64) }).optional(),
  /** Once for each questionnaire; made from the subject when absent. */
  eventKey: shortText(120).optional(),
  ways: z.array(z.enum(PUSH_WAYS)).max(3).default(['wechat', 'web', 'sms']),
  /** From when it may be sent, and until when; default now, and a week. */
  dueFrom: instantInput.optional(),
  dueUntil: instantInput.optional(),
});

/** `isNew` false: that event was asked about already, and this is the invitation. */
export const invitationMade = z.object({ isNew: z.boolean(), invitation });

export const answer = z.object({
  id: z.string(),
  /** Null: anonymous. */
  invitationId: z.string().nullable(),
  questionnaireId: z.string(),
  code: z.string(),
  version: z.number().int(),
  status: z.enum(['partial', 'completed']),
  via: z.enum(ANSWER_WAYS),
  isAnonymous: z.boolean(),
  scores: z.object({
    csat: z.number().int().nullable(),
    nps: z.number().int().nullable(),
    ces: z.number().int().nullable(),
    /** Masked. */
    comment: z.string().nullable(),
  }),
  answers: z.array(storedAnswerSchema),
  subject: subject.nullable(),
  attributedTo: attribution.nullable(),
  customer: surveyPerson.nullable(),
  /** Facts of the customer when they answered. */
  snapshot: z.record(z.string(), z.json()),
  /** How often it was changed. */
  changes: z.number().int(),
  startedAt: instant,
  updatedAt: instant,
  completedAt: instant.nullable(),
});

export const invitationDetail = invitation.extend({
  content: questionnaireContentSchema,
  /** Which turn of the rotation they are asked. */
  turn: z.number().int(),
  /** Null: nothing yet, or anonymous. */
  answer: answer.nullable(),
});

export const answerQuery = pageQuery.extend({
  questionnaireId: z.string().max(64).optional(),
  code: code.optional(),
  customerNo: numberInput.optional(),
  /** True: with a score that is followed up. */
  isLow: z.stringbool().optional(),
});

/** What was answered on the phone, written down by whoever called. */
export const phoneAnswersInput = z.object({
  values: valuesSchema,
  locale: z.enum(SURVEY_LOCALES).default('zh-CN'),
  isRefused: z.boolean().default(false),
});

export const answersSaved = z.object({
  status: z.enum(INVITATION_STATES),
  /** Follow-ups that were opened by it. */
  followUpIds: z.array(z.string()),
});
