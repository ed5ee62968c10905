import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import type { Agenda } from './agenda.ts';
import { plusDays, startOfDay } from './calendar-2027.ts';
import type { Facts } from './facts.ts';
import type { YearDesk } from './year-desk.ts';

/** What those who play the year have in hand. */
export interface Playing {
  readonly desk: YearDesk;
  readonly facts: Facts;
  readonly agenda: Agenda;
  readonly firstDay: string;
  readonly days: number;
}

/** A time of a day at which nothing is planned: what changes then is known before the next morning. */
export const EVENING_MS = 19 * HOUR_MS;

/** The evening so many days after the first. */
export function evening({ firstDay }: Pick<Playing, 'firstDay'>, inDays: number): Date {
  return addMs(startOfDay(plusDays(firstDay, inDays)), EVENING_MS);
}
