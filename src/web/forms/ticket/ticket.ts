import type { z } from 'zod';
import * as mini from 'zod/mini';
import type { selfCheckInAnswer, ticketPage } from '../../../server/contract/ticket-form.ts';

/** What `GET /api/forms/tickets/:ticket` answers. */
export type Ticket = z.infer<typeof ticketPage>;
export type CheckInResult = z.infer<typeof selfCheckInAnswer>['result'];

const text = mini.string();

export const ticketSchema: mini.ZodMiniType<Ticket> = mini.object({
  event: mini.object({
    eventNo: text,
    title: text,
    description: text,
    city: text,
    place: text,
    startsAt: text,
    endsAt: text,
    status: mini.enum(['draft', 'published', 'cancelled', 'finished']),
  }),
  name: text,
  status: mini.enum(['signed_up', 'waiting', 'cancelled', 'checked_in', 'no_show']),
  waitingPlace: mini.nullable(mini.number()),
  checkedInAt: mini.nullable(text),
  checkInFrom: text,
  qr: mini.nullable(text),
  mayCheckIn: mini.boolean(),
});

export const checkInSchema: mini.ZodMiniType<{ readonly result: CheckInResult }> = mini.object({
  result: mini.enum([
    'checked_in',
    'already',
    'wrong_code',
    'too_early',
    'over',
    'waiting',
    'cancelled',
    'not_open',
  ]),
});
