import { type BusinessCalendar, openSlots } from '../../domain/calendar/business-calendar.ts';
import { dayAt, startOf } from '../../domain/calendar/shanghai-day.ts';
import type { CallBackSlot } from '../../domain/handoff/desk-reader.ts';
import { HOUR_MS } from '../../lib/clock.ts';

/** Times in which a person can call: so long, on so many days from today, and so many of them at most. */
const SLOT_MINUTES = 60;
const SLOT_DAYS = 14;
const SLOTS_MAX = 60;
/** Whatever the desk's hours are, nobody is called at night: hours in Asia/Shanghai (domain.md 3.7). */
const CALLS_FROM_HOUR = 8;
const CALLS_UNTIL_HOUR = 21;

/** When customers can be called back, soonest first. */
export function callBackSlots(calendar: BusinessCalendar, now: Date): readonly CallBackSlot[] {
  const slots = openSlots(calendar, now, { days: SLOT_DAYS, lengthMinutes: SLOT_MINUTES });
  return slots.filter(isAwake).slice(0, SLOTS_MAX);
}

function isAwake({ from, to }: CallBackSlot): boolean {
  const dayStartsAt = startOf(dayAt(from.getTime()));
  return (
    from.getTime() >= dayStartsAt + CALLS_FROM_HOUR * HOUR_MS &&
    to.getTime() <= dayStartsAt + CALLS_UNTIL_HOUR * HOUR_MS
  );
}
