import { z } from 'zod';
import { OWNER_EVENT_STATUSES, SIGN_UP_STATUSES } from '../../domain/owner-event/owner-event.ts';
import {
  instant,
  instantInput,
  longText,
  numberInput,
  pageQuery,
  phoneInput,
  shortText,
} from './common.ts';

const PEOPLE_MAX = 10_000;

export const ownerEventQuery = pageQuery.extend({
  status: z.enum(OWNER_EVENT_STATUSES).optional(),
});

/** The short number, such as `E12`, or the id. */
export const ownerEventParams = z.object({ id: z.string().min(1).max(64) });

/** What is written of an event; all of it each time. */
export const ownerEventInput = z
  .object({
    title: shortText(60),
    description: longText(2_000),
    city: shortText(30),
    place: shortText(120),
    startsAt: instantInput,
    endsAt: instantInput,
    signUpUntil: instantInput,
    capacity: z.int().min(1).max(PEOPLE_MAX),
    waitingMax: z.int().min(0).max(PEOPLE_MAX).default(0),
    /** Null: nobody is asked how it was. */
    questionnaireCode: z.string().min(1).max(64).nullable().default('EVENT'),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    path: ['endsAt'],
    message: 'use a time after startsAt',
  })
  .refine(({ signUpUntil, endsAt }) => signUpUntil <= endsAt, {
    path: ['signUpUntil'],
    message: 'use a time not after endsAt',
  });

/** An event and how full it is. */
export const ownerEvent = z.object({
  id: z.string(),
  eventNo: z.string(),
  title: z.string(),
  description: z.string(),
  city: z.string(),
  place: z.string(),
  startsAt: instant,
  endsAt: instant,
  signUpUntil: instant,
  capacity: z.number().int(),
  waitingMax: z.number().int(),
  status: z.enum(OWNER_EVENT_STATUSES),
  questionnaireCode: z.string().nullable(),
  /** How many of each: whoever came counts as `checkedIn` only. */
  signedUp: z.number().int(),
  waiting: z.number().int(),
  checkedIn: z.number().int(),
  noShow: z.number().int(),
  cancelled: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});

export const ownerEventCancelInput = z.object({ reason: shortText(200) });

export const signUpQuery = pageQuery.extend({ status: z.enum(SIGN_UP_STATUSES).optional() });

/** Somebody who wants to come; name and phone are masked. */
export const eventSignUp = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  phone: z.string().nullable(),
  customerNo: z.string().nullable(),
  status: z.enum(SIGN_UP_STATUSES),
  signedUpAt: instant,
  promotedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  checkedInAt: instant.nullable(),
  /** Who let them in: an agent's id, or `self`. */
  checkedInBy: z.string().nullable(),
  photoConsent: z.boolean().nullable(),
});

/** Somebody on the phone or at the counter wants to come. */
export const eventSignUpInput = z.object({
  customerNo: numberInput,
  /** As on record when absent. */
  name: shortText(40).optional(),
  phone: phoneInput.optional(),
  photoConsent: z.boolean().optional(),
});

export const eventSignUpParams = ownerEventParams.extend({
  signUpId: z.string().min(1).max(64),
});

/** What the ticket's QR code says, or the whole address. */
export const checkInInput = z.object({ ticket: z.string().trim().min(1).max(300) });

export const checkInAnswer = z.object({
  result: z.enum(['checked_in', 'already']),
  signUp: eventSignUp,
});

/** What the screen at the door shows; ask again at `validUntil`. */
export const doorCodeAnswer = z.object({
  eventNo: z.string(),
  title: z.string(),
  code: z.string(),
  validUntil: instant,
});
