import type { Pool } from 'pg';
import { z } from 'zod';
import { FEEDBACK_WITHIN_MS, finishesAt, remindAt } from '../../domain/owner-event/reminder.ts';
import type { Inviter } from '../../domain/questionnaire/invitation.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { EVENT_COLUMNS, toEvent } from './event-row.ts';
import { SIGN_UP_COLUMNS, toSignUpRow } from './lock-event.ts';
import { finishEvent } from './move-event.ts';
import { reminderKey } from './sign-up.ts';
import { type TellEventDeps, tellPerson } from './tell-people.ts';

export interface EventTickDeps extends TellEventDeps {
  readonly pool: Pool;
  readonly inviter: Pick<Inviter<Sql>, 'invite'>;
  readonly woken: (chats: readonly Id<'conversation'>[]) => void;
}

/** Rows of one kind that one call works on; the next call goes on. */
const BATCH = 500;
/** No reminder is due sooner than this before the beginning: 10:00 of the day before a meeting at midnight. */
const LOOK_AHEAD_MS = 2 * DAY_MS;
const BY = { kind: 'system', id: 'owner_events' } as const;
const ASK_BY = ['wechat', 'web'] as const;

/**
 * What meetings need without anybody: reminders on the day before, their end an hour after it, and the question how it
 * was. Each person and event once: safe to be called again and by several processes at once.
 */
export function makeEventTick(deps: EventTickDeps): (now: Date) => Promise<void> {
  return async (now) => {
    deps.woken(await remind(deps, now));
    await finish(deps, now);
    await invite(deps, now);
  };
}

/** Whoever got their place after the hour of the reminder was told of the day by that. */
async function remind(deps: EventTickDeps, now: Date): Promise<readonly Id<'conversation'>[]> {
  const { rows } = await deps.pool.query(
    `SELECT ${EVENT_COLUMNS} FROM owner_events e WHERE e.status = 'published' AND e.starts_at > $1
       AND e.starts_at <= $2 AND EXISTS (SELECT 1 FROM event_sign_ups s
         WHERE s.event_id = e.id AND s.status = 'signed_up' AND s.reminded_at IS NULL)
     ORDER BY e.starts_at LIMIT $3`,
    [now, addMs(now, LOOK_AHEAD_MS), BATCH],
  );
  const due = rows.map(toEvent).filter((event) => remindAt(event) <= now);
  const chats: Id<'conversation'>[] = [];
  for (const event of due) {
    const told = await inTransaction(deps.pool, async (sql) => {
      const people = await sql.query(
        `UPDATE event_sign_ups SET reminded_at = $2 WHERE id IN (
           SELECT id FROM event_sign_ups WHERE event_id = $1 AND status = 'signed_up' AND reminded_at IS NULL
           ORDER BY number LIMIT $3 FOR UPDATE SKIP LOCKED)
         RETURNING ${SIGN_UP_COLUMNS}, COALESCE(promoted_at, signed_up_at) AS since`,
        [event.id, now, BATCH],
      );
      const key = `${reminderKey(event)}${remindAt(event).toISOString().slice(0, 10)}`;
      const woken: Id<'conversation'>[] = [];
      for (const row of people.rows) {
        if (sinceOf(row) >= remindAt(event)) continue;
        const person = toSignUpRow(row);
        const news = { kind: 'reminder', event, ticket: person.ticket } as const;
        const chat = await tellPerson(sql, deps, { person, news, key, now });
        if (chat !== undefined) woken.push(chat);
      }
      return woken;
    });
    chats.push(...told);
  }
  return chats;
}

const sinceSchema = z.object({ since: z.date() });

function sinceOf(row: unknown): Date {
  return sinceSchema.parse(row).since;
}

async function finish({ pool }: EventTickDeps, now: Date): Promise<void> {
  const { rows } = await pool.query(
    `SELECT ${EVENT_COLUMNS} FROM owner_events e WHERE e.status = 'published' AND e.ends_at <= $1
     ORDER BY e.ends_at LIMIT $2`,
    [now, BATCH],
  );
  for (const event of rows.map(toEvent)) {
    if (finishesAt(event) > now) continue;
    // Somebody finished it meanwhile: that is as good.
    await inTransaction(pool, (sql) => finishEvent(sql, { id: event.id, actor: BY, now }));
  }
}

interface Guest {
  readonly event_no: string;
  readonly questionnaire_code: string;
  readonly ends_at: Date;
  readonly customer_id: string;
}

/** Customers who came. Somebody of whom we know no more than a chat is not asked: nothing would be learned of them. */
async function invite({ pool, inviter }: EventTickDeps, now: Date): Promise<void> {
  const { rows } = await pool.query<Guest>(
    `SELECT e.event_no, e.questionnaire_code, e.ends_at, s.customer_id
     FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id
     WHERE e.status = 'finished' AND e.questionnaire_code IS NOT NULL AND e.ends_at > $1 AND e.ends_at <= $2
       AND s.status = 'checked_in' AND s.customer_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM questionnaires q WHERE q.code = e.questionnaire_code AND q.status = 'published')
       AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.questionnaire_code = e.questionnaire_code
         AND i.event_key = 'owner_event:' || e.event_no || ':' || s.customer_id)
     ORDER BY s.id LIMIT $3`,
    [addMs(now, -FEEDBACK_WITHIN_MS), now, BATCH],
  );
  for (const guest of rows) {
    await inTransaction(pool, (sql) =>
      inviter.invite(
        sql,
        {
          questionnaireCode: guest.questionnaire_code,
          eventKey: `owner_event:${guest.event_no}:${guest.customer_id}`,
          customerId: guest.customer_id,
          subject: { kind: 'event', no: guest.event_no },
          dueFrom: now,
          dueUntil: addMs(guest.ends_at, FEEDBACK_WITHIN_MS),
          isAboutCase: false,
          ways: ASK_BY,
        },
        now,
      ),
    );
  }
}
