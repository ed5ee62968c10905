import { z } from 'zod';
import {
  QUESTIONNAIRE_PURPOSES,
  QUESTIONNAIRE_STATES,
  type Questionnaire,
  questionnaireContentSchema,
} from '../../domain/questionnaire/questionnaire.ts';

const rowSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.number().int(),
  status: z.enum(QUESTIONNAIRE_STATES),
  purpose: z.enum(QUESTIONNAIRE_PURPOSES),
  title: z.string(),
  content: questionnaireContentSchema,
  offers_anonymity: z.boolean(),
  expires_after_days: z.number().int(),
  remind_after_days: z.number().int().nullable(),
  created_by: z.string(),
  created_at: z.date(),
  published_by: z.string().nullable(),
  published_at: z.date().nullable(),
});

export const QUESTIONNAIRE_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of questionnaires as PostgreSQL gives it. */
export function toQuestionnaire(row: unknown): Questionnaire {
  const one = rowSchema.parse(row);
  return {
    id: one.id,
    code: one.code,
    version: one.version,
    status: one.status,
    purpose: one.purpose,
    title: one.title,
    content: one.content,
    offersAnonymity: one.offers_anonymity,
    expiresAfterDays: one.expires_after_days,
    remindAfterDays: one.remind_after_days,
    createdBy: one.created_by,
    createdAt: one.created_at,
    publishedBy: one.published_by,
    publishedAt: one.published_at,
  };
}
