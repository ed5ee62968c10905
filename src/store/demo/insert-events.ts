import { addMs, DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { type DemoEvent, demoEvents } from './data/owner-events.ts';
import { shanghaiTime } from './demo-dates.ts';
import type { DemoRow } from './demo-row.ts';
import { insertRows } from './insert-rows.ts';
import type { DemoCustomer } from './insurer.ts';
import { makeSeeded } from './seeded.ts';

const SIGN_UP_ENDS_MINUTE = 18 * 60;
const CODE_LENGTH = 20;
/** Of those who signed up for an event that is over, one in so many did not come. */
const NO_SHOW_EVERY = 4;
const CREATED_BEFORE_MS = 20 * DAY_MS;
/** The customers of named stories come first, and stay out of it. */
const GUESTS_FROM = 40;

/** Writes meetings of car owners with a few guests each, and one customer's link for friends. */
export async function insertEvents(
  sql: Sql,
  customers: readonly DemoCustomer[],
  { now, createdBy }: { readonly now: Date; readonly createdBy: string },
): Promise<void> {
  const seeded = makeSeeded('owner-events');
  const made = demoEvents.map((event) => ({ event, id: newId('ownerEvent', seeded) }));
  await insertRows(
    sql,
    'owner_events',
    made.map(({ event, id }) => eventRow(event, { id, now, createdBy })),
  );
  const guests = customers.slice(GUESTS_FROM);
  const rows = made.flatMap(({ event, id }) =>
    seeded
      .shuffled(guests)
      .slice(0, event.signedUp + event.waiting)
      .map((customer, nth) => signUpRow(event, { eventId: id, customer, nth, now, seeded })),
  );
  await insertRows(sql, 'event_sign_ups', rows);
  const [referrer] = guests;
  if (referrer === undefined) return;
  const link = {
    id: newId('referralLink', seeded),
    code: seeded.text(CODE_LENGTH),
    customer_id: referrer.id,
    created_at: addMs(now, -DAY_MS),
  };
  await insertRows(sql, 'referral_links', [link]);
}

function eventRow(
  event: DemoEvent,
  { id, now, createdBy }: { readonly id: string; readonly now: Date; readonly createdBy: string },
): DemoRow {
  const startsAt = shanghaiTime(now, event.day, event.fromMinute);
  return {
    id,
    event_no: event.eventNo,
    title: event.title,
    description: event.description,
    city: event.city,
    place: event.place,
    starts_at: startsAt,
    ends_at: shanghaiTime(now, event.day, event.toMinute),
    sign_up_until: shanghaiTime(now, event.day - event.closesDaysBefore, SIGN_UP_ENDS_MINUTE),
    capacity: event.capacity,
    waiting_max: event.waitingMax,
    status: event.status,
    questionnaire_code: 'EVENT',
    created_by: createdBy,
    created_at: addMs(now, -CREATED_BEFORE_MS),
    updated_at: addMs(now, -CREATED_BEFORE_MS),
  };
}

interface Guest {
  readonly eventId: string;
  readonly customer: DemoCustomer;
  readonly nth: number;
  readonly now: Date;
  readonly seeded: ReturnType<typeof makeSeeded>;
}

function signUpRow(event: DemoEvent, { eventId, customer, nth, now, seeded }: Guest): DemoRow {
  const isOver = event.status === 'finished';
  const hasCome = isOver && nth % NO_SHOW_EVERY !== NO_SHOW_EVERY - 1;
  const startsAt = shanghaiTime(now, event.day, event.fromMinute);
  const held = nth < event.signedUp ? 'signed_up' : 'waiting';
  return {
    id: newId('eventSignUp', seeded),
    event_id: eventId,
    person_key: customer.id,
    customer_id: customer.id,
    name: customer.name,
    phone: customer.phone,
    status: hasCome ? 'checked_in' : isOver ? 'no_show' : held,
    number: nth + 1,
    ticket: seeded.text(CODE_LENGTH),
    signed_up_at: addMs(now, -CREATED_BEFORE_MS + (nth + 1) * HOUR_MS),
    checked_in_at: hasCome ? addMs(startsAt, -seeded.int(2, 20) * 60_000) : null,
    checked_in_by: hasCome ? 'self' : null,
    photo_consent: seeded.chance(0.7),
  };
}
