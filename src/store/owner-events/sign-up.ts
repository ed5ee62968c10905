import {
  decideSignUp,
  type EventPerson,
  mayCancelSignUp,
  type OwnerEvent,
  placesToFill,
  type SignUpDecision,
} from '../../domain/owner-event/owner-event.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { findOwn, lockEvent, SIGN_UP_COLUMNS, type SignUpRow, toSignUpRow } from './lock-event.ts';
import { type TellEventDeps, tellPerson } from './tell-people.ts';

/** Somebody who wants to come. */
export interface NewSignUp extends EventPerson {
  readonly event: string;
  readonly conversationId?: Id<'conversation'> | undefined;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly photoConsent?: boolean | undefined;
  readonly ticket: string;
  readonly now: Date;
}

export type SignUpMade =
  | { readonly kind: 'no_event' }
  | Extract<SignUpDecision, { readonly kind: 'refused' }>
  | { readonly kind: 'signed_up' | 'waiting'; readonly id: Id<'eventSignUp'> };

/**
 * Puts somebody on the list, or in the line, or says why not: decided under the event's lock, so that of many who
 * want the last place exactly one gets it and the others wait in the order in which they came.
 */
export async function signUp(sql: Sql, wanted: NewSignUp, random: Random): Promise<SignUpMade> {
  const event = await lockEvent(sql, wanted.event);
  if (event === undefined || event.status === 'draft') return { kind: 'no_event' };
  const own = await findOwn(sql, event.id, wanted);
  const facts = { taken: event.taken, waiting: event.waiting, own: own?.status };
  const decision = decideSignUp(event, facts, wanted.now);
  if (decision.kind === 'refused') return decision;
  const id = await save(sql, { event, own, wanted, status: decision.kind, random });
  return { kind: decision.kind, id };
}

interface Saving {
  readonly event: OwnerEvent;
  readonly own: SignUpRow | undefined;
  readonly wanted: NewSignUp;
  readonly status: 'signed_up' | 'waiting';
  readonly random: Random;
}

/** Whoever comes back after cancelling goes to the end of the line, with a ticket of its own. */
async function save(sql: Sql, saving: Saving): Promise<Id<'eventSignUp'>> {
  const { event, own, wanted, status } = saving;
  const personKey = wanted.customerId ?? wanted.identityId;
  if (personKey === undefined) throw new Error('a sign-up is of nobody');
  if (own !== undefined) await sql.query('DELETE FROM event_sign_ups WHERE id = $1', [own.id]);
  const id = newId('eventSignUp', saving.random);
  await sql.query(
    `INSERT INTO event_sign_ups (id, event_id, person_key, customer_id, identity_id, conversation_id, name, phone,
       status, number, ticket, signed_up_at, photo_consent)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, 1 + GREATEST($13::int, COALESCE(max(number), 0)), $10, $11, $12
     FROM event_sign_ups WHERE event_id = $2`,
    [
      id,
      event.id,
      personKey,
      wanted.customerId ?? null,
      wanted.identityId ?? null,
      wanted.conversationId ?? null,
      wanted.name,
      wanted.phone ?? null,
      status,
      wanted.ticket,
      wanted.now,
      wanted.photoConsent ?? null,
      own?.number ?? 0,
    ],
  );
  return id;
}

export type SignUpCancelled =
  | { readonly kind: 'not_found' | 'too_late' }
  /** Chats to be woken: somebody who waited has their place. */
  | {
      readonly kind: 'cancelled';
      readonly row: SignUpRow;
      readonly chats: readonly Id<'conversation'>[];
    };

/** Gives a sign-up back; who waits first gets the place, and is told in the same transaction. */
export async function cancelSignUp(
  sql: Sql,
  deps: TellEventDeps,
  given: {
    readonly event: string;
    /** Which, or whose. */
    readonly find: (eventId: Id<'ownerEvent'>) => Promise<SignUpRow | undefined>;
    readonly now: Date;
  },
): Promise<SignUpCancelled> {
  const { now } = given;
  const event = await lockEvent(sql, given.event);
  const row = event === undefined ? undefined : await given.find(event.id);
  if (event === undefined || row === undefined) return { kind: 'not_found' };
  if (row.status === 'cancelled') return { kind: 'cancelled', row, chats: [] };
  if (!mayCancelSignUp(event, row.status, now)) return { kind: 'too_late' };
  await sql.query(
    "UPDATE event_sign_ups SET status = 'cancelled', cancelled_at = $2 WHERE id = $1",
    [row.id, now],
  );
  await withdrawPushes(sql, deps, { row, event, now });
  const after = {
    taken: event.taken - (row.status === 'signed_up' ? 1 : 0),
    waiting: event.waiting - (row.status === 'waiting' ? 1 : 0),
  };
  const chats = await promote(sql, deps, { event, count: placesToFill(event, after, now), now });
  return { kind: 'cancelled', row, chats };
}

/** What was to be told to somebody who comes is of no use to somebody who does not. */
async function withdrawPushes(
  sql: Sql,
  { pushQueue }: TellEventDeps,
  { row, event, now }: { readonly row: SignUpRow; readonly event: OwnerEvent; readonly now: Date },
): Promise<void> {
  if (row.customerId === null) return;
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM outreach_deliveries WHERE customer_id = $1 AND status = 'planned'
       AND (occasion_key = $2 OR occasion_key LIKE $3)`,
    [row.customerId, promotedKey(row), `${reminderKey(event)}%`],
  );
  for (const { id } of rows) await pushQueue.withdraw(sql, BigInt(id), 'sign_up_cancelled', now);
}

/** The key of telling somebody that they have a place now. */
function promotedKey({ id }: Pick<SignUpRow, 'id'>): string {
  return `event_promoted:${id}`;
}

/** The key of the reminder of an event; its day comes behind it, for an event may move. */
export function reminderKey({ eventNo }: Pick<OwnerEvent, 'eventNo'>): string {
  return `event_reminder:${eventNo}:`;
}

/** Gives `count` places to those who wait longest, under the event's lock, and tells them. */
export async function promote(
  sql: Sql,
  deps: TellEventDeps,
  given: { readonly event: OwnerEvent; readonly count: number; readonly now: Date },
): Promise<readonly Id<'conversation'>[]> {
  const { event, count, now } = given;
  if (count <= 0) return [];
  const { rows } = await sql.query(
    `UPDATE event_sign_ups SET status = 'signed_up', promoted_at = $3 WHERE id IN (
       SELECT id FROM event_sign_ups WHERE event_id = $1 AND status = 'waiting' ORDER BY number LIMIT $2)
     RETURNING ${SIGN_UP_COLUMNS}`,
    [event.id, count, now],
  );
  const chats: Id<'conversation'>[] = [];
  for (const person of rows.map(toSignUpRow)) {
    const news = { kind: 'promoted', event, ticket: person.ticket } as const;
    const chat = await tellPerson(sql, deps, { person, news, key: promotedKey(person), now });
    if (chat !== undefined) chats.push(chat);
  }
  return chats;
}
