import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PushWay } from '../../domain/push/settings.ts';
import { LOW_MAX } from '../../domain/questionnaire/findings.ts';
import type {
  AnswerOutcome,
  AnswerView,
  InvitationState,
  Inviter,
  SurveySubject,
} from '../../domain/questionnaire/invitation.ts';
import type {
  InvitationDetail,
  InvitationView,
} from '../../domain/questionnaire/invitation-view.ts';
import { turnOf } from '../../domain/questionnaire/paths.ts';
import type { SurveyLocale } from '../../domain/questionnaire/question.ts';
import { questionnaireContentSchema } from '../../domain/questionnaire/questionnaire.ts';
import type { SurveyValue } from '../../domain/questionnaire/values.ts';
import { addMs, type Clock, DAY_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { ANSWER_ROWS, toAnswerRow, toAnswerView } from './answer-row.ts';
import { INVITATION_ROWS, INVITATION_STATE, toInvitation } from './invitation-rows.ts';
import { saveAnswers } from './save-answers.ts';

export interface InvitationStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly inviter: Inviter<Sql>;
}

export interface InvitationQuery extends PageRequest {
  readonly questionnaireId?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: InvitationState | undefined;
  readonly customerNo?: string | undefined;
  readonly visitId?: string | undefined;
}

export interface AnswerQuery extends PageRequest {
  readonly questionnaireId?: string | undefined;
  readonly code?: string | undefined;
  readonly customerNo?: string | undefined;
  readonly isLow?: boolean | undefined;
}

/** Somebody is asked by hand. */
export interface InviteByHand {
  readonly questionnaireCode: string;
  readonly customerNo: string;
  readonly subject: SurveySubject;
  readonly eventKey?: string | undefined;
  readonly ways: readonly PushWay[];
  readonly dueFrom?: Date | undefined;
  readonly dueUntil?: Date | undefined;
}

/** A week to be sent in when nothing else is said. */
const DUE_DAYS = 7;

/** Invitations and answers for the desk. */
export function makeInvitationStore(deps: InvitationStoreDeps) {
  return {
    list: (query: InvitationQuery) => list(deps.pool, query),
    find: (id: string) => find(deps.pool, id),
    invite: (input: InviteByHand, actor: Actor) => invite(deps, input, actor),
    answer: (
      id: string,
      input: {
        readonly values: Readonly<Record<string, SurveyValue>>;
        readonly locale: SurveyLocale;
        readonly isRefused: boolean;
      },
      actor: Actor,
    ) => answer(deps, { id, ...input }, actor),
    answers: (query: AnswerQuery) => listAnswers(deps.pool, query),
  };
}

function beforeOf(cursor: string | undefined): readonly [at: Date | null, id: string | null] {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const isTime = at !== undefined && !Number.isNaN(Date.parse(at));
  return isTime ? [new Date(at), id ?? null] : [null, null];
}

async function list(sql: Sql, query: InvitationQuery): Promise<Page<InvitationView>> {
  const { rows } = await sql.query(
    `${INVITATION_ROWS}
     WHERE ($1::timestamptz IS NULL OR (i.created_at, i.id) < ($1, $2))
       AND ($3::text IS NULL OR i.questionnaire_id = $3) AND ($4::text IS NULL OR i.questionnaire_code = $4)
       AND ($5::text IS NULL OR ${INVITATION_STATE} = $5)
       AND ($6::text IS NULL OR c.customer_no = $6 AND NOT i.is_anonymous)
       AND ($7::text IS NULL OR i.visit_id = $7 AND NOT i.is_anonymous)
     ORDER BY i.created_at DESC, i.id DESC LIMIT $8`,
    [
      ...beforeOf(query.cursor),
      query.questionnaireId ?? null,
      query.code ?? null,
      query.status ?? null,
      query.customerNo ?? null,
      query.visitId ?? null,
      query.limit + 1,
    ],
  );
  return toPage(rows.map(toInvitation), {
    limit: query.limit,
    cursorOf: (one) => [one.createdAt.toISOString(), one.id],
    toItem: (one) => one,
  });
}

const contentSchema = z.object({ content: questionnaireContentSchema });

async function find(sql: Sql, id: string): Promise<InvitationDetail | undefined> {
  const { rows } = await sql.query(`${INVITATION_ROWS} WHERE i.id = $1`, [id]);
  if (rows[0] === undefined) return undefined;
  const view = toInvitation(rows[0]);
  const questions = await sql.query('SELECT content FROM questionnaires WHERE id = $1', [
    view.questionnaireId,
  ]);
  const { content } = contentSchema.parse(questions.rows[0]);
  const given = await sql.query(
    `${ANSWER_ROWS} WHERE a.invitation_id = $1 AND NOT a.is_anonymous`,
    [id],
  );
  const [answered] = given.rows;
  return {
    ...view,
    content,
    turn: turnOf(content, id),
    answer: answered === undefined ? null : toAnswerView(toAnswerRow(answered)),
  };
}

async function invite(
  { pool, clock, inviter }: InvitationStoreDeps,
  input: InviteByHand,
  actor: Actor,
): Promise<
  | { readonly kind: 'invited'; readonly invitationId: string; readonly isNew: boolean }
  | { readonly kind: 'unknown_customer' | 'no_questionnaire' | 'wrong_time' }
> {
  const now = clock.now();
  const dueFrom = input.dueFrom ?? now;
  const dueUntil = input.dueUntil ?? addMs(dueFrom, DUE_DAYS * DAY_MS);
  if (dueUntil <= dueFrom || dueUntil <= now) return { kind: 'wrong_time' };
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ id: string }>(
      'SELECT id FROM customers WHERE customer_no = $1',
      [input.customerNo],
    );
    const [customer] = rows;
    if (customer === undefined) return { kind: 'unknown_customer' };
    const { subject } = input;
    const invited = await inviter.invite(
      sql,
      {
        ...input,
        eventKey: input.eventKey ?? `${subject.kind}:${subject.no}:${input.customerNo}`,
        customerId: customer.id,
        isAboutCase: subject.kind === 'claim' || subject.kind === 'complaint',
        dueFrom,
        dueUntil,
      },
      now,
    );
    if (invited.kind === 'no_questionnaire') return invited;
    const { invitationId, isNew } = invited;
    if (isNew) {
      const about = { subjectKind: 'invitation', subjectId: invitationId };
      const data = { questionnaire: input.questionnaireCode };
      await insertAudit(sql, [{ actor, action: 'invitation.created', ...about, data }], now);
    }
    return { kind: 'invited', invitationId, isNew };
  });
}

async function answer(
  { pool, clock, random }: InvitationStoreDeps,
  input: {
    readonly id: string;
    readonly values: Readonly<Record<string, SurveyValue>>;
    readonly locale: SurveyLocale;
    readonly isRefused: boolean;
  },
  actor: Actor,
): Promise<AnswerOutcome> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const { id, ...given } = input;
    const outcome = await saveAnswers(
      sql,
      { ...given, invitationId: id, via: 'phone' },
      { now, random },
    );
    if (outcome.kind === 'saved') {
      const action = input.isRefused ? 'invitation.refused' : 'invitation.answered';
      const about = { subjectKind: 'invitation', subjectId: id };
      await insertAudit(sql, [{ actor, action, ...about, data: { via: 'phone' } }], now);
    }
    return outcome;
  });
}

/** Scores of the whole that are followed up, as findings.ts has them. */
const IS_LOW = `(a.csat <= ${LOW_MAX.csat} OR a.ces <= ${LOW_MAX.ces} OR a.nps <= ${LOW_MAX.nps} AND a.comment IS NOT NULL)`;

async function listAnswers(sql: Sql, query: AnswerQuery): Promise<Page<AnswerView>> {
  const { rows } = await sql.query(
    `${ANSWER_ROWS}
     WHERE ($1::timestamptz IS NULL OR (a.started_at, a.id) < ($1, $2))
       AND ($3::text IS NULL OR i.questionnaire_id = $3) AND ($4::text IS NULL OR i.questionnaire_code = $4)
       AND ($5::text IS NULL OR c.customer_no = $5 AND NOT a.is_anonymous)
       AND ($6::boolean IS NULL OR COALESCE(${IS_LOW}, false) = $6)
     ORDER BY a.started_at DESC, a.id DESC LIMIT $7`,
    [
      ...beforeOf(query.cursor),
      query.questionnaireId ?? null,
      query.code ?? null,
      query.customerNo ?? null,
      query.isLow ?? null,
      query.limit + 1,
    ],
  );
  return toPage(rows.map(toAnswerRow), {
    limit: query.limit,
    cursorOf: (row) => [row.started_at.toISOString(), row.id],
    toItem: toAnswerView,
  });
}
