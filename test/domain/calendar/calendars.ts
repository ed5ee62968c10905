import {
  type BusinessCalendar,
  makeBusinessCalendar,
} from '../../../src/domain/calendar/business-calendar.ts';
import { type HolidayDay, makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import type { HoursOfDay, WeeklyHours } from '../../../src/domain/calendar/weekly-hours.ts';

const DAY: readonly HoursOfDay[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

/** Monday to Friday, eight hours with lunch between. */
export const OFFICE: WeeklyHours = {
  mon: DAY,
  tue: DAY,
  wed: DAY,
  thu: DAY,
  fri: DAY,
  sat: [],
  sun: [],
};

export function calendarOf(
  weekly: WeeklyHours,
  more: { readonly keepsHolidays?: boolean; readonly days?: readonly HolidayDay[] } = {},
): BusinessCalendar {
  return makeBusinessCalendar({
    weekly,
    keepsHolidays: more.keepsHolidays ?? true,
    holidays: makeHolidayTable(more.days ?? STATE_COUNCIL_2026),
  });
}

/** `2026-11-23 09:00` on Shanghai's wall clock. */
export function at(wall: string): Date {
  const date = new Date(`${wall.replace(' ', 'T')}+08:00`);
  if (Number.isNaN(date.getTime())) throw new Error(`no time: ${wall}`);
  return date;
}

/** The wall clock in Shanghai; seconds only when there are any. */
export function show(date: Date | undefined): string {
  if (date === undefined) return 'never';
  const wall = new Date(date.getTime() + 8 * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .slice(0, 23);
  return wall.replace(/(?::00)?\.000$/, '');
}
