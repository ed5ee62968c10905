import { addMs, DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import { dayAt, startOf } from '../calendar/shanghai-day.ts';
import type { OwnerEvent } from './owner-event.ts';

const REMINDER_HOUR = 10;
/** After the end so long people may still be let off the list of those who came; then it is finished by itself. */
export const FINISHED_AFTER_MS = HOUR_MS;
/** Whoever came is asked within so long; after that the memory is none. */
export const FEEDBACK_WITHIN_MS = 3 * DAY_MS;

/** When the people of an event are reminded: at 10:00 of the day before, in Asia/Shanghai (domain.md 5.5, T-1). */
export function remindAt({ startsAt }: Pick<OwnerEvent, 'startsAt'>): Date {
  return new Date(startOf(dayAt(startsAt.getTime()) - 1) + REMINDER_HOUR * HOUR_MS);
}

/** When an event that nobody finished by hand is over for good. */
export function finishesAt({ endsAt }: Pick<OwnerEvent, 'endsAt'>): Date {
  return addMs(endsAt, FINISHED_AFTER_MS);
}
