import { z } from 'zod';
import { maskName, maskPhone } from '../../domain/mask.ts';
import {
  OWNER_EVENT_STATUSES,
  type OwnerEvent,
  SIGN_UP_STATUSES,
  type SignUpStatus,
} from '../../domain/owner-event/owner-event.ts';
import type { EventView, SignUpView } from '../../domain/owner-event/view.ts';

const eventSchema = z.object({
  id: z.string(),
  event_no: z.string(),
  title: z.string(),
  description: z.string(),
  city: z.string(),
  place: z.string(),
  starts_at: z.date(),
  ends_at: z.date(),
  sign_up_until: z.date(),
  capacity: z.number().int(),
  waiting_max: z.number().int(),
  status: z.enum(OWNER_EVENT_STATUSES),
  questionnaire_code: z.string().nullable(),
  created_at: z.date(),
  updated_at: z.date(),
});

/** The columns of an event, each behind `e.`. */
export const EVENT_COLUMNS = Object.keys(eventSchema.shape)
  .map((column) => `e.${column}`)
  .join(', ');

/** A row of owner_events as PostgreSQL gives it. */
export function toEvent(row: unknown): OwnerEvent {
  const { created_at: _, updated_at: __, ...known } = eventSchema.parse(row);
  const { questionnaire_code: code, ...rest } = known;
  return {
    id: rest.id,
    eventNo: rest.event_no,
    title: rest.title,
    description: rest.description,
    city: rest.city,
    place: rest.place,
    startsAt: rest.starts_at,
    endsAt: rest.ends_at,
    signUpUntil: rest.sign_up_until,
    capacity: rest.capacity,
    waitingMax: rest.waiting_max,
    status: rest.status,
    ...(code === null ? {} : { questionnaireCode: code }),
  };
}

const countsSchema = z.partialRecord(z.enum(SIGN_UP_STATUSES), z.number().int()).nullable();
/** How many sign-ups of each state an event has, as the column `counts`. */
export const COUNTS = `(SELECT jsonb_object_agg(status, n) FROM (SELECT s.status, count(*)::int AS n
    FROM event_sign_ups s WHERE s.event_id = e.id GROUP BY s.status) AS by_status) AS counts`;
const withCounts = z.object({ counts: countsSchema });

/** How many there are of each state. */
export function countsIn(row: unknown): Readonly<Record<SignUpStatus, number>> {
  const counts = withCounts.parse(row).counts ?? {};
  return { signed_up: 0, waiting: 0, cancelled: 0, checked_in: 0, no_show: 0, ...counts };
}

/** A row of owner_events with `counts`. */
export function toEventView(row: unknown): EventView {
  const { created_at, updated_at } = eventSchema.parse(row);
  return {
    ...toEvent(row),
    counts: countsIn(row),
    createdAt: created_at,
    updatedAt: updated_at,
  };
}

const signUpSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  phone: z.string().nullable(),
  customer_no: z.string().nullable(),
  status: z.enum(SIGN_UP_STATUSES),
  signed_up_at: z.date(),
  promoted_at: z.date().nullable(),
  cancelled_at: z.date().nullable(),
  checked_in_at: z.date().nullable(),
  checked_in_by: z.string().nullable(),
  photo_consent: z.boolean().nullable(),
});

/** Sign-ups as the desk reads them. */
export const SELECT_SIGN_UPS = `SELECT s.id, s.number, s.name, s.phone, c.customer_no, s.status, s.signed_up_at,
    s.promoted_at, s.cancelled_at, s.checked_in_at, s.checked_in_by, s.photo_consent
  FROM event_sign_ups s LEFT JOIN customers c ON c.id = s.customer_id`;

/** A row of `SELECT_SIGN_UPS`, masked. */
export function toSignUpView(row: unknown): SignUpView {
  const known = signUpSchema.parse(row);
  return {
    id: known.id,
    number: known.number,
    name: maskName(known.name),
    phone: known.phone === null ? null : maskPhone(known.phone),
    customerNo: known.customer_no,
    status: known.status,
    signedUpAt: known.signed_up_at,
    promotedAt: known.promoted_at,
    cancelledAt: known.cancelled_at,
    checkedInAt: known.checked_in_at,
    checkedInBy: known.checked_in_by,
    photoConsent: known.photo_consent,
  };
}
