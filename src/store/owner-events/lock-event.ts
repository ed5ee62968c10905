import { z } from 'zod';
import {
  type EventPerson,
  type OwnerEvent,
  type Seats,
  SIGN_UP_STATUSES,
  type SignUpStatus,
} from '../../domain/owner-event/owner-event.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { countsIn, EVENT_COLUMNS, toEvent } from './event-row.ts';

const SHORT_NUMBER = /^E\d{1,9}$/;

/** The condition by which an event is named: its short number, whatever its case, or its id. */
export function namedBy(given: string): { readonly column: string; readonly value: string } {
  const value = given.toUpperCase();
  return SHORT_NUMBER.test(value)
    ? { column: 'e.event_no', value }
    : { column: 'e.id', value: given };
}

/** An event that nobody else changes, signs up for or leaves before this transaction ends. */
export async function lockEvent(
  sql: Sql,
  given: string,
): Promise<(OwnerEvent & Seats) | undefined> {
  const { column, value } = namedBy(given);
  const { rows } = await sql.query(
    `SELECT ${EVENT_COLUMNS} FROM owner_events e WHERE ${column} = $1 FOR UPDATE`,
    [value],
  );
  if (rows[0] === undefined) return undefined;
  const event = toEvent(rows[0]);
  return { ...event, ...(await readSeats(sql, event.id)) };
}

/** How full it is; exact only under the event's lock. */
async function readSeats(sql: Sql, eventId: Id<'ownerEvent'>): Promise<Seats> {
  const { rows } = await sql.query(
    `SELECT jsonb_object_agg(status, n) AS counts FROM (
       SELECT status, count(*)::int AS n FROM event_sign_ups WHERE event_id = $1 GROUP BY status) AS by_status`,
    [eventId],
  );
  const counts = countsIn(rows[0]);
  return { taken: counts.signed_up + counts.checked_in, waiting: counts.waiting };
}

/** A sign-up with what is needed to move it and to tell its person. */
export interface SignUpRow {
  readonly id: Id<'eventSignUp'>;
  readonly eventId: Id<'ownerEvent'>;
  readonly status: SignUpStatus;
  readonly number: number;
  readonly ticket: string;
  readonly customerId: Id<'customer'> | null;
  readonly conversationId: Id<'conversation'> | null;
}

const rowSchema = z.object({
  id: z.string(),
  event_id: z.string(),
  status: z.enum(SIGN_UP_STATUSES),
  number: z.number().int(),
  ticket: z.string(),
  customer_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
});

export const SIGN_UP_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of event_sign_ups with `SIGN_UP_COLUMNS`. */
export function toSignUpRow(row: unknown): SignUpRow {
  const { id, status, number, ticket, ...rest } = rowSchema.parse(row);
  return {
    id,
    eventId: rest.event_id,
    status,
    number,
    ticket,
    customerId: rest.customer_id,
    conversationId: rest.conversation_id,
  };
}

/**
 * The person's sign-up of an event: one that holds before one that was cancelled. Whoever signed up before it was
 * known who they are is found by the chat they did it in.
 */
export async function findOwn(
  sql: Sql,
  eventId: Id<'ownerEvent'>,
  person: EventPerson,
): Promise<SignUpRow | undefined> {
  const { rows } = await sql.query(
    `SELECT ${SIGN_UP_COLUMNS} FROM event_sign_ups
     WHERE event_id = $1 AND (customer_id = $2 OR (identity_id = $3 AND (customer_id IS NULL OR $2::text IS NULL)))
     ORDER BY status = 'cancelled', number DESC LIMIT 1`,
    [eventId, person.customerId ?? null, person.identityId ?? null],
  );
  return rows[0] === undefined ? undefined : toSignUpRow(rows[0]);
}
