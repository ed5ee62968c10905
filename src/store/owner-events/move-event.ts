import type { Actor } from '../../domain/audit.ts';
import type { EventNews } from '../../domain/owner-event/news.ts';
import {
  type OwnerEvent,
  type OwnerEventInput,
  type OwnerEventStatus,
  placesToFill,
} from '../../domain/owner-event/owner-event.ts';
import type { EventView } from '../../domain/owner-event/view.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { COUNTS, EVENT_COLUMNS, toEventView } from './event-row.ts';
import { lockEvent, SIGN_UP_COLUMNS, type SignUpRow, toSignUpRow } from './lock-event.ts';
import { promote } from './sign-up.ts';
import { type TellEventDeps, tellPerson } from './tell-people.ts';

/** What moving an event came to, and the chats to be woken after the commit. */
export type Moved =
  | {
      readonly kind: 'changed';
      readonly event: EventView;
      readonly chats: readonly Id<'conversation'>[];
    }
  | { readonly kind: 'not_found' | 'wrong_time' }
  | { readonly kind: 'refused'; readonly status: OwnerEventStatus }
  | { readonly kind: 'too_small'; readonly taken: number };

export interface Moving {
  readonly id: string;
  readonly actor: Actor;
  readonly now: Date;
}

/** Writes an event anew. Whoever is on its lists is told of another time or place; more places go to who waits. */
export async function changeEvent(
  sql: Sql,
  deps: TellEventDeps,
  { id, actor, now, input }: Moving & { readonly input: OwnerEventInput },
): Promise<Moved> {
  const before = await lockEvent(sql, id);
  if (before === undefined) return { kind: 'not_found' };
  const { status, taken } = before;
  if (status === 'cancelled' || status === 'finished') return { kind: 'refused', status };
  if (input.capacity < taken) return { kind: 'too_small', taken };
  const isMoved = +input.startsAt !== +before.startsAt;
  if (status === 'published' && isMoved && input.startsAt <= now) return { kind: 'wrong_time' };
  await update(sql, { id: before.id, input, isMoved, now });
  const event: OwnerEvent = { ...input, id: before.id, eventNo: before.eventNo, status };
  const isElsewhere =
    isMoved || +input.endsAt !== +before.endsAt || placeOf(input) !== placeOf(before);
  const chats = isElsewhere
    ? await tellEverybody(sql, deps, {
        event,
        key: `event_changed:${event.eventNo}:${now.toISOString()}`,
        news: ({ ticket }) => ({ kind: 'changed', event, ticket }),
        now,
      })
    : [];
  const promoted = await promote(sql, deps, {
    event,
    count: placesToFill(event, before, now),
    now,
  });
  await audit(sql, { event, action: 'owner_event.changed', actor, now });
  return changed(sql, before.id, [...chats, ...promoted]);
}

function placeOf({ city, place }: Pick<OwnerEvent, 'city' | 'place'>): string {
  return `${city} ${place}`;
}

async function update(
  sql: Sql,
  given: {
    readonly id: Id<'ownerEvent'>;
    readonly input: OwnerEventInput;
    readonly isMoved: boolean;
    readonly now: Date;
  },
): Promise<void> {
  const { id, input, isMoved, now } = given;
  await sql.query(
    `UPDATE owner_events SET title = $2, description = $3, city = $4, place = $5, starts_at = $6, ends_at = $7,
       sign_up_until = $8, capacity = $9, waiting_max = $10, questionnaire_code = $11, updated_at = $12
     WHERE id = $1`,
    [id, ...eventValues(input), now],
  );
  // Another day needs another reminder.
  if (isMoved)
    await sql.query('UPDATE event_sign_ups SET reminded_at = NULL WHERE event_id = $1', [id]);
}

/** The columns of what is written of an event, in their order. */
export function eventValues(input: OwnerEventInput): readonly unknown[] {
  return [
    input.title,
    input.description,
    input.city,
    input.place,
    input.startsAt,
    input.endsAt,
    input.signUpUntil,
    input.capacity,
    input.waitingMax,
    input.questionnaireCode ?? null,
  ];
}

/** Lets people sign up. Nobody can come to what has begun. */
export async function publishEvent(sql: Sql, { id, actor, now }: Moving): Promise<Moved> {
  const event = await lockEvent(sql, id);
  if (event === undefined) return { kind: 'not_found' };
  if (event.status !== 'draft') return { kind: 'refused', status: event.status };
  if (event.startsAt <= now || event.signUpUntil <= now) return { kind: 'wrong_time' };
  await setStatus(sql, { event, status: 'published', now });
  await audit(sql, { event, action: 'owner_event.published', actor, now });
  return changed(sql, event.id, []);
}

/** Calls it off and tells everybody on its lists. */
export async function cancelEvent(
  sql: Sql,
  deps: TellEventDeps,
  { id, actor, now, reason }: Moving & { readonly reason: string },
): Promise<Moved> {
  const event = await lockEvent(sql, id);
  if (event === undefined) return { kind: 'not_found' };
  const { status } = event;
  if (status === 'cancelled' || status === 'finished') return { kind: 'refused', status };
  if (event.endsAt <= now && status === 'published') return { kind: 'wrong_time' };
  await setStatus(sql, { event, status: 'cancelled', now });
  await audit(sql, { event, action: 'owner_event.cancelled', actor, now, reason });
  const chats = await tellEverybody(sql, deps, {
    event,
    key: `event_cancelled:${event.eventNo}`,
    news: () => ({ kind: 'cancelled', event, reason }),
    now,
  });
  return changed(sql, event.id, chats);
}

/** It is over: whoever has not come will not. */
export async function finishEvent(sql: Sql, { id, actor, now }: Moving): Promise<Moved> {
  const event = await lockEvent(sql, id);
  if (event === undefined) return { kind: 'not_found' };
  if (event.status !== 'published') return { kind: 'refused', status: event.status };
  if (now < event.startsAt) return { kind: 'wrong_time' };
  await setStatus(sql, { event, status: 'finished', now });
  await sql.query(
    "UPDATE event_sign_ups SET status = 'no_show' WHERE event_id = $1 AND status = 'signed_up'",
    [event.id],
  );
  await audit(sql, { event, action: 'owner_event.finished', actor, now });
  return changed(sql, event.id, []);
}

async function setStatus(
  sql: Sql,
  given: { readonly event: OwnerEvent; readonly status: OwnerEventStatus; readonly now: Date },
): Promise<void> {
  await sql.query('UPDATE owner_events SET status = $2, updated_at = $3 WHERE id = $1', [
    given.event.id,
    given.status,
    given.now,
  ]);
}

async function tellEverybody(
  sql: Sql,
  deps: TellEventDeps,
  given: {
    readonly event: OwnerEvent;
    readonly key: string;
    readonly news: (person: SignUpRow) => EventNews;
    readonly now: Date;
  },
): Promise<readonly Id<'conversation'>[]> {
  const { event, key, now } = given;
  if (event.status === 'draft') return [];
  const { rows } = await sql.query(
    `SELECT ${SIGN_UP_COLUMNS} FROM event_sign_ups
     WHERE event_id = $1 AND status IN ('signed_up', 'waiting', 'checked_in') ORDER BY number`,
    [event.id],
  );
  const chats: Id<'conversation'>[] = [];
  for (const person of rows.map(toSignUpRow)) {
    const chat = await tellPerson(sql, deps, { person, news: given.news(person), key, now });
    if (chat !== undefined) chats.push(chat);
  }
  return chats;
}

async function audit(
  sql: Sql,
  given: {
    readonly event: OwnerEvent;
    readonly action: string;
    readonly actor: Actor;
    readonly now: Date;
    readonly reason?: string;
  },
): Promise<void> {
  const { event, action, actor, now, reason } = given;
  const subject = { subjectKind: 'owner_event', subjectId: event.eventNo };
  const entry = { actor, action, ...subject, ...(reason === undefined ? {} : { reason }) };
  await insertAudit(sql, [entry], now);
}

async function changed(
  sql: Sql,
  id: Id<'ownerEvent'>,
  chats: readonly Id<'conversation'>[],
): Promise<Moved> {
  const { rows } = await sql.query(
    `SELECT ${EVENT_COLUMNS}, ${COUNTS} FROM owner_events e WHERE e.id = $1`,
    [id],
  );
  return { kind: 'changed', event: toEventView(rows[0]), chats };
}
