import type { Pool } from 'pg';
import { z } from 'zod';
import { PUSH_WAYS } from '../../domain/push/settings.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { readDeskPeople } from '../clocks/recipients.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type InviterDeps, pushOf } from './invite.ts';
import { findQuestionnaire } from './questionnaire-store.ts';

export interface SurveyTickDeps extends InviterDeps {
  readonly pool: Pool;
}

/** Rows that one look takes in hand of each kind; the next look takes the rest. */
const TAKEN_MAX = 500;
/** A reminder that leaves less than this to answer is none. */
const REMIND_LEAST_MS = DAY_MS;
/** How long a reminder may wait for a moment that the policy allows. */
const REMIND_WITHIN_MS = 3 * DAY_MS;

/** What one look did. */
export interface SurveyTicked {
  readonly settled: number;
  readonly expired: number;
  readonly reminded: number;
  readonly overdue: number;
}

/**
 * One look at what surveys do by themselves: the state of an invitation follows its push, it is over at its end, who
 * has not answered is reminded once, and a follow-up that nobody began in time is told. Any number of processes may
 * look at once; each row is taken by one.
 */
export function makeSurveyTick(deps: SurveyTickDeps): (now: Date) => Promise<SurveyTicked> {
  return async (now) => ({
    settled: await settle(deps.pool, now),
    expired: await expire(deps.pool, now),
    reminded: await remind(deps, now),
    overdue: await noteOverdue(deps, now),
  });
}

/** Once it is known when it was sent it may be answered for so many days from then. */
const SETTLE = `WITH due AS (
    SELECT i.id, d.status, d.reason, d.released_at, d.conversation_id, q.expires_after_days
    FROM invitations i JOIN outreach_deliveries d ON d.id = i.delivery_id
      JOIN questionnaires q ON q.id = i.questionnaire_id
    WHERE i.status = 'planned' AND d.status IN ('sent', 'delivered', 'unknown', 'suppressed', 'failed')
    LIMIT ${TAKEN_MAX} FOR UPDATE OF i SKIP LOCKED)
  UPDATE invitations i SET updated_at = $1,
    status = CASE WHEN due.status IN ('suppressed', 'failed') AND i.sent_at IS NULL THEN due.status ELSE 'sent' END,
    reason = CASE WHEN due.status IN ('suppressed', 'failed') AND i.sent_at IS NULL THEN due.reason END,
    sent_at = COALESCE(i.sent_at, due.released_at),
    conversation_id = COALESCE(due.conversation_id, i.conversation_id),
    expires_at = CASE WHEN due.status IN ('suppressed', 'failed') THEN i.expires_at
      ELSE LEAST(i.expires_at, due.released_at + make_interval(days => due.expires_after_days)) END
  FROM due WHERE i.id = due.id`;

async function settle(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(SETTLE, [now]);
  return rowCount ?? 0;
}

/** Of what waits to be sent the sender says that it was not; a part that was answered stays answered. */
const EXPIRE = `UPDATE invitations SET status = 'expired', reason = COALESCE(reason, 'not_answered'), updated_at = $1
  WHERE id IN (SELECT id FROM invitations
    WHERE status IN ('planned', 'sent', 'opened', 'partial') AND expires_at <= $1
    ORDER BY expires_at LIMIT ${TAKEN_MAX} FOR UPDATE SKIP LOCKED)`;

async function expire(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(EXPIRE, [now]);
  return rowCount ?? 0;
}

const remindSchema = z.object({
  id: z.string(),
  questionnaire_id: z.string(),
  customer_id: z.string(),
  subject: z.object({ kind: z.string() }),
  expires_at: z.date(),
  ways: z.array(z.enum(PUSH_WAYS)),
});

/** A return visit has attempts of its own: they are its reminders. */
const TO_REMIND = `SELECT i.id, i.questionnaire_id, i.customer_id, i.subject, i.expires_at, d.ways
  FROM invitations i JOIN questionnaires q ON q.id = i.questionnaire_id
    JOIN outreach_deliveries d ON d.id = i.delivery_id
  WHERE i.status IN ('sent', 'opened') AND i.reminded_at IS NULL AND i.visit_id IS NULL
    AND i.customer_id IS NOT NULL AND q.remind_after_days IS NOT NULL
    AND i.sent_at <= $1::timestamptz - make_interval(days => q.remind_after_days) AND i.expires_at > $2
    AND NOT EXISTS (SELECT 1 FROM survey_answers a WHERE a.invitation_id = i.id)
  ORDER BY i.sent_at LIMIT 100 FOR UPDATE OF i SKIP LOCKED`;

async function remind(deps: SurveyTickDeps, now: Date): Promise<number> {
  return inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query(TO_REMIND, [now, addMs(now, REMIND_LEAST_MS)]);
    const due = z.array(remindSchema).parse(rows);
    for (const row of due) await remindOne(deps, sql, { row, now });
    return due.length;
  });
}

async function remindOne(
  deps: SurveyTickDeps,
  sql: Sql,
  { row, now }: { readonly row: z.infer<typeof remindSchema>; readonly now: Date },
): Promise<void> {
  const questionnaire = await findQuestionnaire(sql, row.questionnaire_id);
  if (questionnaire === undefined) return;
  const last = addMs(now, REMIND_WITHIN_MS);
  const { deliveryId } = await deps.queue.queue(
    sql,
    {
      occasionKey: `survey-reminder:${row.id}`,
      ...pushOf(deps, {
        invitationId: row.id,
        questionnaire,
        customerId: row.customer_id,
        expiresAt: row.expires_at,
        isAboutCase: row.subject.kind === 'claim' || row.subject.kind === 'complaint',
        ways: row.ways,
        dueFrom: now,
        dueUntil: new Date(Math.min(last.getTime(), row.expires_at.getTime())),
        isReminder: true,
      }),
    },
    now,
  );
  await sql.query(
    'UPDATE invitations SET reminded_at = $2, reminder_delivery_id = $3, updated_at = $2 WHERE id = $1',
    [row.id, now, deliveryId],
  );
}

const OVERDUE = `UPDATE follow_ups SET breach_noted_at = $1
  WHERE id IN (SELECT id FROM follow_ups
    WHERE status <> 'done' AND contacted_at IS NULL AND breach_noted_at IS NULL AND due_at <= $1
    ORDER BY due_at LIMIT ${TAKEN_MAX} FOR UPDATE SKIP LOCKED)
  RETURNING id, owner_id, kind, (SELECT i.attributed_to->>'id' FROM invitations i WHERE i.id = invitation_id) AS about_id`;

interface OverdueRow {
  readonly id: string;
  readonly owner_id: string | null;
  readonly kind: string;
  readonly about_id: string | null;
}

/** Its owner and those who lead are told once; never whoever it is about. */
async function noteOverdue(deps: SurveyTickDeps, now: Date): Promise<number> {
  return inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query<{ [K in keyof OverdueRow]: OverdueRow[K] }>(OVERDUE, [now]);
    if (rows.length === 0) return 0;
    const { agents } = await readDeskPeople(sql);
    const leads = agents.filter(({ role }) => role === 'supervisor').map(({ id }) => id);
    const notices = rows.flatMap((row) => {
      const told = new Set([...(row.owner_id === null ? [] : [row.owner_id]), ...leads]);
      if (row.about_id !== null) told.delete(row.about_id);
      const data = { followUpId: row.id, kind: row.kind };
      return [...told].map((agentId) => ({ agentId, kind: 'follow_up_overdue', data }));
    });
    await insertNotices(sql, notices, { now, random: deps.random });
    return rows.length;
  });
}
