import { z } from 'zod';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import { isClosed } from '../../domain/claim/transitions.ts';
import { DELIVERY_STATES } from '../../domain/outreach/delivery.ts';
import { consentObstacle } from '../../domain/push/consent.ts';
import type { PushConsent } from '../../domain/push/push.ts';
import type { PushSettings } from '../../domain/push/settings.ts';
import { storedAnswerSchema, toAnswers } from '../../domain/questionnaire/answer.ts';
import { progress, turnOf } from '../../domain/questionnaire/paths.ts';
import { questionnaireContentSchema } from '../../domain/questionnaire/questionnaire.ts';
import type {
  ComplaintQuestion,
  VisitAnswerFacts,
  VisitFacts,
  VisitPush,
} from '../../domain/visit/facts.ts';
import { VISIT_PLANS } from '../../domain/visit/plan.ts';
import type { VisitReason } from '../../domain/visit/visit.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { readConsents } from '../push/read-consents.ts';
import { type PushPerson, readPeople } from '../push/read-people.ts';
import type { Sql } from '../sql.ts';
import { isRenewedSql } from './scan-sources.ts';
import type { StoredVisit } from './visit-row.ts';

/** Paid is as good as closed, but not with an injury: that one is asked about when it is closed. */
const CLAIM_AT_REST = ['PAID', ...CLAIM_STATUSES.filter(isClosed)];

/** What is told of its subject and its invitation; one row, or none for a visit that is gone. */
const SUBJECT = {
  name: 'visits-subject',
  text: `SELECT p.status AS policy_status, ${isRenewedSql('p')} AS is_renewed, c.status AS claim_status, k.severity,
      k.rating_asked_at, k.rated_at,
      (SELECT (e.data->>'isTold')::boolean FROM complaint_events e WHERE e.complaint_id = k.id AND e.kind = 'ask_rating'
        ORDER BY e.seq DESC LIMIT 1) AS is_told,
      CASE WHEN a.channel_account LIKE 'web%' THEN 'web' ELSE 'wechat' END AS chat_way,
      i.status AS invitation_status, EXISTS (SELECT 1 FROM outreach_deliveries r WHERE r.id = i.reminder_delivery_id
        AND r.status NOT IN ('suppressed', 'failed')) AS is_reminded,
      d.status AS push_status, d.reason AS push_reason, d.released_at, d.way AS push_way,
      q.content, s.answers, s.csat,
      EXISTS (SELECT 1 FROM follow_ups f WHERE f.invitation_id = i.id) AS has_follow_up
    FROM return_visits v
      LEFT JOIN policies p ON p.policy_no = v.policy_no
      LEFT JOIN claims c ON c.claim_no = v.claim_no
      LEFT JOIN complaints k ON k.complaint_no = v.complaint_no
      LEFT JOIN conversations a ON a.id = k.conversation_id
      LEFT JOIN invitations i ON i.id = v.invitation_id
      LEFT JOIN outreach_deliveries d ON d.id = i.delivery_id
      LEFT JOIN questionnaires q ON q.id = i.questionnaire_id
      LEFT JOIN survey_answers s ON s.invitation_id = i.id
    WHERE v.id = $1`,
};

const subjectRow = z.object({
  policy_status: z.string().nullable(),
  is_renewed: z.boolean().nullable(),
  claim_status: z.string().nullable(),
  severity: z.string().nullable(),
  rating_asked_at: z.date().nullable(),
  rated_at: z.date().nullable(),
  is_told: z.boolean().nullable(),
  chat_way: z.enum(['web', 'wechat']),
  invitation_status: z.string().nullable(),
  is_reminded: z.boolean(),
  push_status: z.enum(DELIVERY_STATES).nullable(),
  push_reason: z.string().nullable(),
  released_at: z.date().nullable(),
  push_way: z.enum(['wechat', 'web', 'sms']).nullable(),
  content: z.unknown(),
  answers: z.unknown(),
  csat: z.number().nullable(),
  has_follow_up: z.boolean(),
});
type SubjectRow = z.infer<typeof subjectRow>;

/** Facts, and what the tries of a visit are brought up to date with. */
export interface ReadFacts {
  readonly facts: VisitFacts;
  /** By which way the newest push left; absent: it did not, or there is none. */
  readonly pushWay?: 'wechat' | 'web' | 'sms' | undefined;
  /** By which way the complaint's own question was asked. */
  readonly chatWay: 'wechat' | 'web';
}

/** What is known of a visit now. */
export async function readFacts(
  sql: Sql,
  visit: StoredVisit,
  { settings, now }: { readonly settings: PushSettings; readonly now: Date },
): Promise<ReadFacts> {
  const { rows } = await sql.query({ ...SUBJECT, values: [visit.id] });
  const row = subjectRow.parse(rows[0]);
  const [person] = await readPeople(sql, [visit.customerId]);
  const consents = (await readConsents(sql, [visit.customerId])).get(visit.customerId) ?? [];
  const facts: VisitFacts = {
    hasPhone: person?.phone !== undefined,
    phoneObstacle: phoneObstacle(visit, consents, settings),
    isBereaved: person?.bereavedAt !== undefined,
    surveySilentUntil: person?.surveySilentUntil,
    hold: person === undefined ? undefined : holdOf(visit, person, { row, settings, now }),
    gone: goneOf(visit, row),
    rating: visit.kind === 'POST_COMPLAINT' ? toRating(row) : undefined,
    isSevere: row.severity === 'S1' || row.severity === 'S2',
    push: toPush(row),
    answer: visit.invitationId === undefined ? undefined : toAnswer(row, visit.invitationId),
  };
  return { facts, pushWay: row.push_way ?? undefined, chatWay: row.chat_way };
}

/** About a closed case only a refusal keeps us from calling; otherwise silence is one, as the settings say. */
function phoneObstacle(
  { kind }: StoredVisit,
  consents: readonly PushConsent[],
  settings: PushSettings,
): VisitFacts['phoneObstacle'] {
  const why = consentObstacle(consents, { pushClass: 'survey', way: 'phone' }, settings);
  if (why === 'refused') return 'refused';
  return why === undefined || VISIT_PLANS[kind].isAboutCase ? undefined : 'no_consent';
}

function holdOf(
  visit: StoredVisit,
  person: PushPerson,
  {
    row,
    settings,
    now,
  }: { readonly row: SubjectRow; readonly settings: PushSettings; readonly now: Date },
): VisitReason | undefined {
  if (person.hasOpenComplaint) return 'open_complaint';
  if (person.hasOpenInjuryClaim) return 'open_injury_claim';
  const quietMs = settings.quietDaysAfterRejection * DAY_MS;
  if (person.rejectedAt !== undefined && now < addMs(person.rejectedAt, quietMs))
    return 'claim_just_rejected';
  const isOpen = visit.claimNo !== undefined && !CLAIM_AT_REST.includes(row.claim_status ?? '');
  return visit.kind === 'POST_CLAIM' && isOpen ? 'subject_open' : undefined;
}

function goneOf({ kind }: StoredVisit, row: SubjectRow): VisitFacts['gone'] {
  if (row.policy_status === 'cancelled') return 'policy_cancelled';
  return kind === 'RENEWAL' && row.is_renewed === true ? 'renewed' : undefined;
}

function toRating(row: SubjectRow): ComplaintQuestion {
  return {
    askedAt: row.rating_asked_at ?? undefined,
    isInChat: row.is_told === true,
    isAnswered: row.rated_at !== null,
  };
}

function toPush(row: SubjectRow): VisitPush | undefined {
  if (row.push_status === null) return undefined;
  return {
    state: row.push_status,
    reason: row.push_reason ?? undefined,
    releasedAt: row.released_at ?? undefined,
    isReminded: row.is_reminded,
  };
}

function toAnswer(row: SubjectRow, invitationId: string): VisitAnswerFacts {
  const stored = z.array(storedAnswerSchema).nullish().parse(row.answers) ?? [];
  const content = questionnaireContentSchema.safeParse(row.content);
  const so = content.success
    ? progress(content.data, toAnswers(stored), turnOf(content.data, invitationId))
    : { answered: 0, atMost: 0 };
  return {
    isComplete: row.invitation_status === 'completed',
    isRefused: row.invitation_status === 'refused',
    share: so.atMost === 0 ? 0 : so.answered / so.atMost,
    csat: row.csat ?? undefined,
    hasFollowUp: row.has_follow_up,
  };
}
