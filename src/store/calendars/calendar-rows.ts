import { z } from 'zod';
import {
  type BusinessCalendar,
  makeBusinessCalendar,
} from '../../domain/calendar/business-calendar.ts';
import { type HolidayTable, makeHolidayTable } from '../../domain/calendar/holiday-table.ts';
import { ALWAYS_OPEN } from '../../domain/calendar/weekly-hours.ts';
import type { CalendarRecord, HolidayRecord } from '../../domain/handoff/desk-setup.ts';
import type { Sql } from '../sql.ts';

const intervals = z.array(z.tuple([z.string(), z.string()]));

/** Weekly hours as JSON columns hold them. */
export const weeklySchema = z.object({
  mon: intervals,
  tue: intervals,
  wed: intervals,
  thu: intervals,
  fri: intervals,
  sat: intervals,
  sun: intervals,
});

const calendarSchema = z.object({
  id: z.string(),
  name: z.string(),
  weekly: weeklySchema,
  keeps_holidays: z.boolean(),
  version: z.number().int(),
  updated_by: z.string(),
  updated_at: z.date(),
});

const holidaySchema = z.object({
  date: z.string(),
  is_workday: z.boolean(),
  name: z.string(),
  updated_at: z.date(),
});

export const CALENDAR_COLUMNS = Object.keys(calendarSchema.shape).join(', ');
export const HOLIDAY_COLUMNS = Object.keys(holidaySchema.shape).join(', ');

/** A row of calendars as PostgreSQL gives it. */
export function toCalendar(row: unknown): CalendarRecord {
  const { keeps_holidays, updated_by, updated_at, ...rest } = calendarSchema.parse(row);
  return { ...rest, keepsHolidays: keeps_holidays, updatedBy: updated_by, updatedAt: updated_at };
}

/** A row of holidays as PostgreSQL gives it. */
export function toHoliday(row: unknown): HolidayRecord {
  const { date, is_workday, name, updated_at } = holidaySchema.parse(row);
  return { date, isWorkday: is_workday, name, updatedAt: updated_at };
}

/** Every holiday and make-up day that is stored. */
export async function readHolidayTable(sql: Sql): Promise<HolidayTable> {
  const { rows } = await sql.query(`SELECT ${HOLIDAY_COLUMNS} FROM holidays ORDER BY date`);
  return makeHolidayTable(rows.map(toHoliday));
}

/** When the people in the console work; a desk that nobody gave hours is always open. */
export async function readDeskCalendar(sql: Sql): Promise<BusinessCalendar> {
  const holidays = await readHolidayTable(sql);
  const { rows } = await sql.query(`SELECT ${CALENDAR_COLUMNS} FROM calendars WHERE id = 'desk'`);
  const stored = rows[0] === undefined ? undefined : toCalendar(rows[0]);
  return makeBusinessCalendar({
    weekly: stored?.weekly ?? ALWAYS_OPEN,
    keepsHolidays: stored?.keepsHolidays ?? false,
    holidays,
  });
}
