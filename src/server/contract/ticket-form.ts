import { z } from 'zod';
import { CHECK_IN_REFUSALS } from '../../domain/owner-event/check-in.ts';
import { OWNER_EVENT_STATUSES, SIGN_UP_STATUSES } from '../../domain/owner-event/owner-event.ts';
import { instant } from './common.ts';

export const ticketParams = z.object({ ticket: z.string().min(8).max(64) });

/** A ticket as whoever holds its address sees it: nothing personal but the surname. */
export const ticketPage = z.object({
  event: z.object({
    eventNo: z.string(),
    title: z.string(),
    description: z.string(),
    city: z.string(),
    place: z.string(),
    startsAt: instant,
    endsAt: instant,
    status: z.enum(OWNER_EVENT_STATUSES),
  }),
  /** Masked. */
  name: z.string(),
  status: z.enum(SIGN_UP_STATUSES),
  /** 1: the next who gets a place; null unless waiting. */
  waitingPlace: z.number().int().nullable(),
  checkedInAt: instant.nullable(),
  /** The doors are open from then on. */
  checkInFrom: instant,
  /** SVG that draws the address of this page; null when there is nothing to let in. */
  qr: z.string().nullable(),
  /** True: `POST .../check-in` takes the code of the door now. */
  mayCheckIn: z.boolean(),
});

/** The six digits on the screen at the door. */
export const selfCheckInInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'use the six digits on the screen'),
});

export const selfCheckInAnswer = z.object({
  result: z.enum(['checked_in', 'already', 'wrong_code', ...CHECK_IN_REFUSALS]),
});
