import { z } from 'zod';
import { maskName, maskText } from '../../domain/mask.ts';
import {
  ANSWER_WAYS,
  type StoredAnswer,
  storedAnswerSchema,
} from '../../domain/questionnaire/answer.ts';
import {
  type AnswerView,
  attributionSchema,
  surveySubjectSchema,
} from '../../domain/questionnaire/invitation.ts';
import { DAY_MS } from '../../lib/clock.ts';

const rowSchema = z.object({
  id: z.string(),
  invitation_id: z.string(),
  questionnaire_id: z.string(),
  questionnaire_code: z.string(),
  questionnaire_version: z.number().int(),
  text_ids: z.array(z.string()),
  status: z.enum(['partial', 'completed']),
  via: z.enum(ANSWER_WAYS),
  is_anonymous: z.boolean(),
  csat: z.number().int().nullable(),
  nps: z.number().int().nullable(),
  ces: z.number().int().nullable(),
  comment: z.string().nullable(),
  answers: z.array(storedAnswerSchema),
  subject: surveySubjectSchema,
  attributed_to: attributionSchema.nullable(),
  customer_no: z.string().nullable(),
  name: z.string().nullable(),
  snapshot: z.record(z.string(), z.json()),
  version: z.number().int(),
  started_at: z.date(),
  updated_at: z.date(),
  completed_at: z.date().nullable(),
});

export type AnswerRow = z.infer<typeof rowSchema>;

/** Reads answers as toAnswerRow takes them; a condition on `a`, `i`, `q` and `c` follows. */
export const ANSWER_ROWS = `SELECT a.id, a.invitation_id, i.questionnaire_id, i.questionnaire_code,
    q.version AS questionnaire_version, a.status, a.via, a.is_anonymous, a.csat, a.nps, a.ces, a.comment, a.answers,
    (SELECT COALESCE(json_agg(x->>'id'), '[]') FROM jsonb_array_elements(q.content->'questions') x
      WHERE x->>'kind' = 'text') AS text_ids,
    i.subject, i.attributed_to, c.customer_no, c.name, a.snapshot, a.version, a.started_at, a.updated_at,
    a.completed_at
  FROM survey_answers a JOIN invitations i ON i.id = a.invitation_id
    JOIN questionnaires q ON q.id = i.questionnaire_id LEFT JOIN customers c ON c.id = i.customer_id`;

/** A row of ANSWER_ROWS as PostgreSQL gives it. */
export function toAnswerRow(row: unknown): AnswerRow {
  return rowSchema.parse(row);
}

/**
 * An answer for the desk, masked. An anonymous one says what was answered and on which day, and nothing by which
 * somebody could be found: no invitation, no case, nobody who handled it.
 */
export function toAnswerView(row: AnswerRow): AnswerView {
  const base = {
    id: row.id,
    questionnaireId: row.questionnaire_id,
    code: row.questionnaire_code,
    version: row.questionnaire_version,
    status: row.status,
    via: row.via,
    isAnonymous: row.is_anonymous,
    scores: {
      csat: row.csat,
      nps: row.nps,
      ces: row.ces,
      comment: row.comment === null ? null : maskText(row.comment),
    },
    changes: row.version - 1,
  };
  if (row.is_anonymous) {
    const dayOf = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
    return {
      ...base,
      invitationId: null,
      answers: shown(row).map((one) => ({ ...one, at: dayOf(row.updated_at).toISOString() })),
      subject: null,
      attributedTo: null,
      customer: null,
      snapshot: {},
      startedAt: dayOf(row.started_at),
      updatedAt: dayOf(row.updated_at),
      completedAt: row.completed_at === null ? null : dayOf(row.completed_at),
    };
  }
  return {
    ...base,
    invitationId: row.invitation_id,
    answers: shown(row),
    subject: row.subject,
    attributedTo: row.attributed_to,
    customer:
      row.customer_no === null
        ? null
        : { customerNo: row.customer_no, name: maskName(row.name ?? '') },
    snapshot: row.snapshot,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    completedAt: row.completed_at,
  };
}

function shown({ answers, text_ids }: AnswerRow): readonly StoredAnswer[] {
  return answers.map((one) =>
    typeof one.value === 'string' && text_ids.includes(one.questionId)
      ? { ...one, value: maskText(one.value) }
      : one,
  );
}
