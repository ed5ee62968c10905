import type { Pool } from 'pg';
import { z } from 'zod';
import { maskName } from '../../domain/mask.ts';
import { type CheckInDecision, isDoorCode } from '../../domain/owner-event/check-in.ts';
import { SIGN_UP_STATUSES } from '../../domain/owner-event/owner-event.ts';
import type { TicketView } from '../../domain/owner-event/view.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { checkIn, findByTicket, SELF } from './check-in.ts';
import { WAITING_PLACE } from './event-reader.ts';
import { EVENT_COLUMNS, toEvent } from './event-row.ts';

/** What whoever holds a ticket's address may see and do. */
export interface TicketStore {
  find(ticket: string): Promise<TicketView | undefined>;
  /** By the code that the screen at the door shows now. */
  checkIn(
    ticket: string,
    code: string,
  ): Promise<CheckInDecision | { readonly kind: 'not_found' | 'wrong_code' }>;
}

const rowSchema = z.object({
  name: z.string(),
  sign_up_status: z.enum(SIGN_UP_STATUSES),
  checked_in_at: z.date().nullable(),
  waiting_place: z.number().int(),
});

/** Tickets, by their codes: 100 random bits each, so that knowing one is the proof. */
export function makeTicketStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly secret: string;
}): TicketStore {
  const { pool, clock, secret } = deps;
  return {
    find: (ticket) => find(pool, ticket),
    checkIn: (ticket, code) =>
      inTransaction(pool, async (sql) => {
        const now = clock.now();
        const view = await find(sql, ticket);
        if (view === undefined) return { kind: 'not_found' };
        const { eventNo } = view.event;
        if (!isDoorCode(code, { eventNo, secret, now })) return { kind: 'wrong_code' };
        const made = await checkIn(sql, {
          event: eventNo,
          find: (eventId) => findByTicket(sql, eventId, ticket),
          by: SELF,
          now,
        });
        if (made.kind === 'not_found') return { kind: 'not_found' };
        if (made.kind === 'checked_in') {
          const subject = { subjectKind: 'event_sign_up', subjectId: made.id };
          const actor = { kind: 'customer', id: made.id } as const;
          await insertAudit(sql, [{ actor, action: 'event_sign_up.checked_in', ...subject }], now);
        }
        return made;
      }),
  };
}

async function find(sql: Sql, ticket: string): Promise<TicketView | undefined> {
  const { rows } = await sql.query(
    `SELECT ${EVENT_COLUMNS}, s.name, s.status AS sign_up_status, s.checked_in_at, ${WAITING_PLACE}
     FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id WHERE s.ticket = $1`,
    [ticket],
  );
  if (rows[0] === undefined) return undefined;
  const row = rowSchema.parse(rows[0]);
  return {
    event: toEvent(rows[0]),
    name: maskName(row.name),
    status: row.sign_up_status,
    waitingPlace: row.sign_up_status === 'waiting' ? row.waiting_place : null,
    checkedInAt: row.checked_in_at,
  };
}
