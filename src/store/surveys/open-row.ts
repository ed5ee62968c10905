import { z } from 'zod';
import {
  type StoredAnswer,
  storedAnswerSchema,
  toAnswers,
} from '../../domain/questionnaire/answer.ts';
import { INVITATION_STATES, type OpenInvitation } from '../../domain/questionnaire/invitation.ts';
import {
  QUESTIONNAIRE_PURPOSES,
  questionnaireContentSchema,
} from '../../domain/questionnaire/questionnaire.ts';
import type { SurveyAnswers } from '../../domain/questionnaire/values.ts';

const rowSchema = z.object({
  id: z.string(),
  status: z.enum(INVITATION_STATES),
  questionnaire_id: z.string(),
  questionnaire_code: z.string(),
  title: z.string(),
  purpose: z.enum(QUESTIONNAIRE_PURPOSES),
  content: questionnaireContentSchema,
  offers_anonymity: z.boolean(),
  customer_id: z.string().nullable(),
  visit_id: z.string().nullable(),
  is_anonymous: z.boolean(),
  delivery_id: z.string().nullable(),
  reminder_delivery_id: z.string().nullable(),
  attributed_to: z.unknown(),
  subject: z.unknown(),
  expires_at: z.date(),
  completed_at: z.date().nullable(),
  answers: z.array(storedAnswerSchema).nullable(),
});

/** An invitation with its questions and what was answered so far. */
export type OpenRow = z.infer<typeof rowSchema>;

/** Reads invitations as toOpenRow takes them; a condition follows. */
export const OPEN_ROWS = `SELECT i.id, i.status, i.questionnaire_id, i.questionnaire_code, q.title, q.purpose,
    q.content, q.offers_anonymity, i.customer_id, i.visit_id, i.is_anonymous, i.delivery_id,
    i.reminder_delivery_id, i.attributed_to, i.subject, i.expires_at, i.completed_at, a.answers
  FROM invitations i JOIN questionnaires q ON q.id = i.questionnaire_id
    LEFT JOIN survey_answers a ON a.invitation_id = i.id`;

/** A row of OPEN_ROWS as PostgreSQL gives it. */
export function toOpenRow(row: unknown): OpenRow {
  return rowSchema.parse(row);
}

/** The invitation without whom it is for. */
export function toOpenInvitation(row: OpenRow): OpenInvitation {
  return {
    id: row.id,
    questionnaire: {
      id: row.questionnaire_id,
      code: row.questionnaire_code,
      title: row.title,
      purpose: row.purpose,
      content: row.content,
      offersAnonymity: row.offers_anonymity,
    },
    state: row.status,
    answers: toAnswers(row.answers ?? []),
    isAnonymous: row.is_anonymous,
    expiresAt: row.expires_at,
    completedAt: row.completed_at ?? undefined,
    isVisit: row.visit_id !== null,
  };
}

/** What the answers come to. */
export interface After {
  readonly stored: readonly StoredAnswer[];
  readonly answers: SurveyAnswers;
  readonly turn: number;
  readonly status: 'partial' | 'completed';
}
