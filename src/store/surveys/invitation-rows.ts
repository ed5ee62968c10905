import { z } from 'zod';
import { maskName } from '../../domain/mask.ts';
import { PUSH_WAYS } from '../../domain/push/settings.ts';
import {
  attributionSchema,
  INVITATION_STATES,
  surveySubjectSchema,
} from '../../domain/questionnaire/invitation.ts';
import type { InvitationView } from '../../domain/questionnaire/invitation-view.ts';

const rowSchema = z.object({
  id: z.string(),
  questionnaire_id: z.string(),
  questionnaire_code: z.string(),
  version: z.number().int(),
  title: z.string(),
  event_key: z.string(),
  customer_no: z.string().nullable(),
  name: z.string().nullable(),
  subject: surveySubjectSchema,
  attributed_to: attributionSchema.nullable(),
  visit_id: z.string().nullable(),
  status: z.enum(INVITATION_STATES),
  reason: z.string().nullable(),
  way: z.enum(PUSH_WAYS).nullable(),
  is_anonymous: z.boolean(),
  sent_at: z.date().nullable(),
  opened_at: z.date().nullable(),
  reminded_at: z.date().nullable(),
  completed_at: z.date().nullable(),
  expires_at: z.date(),
  created_at: z.date(),
});

/** What became of an invitation, with what its push came to since anybody looked. */
export const INVITATION_STATE = `CASE WHEN i.status <> 'planned' OR d.id IS NULL THEN i.status
  WHEN d.status IN ('sent', 'delivered', 'unknown') THEN 'sent'
  WHEN d.status IN ('suppressed', 'failed') AND i.sent_at IS NULL THEN d.status
  WHEN i.sent_at IS NOT NULL THEN 'sent' ELSE 'planned' END`;

/** Reads invitations as toInvitation takes them; a condition on `i`, `d`, `q` and `c` follows. */
export const INVITATION_ROWS = `SELECT i.id, i.questionnaire_id, i.questionnaire_code, q.version, q.title, i.event_key,
    c.customer_no, c.name, i.subject, i.attributed_to, i.visit_id, ${INVITATION_STATE} AS status,
    COALESCE(i.reason, CASE WHEN d.status IN ('suppressed', 'failed', 'planned') THEN d.reason END) AS reason, d.way,
    i.is_anonymous, COALESCE(i.sent_at, d.released_at) AS sent_at, COALESCE(i.opened_at, d.opened_at) AS opened_at,
    i.reminded_at, i.completed_at, i.expires_at, i.created_at
  FROM invitations i JOIN questionnaires q ON q.id = i.questionnaire_id
    LEFT JOIN outreach_deliveries d ON d.id = i.delivery_id LEFT JOIN customers c ON c.id = i.customer_id`;

/** A row of INVITATION_ROWS as PostgreSQL gives it, masked: of an anonymous answer nobody is named beside it. */
export function toInvitation(given: unknown): InvitationView {
  const row = rowSchema.parse(given);
  const isNamed = !row.is_anonymous && row.customer_no !== null;
  return {
    id: row.id,
    questionnaireId: row.questionnaire_id,
    code: row.questionnaire_code,
    version: row.version,
    title: row.title,
    eventKey: row.is_anonymous ? '' : row.event_key,
    customer: isNamed
      ? { customerNo: row.customer_no ?? '', name: maskName(row.name ?? '') }
      : null,
    subject: row.is_anonymous ? null : row.subject,
    attributedTo: row.is_anonymous ? null : row.attributed_to,
    visitId: row.is_anonymous ? null : row.visit_id,
    status: row.status,
    reason: row.reason,
    way: row.way,
    isAnonymous: row.is_anonymous,
    sentAt: row.sent_at,
    openedAt: row.opened_at,
    remindedAt: row.reminded_at,
    completedAt: row.completed_at,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  };
}
