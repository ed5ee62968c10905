import { z } from 'zod';
import { isDoorCode } from '../../domain/owner-event/check-in.ts';
import {
  type OfferedEvent,
  type OwnerEventReader,
  type OwnSignUp,
  SIGN_UP_STATUSES,
} from '../../domain/owner-event/owner-event.ts';
import type { Sql } from '../sql.ts';
import { COUNTS, countsIn, EVENT_COLUMNS, toEvent } from './event-row.ts';

const OFFERED_MAX = 10;

const ownSchema = z.object({
  sign_up_id: z.string(),
  sign_up_status: z.enum(SIGN_UP_STATUSES),
  ticket: z.string(),
  photo_consent: z.boolean().nullable(),
  waiting_place: z.number().int(),
});

/** The place in the line of a sign-up `s`: 1 is next. */
export const WAITING_PLACE = `(SELECT count(*)::int FROM event_sign_ups w
  WHERE w.event_id = s.event_id AND w.status = 'waiting' AND w.number <= s.number) AS waiting_place`;

/** Events as chats show them. `secret`: what the codes at the door are made of. */
export function makeOwnerEventReader({
  pool,
  secret,
}: {
  readonly pool: Sql;
  readonly secret: string;
}): OwnerEventReader {
  return {
    offered: async (now, city) => {
      const { rows } = await pool.query(
        `SELECT ${EVENT_COLUMNS}, ${COUNTS} FROM owner_events e
         WHERE e.status = 'published' AND e.starts_at > $1 AND e.sign_up_until > $1
         ORDER BY e.city IS DISTINCT FROM $2, e.starts_at, e.id LIMIT $3`,
        [now, city ?? null, OFFERED_MAX],
      );
      return rows.map(toOffered);
    },
    byNumber: async (eventNo) => {
      const { rows } = await pool.query(
        `SELECT ${EVENT_COLUMNS}, ${COUNTS} FROM owner_events e WHERE e.event_no = $1 AND e.status <> 'draft'`,
        [eventNo],
      );
      return rows[0] === undefined ? undefined : toOffered(rows[0]);
    },
    own: async ({ customerId, identityId }, now) => {
      const { rows } = await pool.query(
        `SELECT ${EVENT_COLUMNS}, ${COUNTS}, s.id AS sign_up_id, s.status AS sign_up_status, s.ticket,
           s.photo_consent, ${WAITING_PLACE}
         FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id
         WHERE (s.customer_id = $1 OR (s.identity_id = $2 AND (s.customer_id IS NULL OR $1::text IS NULL)))
           AND s.status IN ('signed_up', 'waiting', 'checked_in') AND e.status = 'published' AND e.ends_at > $3
         ORDER BY e.starts_at, e.id LIMIT $4`,
        [customerId ?? null, identityId ?? null, now, OFFERED_MAX],
      );
      return rows.map(toOwn);
    },
    cityOf: async (customerId) => {
      const { rows } = await pool.query<{ city: string | null }>(
        'SELECT city FROM customers WHERE id = $1',
        [customerId],
      );
      return rows[0]?.city ?? undefined;
    },
    isDoorCode: (eventNo, code, now) => isDoorCode(code, { eventNo, secret, now }),
  };
}

function toOffered(row: unknown): OfferedEvent {
  const counts = countsIn(row);
  return {
    ...toEvent(row),
    taken: counts.signed_up + counts.checked_in,
    waiting: counts.waiting,
  };
}

function toOwn(row: unknown): OwnSignUp {
  const own = ownSchema.parse(row);
  return {
    id: own.sign_up_id,
    event: toOffered(row),
    status: own.sign_up_status,
    ticket: own.ticket,
    ...(own.sign_up_status === 'waiting' ? { waitingPlace: own.waiting_place } : {}),
    ...(own.photo_consent === null ? {} : { photoConsent: own.photo_consent }),
  };
}
