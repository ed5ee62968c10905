import { type CheckInDecision, decideCheckIn } from '../../domain/owner-event/check-in.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { lockEvent, SIGN_UP_COLUMNS, type SignUpRow, toSignUpRow } from './lock-event.ts';

/** Whoever comes by the code at the door and not by one of our people. */
export const SELF = 'self';

export type CheckInMade =
  | { readonly kind: 'not_found'; readonly what: 'event' | 'ticket' }
  | (CheckInDecision & { readonly id: Id<'eventSignUp'> });

/** Lets somebody in, once: under the event's lock, so that a ticket read at two doors counts once. */
export async function checkIn(
  sql: Sql,
  given: {
    readonly event: string;
    readonly find: (eventId: Id<'ownerEvent'>) => Promise<SignUpRow | undefined>;
    /** An agent's id, or `self`. */
    readonly by: string;
    readonly now: Date;
  },
): Promise<CheckInMade> {
  const event = await lockEvent(sql, given.event);
  if (event === undefined) return { kind: 'not_found', what: 'event' };
  const row = await given.find(event.id);
  if (row === undefined) return { kind: 'not_found', what: 'ticket' };
  const decision = decideCheckIn(event, row.status, given.now);
  if (decision.kind === 'checked_in') {
    await sql.query(
      "UPDATE event_sign_ups SET status = 'checked_in', checked_in_at = $2, checked_in_by = $3 WHERE id = $1",
      [row.id, given.now, given.by],
    );
  }
  return { ...decision, id: row.id };
}

/** The sign-up of a ticket, of one event. */
export async function findByTicket(
  sql: Sql,
  eventId: Id<'ownerEvent'>,
  ticket: string,
): Promise<SignUpRow | undefined> {
  const { rows } = await sql.query(
    `SELECT ${SIGN_UP_COLUMNS} FROM event_sign_ups WHERE ticket = $1 AND event_id = $2`,
    [ticket, eventId],
  );
  return rows[0] === undefined ? undefined : toSignUpRow(rows[0]);
}
