import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { HolidayDay } from '../../domain/calendar/holiday-table.ts';
import type { CalendarRecord, HolidayRecord } from '../../domain/handoff/desk-setup.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import {
  CALENDAR_COLUMNS,
  HOLIDAY_COLUMNS,
  readHolidayTable,
  toCalendar,
  toHoliday,
} from './calendar-rows.ts';
import { keepCalendarVersions, renewHolidayCalendars } from './calendar-versions.ts';

type CalendarPut = Pick<CalendarRecord, 'id' | 'name' | 'weekly' | 'keepsHolidays'>;

export interface CalendarStore {
  list(): Promise<readonly CalendarRecord[]>;
  find(id: string): Promise<CalendarRecord | undefined>;
  put(
    calendar: CalendarPut,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly calendar: CalendarRecord }>;
  /** The last day for which public holidays are known; undefined: none is. */
  holidaysKnownUntil(): Promise<string | undefined>;
  /** By date, both days included, at most a thousand. */
  listHolidays(days: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  }): Promise<readonly HolidayRecord[]>;
  putHoliday(
    holiday: HolidayDay,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly holiday: HolidayRecord }>;
  removeHoliday(date: string, actor: Actor): Promise<'removed' | 'not_found'>;
}

export interface CalendarStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

/**
 * When people work: weekly hours, and the days that are not what their weekday says. Every change keeps the next version
 * of each calendar that it touches; complaints that promise by it are recomputed by the worker (store/sla).
 */
export function makeCalendarStore(deps: CalendarStoreDeps): CalendarStore {
  const { pool, clock } = deps;
  return {
    list: async () => {
      const { rows } = await pool.query(
        `SELECT ${CALENDAR_COLUMNS} FROM calendars ORDER BY id LIMIT 1000`,
      );
      return rows.map(toCalendar);
    },
    find: async (id) => {
      const { rows } = await pool.query(`SELECT ${CALENDAR_COLUMNS} FROM calendars WHERE id = $1`, [
        id,
      ]);
      return rows[0] === undefined ? undefined : toCalendar(rows[0]);
    },
    put: (calendar, actor) =>
      inTransaction(pool, (sql) => putCalendar(sql, { calendar, actor, now: clock.now() })),
    holidaysKnownUntil: async () => (await readHolidayTable(pool)).knownUntil,
    listHolidays: async ({ from, to }) => {
      const { rows } = await pool.query(
        `SELECT ${HOLIDAY_COLUMNS} FROM holidays
         WHERE ($1::text IS NULL OR date >= $1) AND ($2::text IS NULL OR date <= $2)
         ORDER BY date LIMIT 1000`,
        [from ?? null, to ?? null],
      );
      return rows.map(toHoliday);
    },
    putHoliday: (holiday, actor) =>
      inTransaction(pool, (sql) => putHoliday(sql, { holiday, actor, now: clock.now() })),
    removeHoliday: (date, actor) =>
      inTransaction(pool, (sql) => removeHoliday(sql, { date, actor, now: clock.now() })),
  };
}

interface By {
  readonly actor: Actor;
  readonly now: Date;
}

async function putCalendar(
  sql: Sql,
  { calendar, actor, now }: By & { readonly calendar: CalendarPut },
): Promise<{ kind: 'created' | 'updated'; calendar: CalendarRecord }> {
  const { id, name, weekly, keepsHolidays } = calendar;
  const { rows } = await sql.query(
    `INSERT INTO calendars (id, name, weekly, keeps_holidays, version, updated_by, updated_at)
     VALUES ($1, $2, $3, $4, 1, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, weekly = EXCLUDED.weekly,
       keeps_holidays = EXCLUDED.keeps_holidays, version = calendars.version + 1,
       updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at
     RETURNING ${CALENDAR_COLUMNS}`,
    [id, name, JSON.stringify(weekly), keepsHolidays, actor.id, now],
  );
  const stored = toCalendar(rows[0]);
  await keepCalendarVersions(sql, { calendarIds: [id], now });
  const subject = { actor, subjectKind: 'calendar', subjectId: id };
  const data = { version: stored.version };
  await insertAudit(sql, [{ ...subject, action: 'calendar.put', data }], now);
  return { kind: stored.version === 1 ? 'created' : 'updated', calendar: stored };
}

async function putHoliday(
  sql: Sql,
  { holiday, actor, now }: By & { readonly holiday: HolidayDay },
): Promise<{ kind: 'created' | 'updated'; holiday: HolidayRecord }> {
  const { date, isWorkday, name } = holiday;
  // xmax is 0 on a row that this statement inserted.
  const { rows } = await sql.query<{ is_new: boolean }>(
    `INSERT INTO holidays (date, is_workday, name, updated_by, updated_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (date) DO UPDATE SET is_workday = EXCLUDED.is_workday, name = EXCLUDED.name,
       updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at
     RETURNING ${HOLIDAY_COLUMNS}, xmax = 0 AS is_new`,
    [date, isWorkday, name, actor.id, now],
  );
  await renewHolidayCalendars(sql, { actorId: actor.id, now });
  const subject = { actor, subjectKind: 'holiday', subjectId: date };
  await insertAudit(sql, [{ ...subject, action: 'holiday.put', data: { isWorkday } }], now);
  return { kind: rows[0]?.is_new === true ? 'created' : 'updated', holiday: toHoliday(rows[0]) };
}

async function removeHoliday(
  sql: Sql,
  { date, actor, now }: By & { readonly date: string },
): Promise<'removed' | 'not_found'> {
  const { rowCount } = await sql.query('DELETE FROM holidays WHERE date = $1', [date]);
  if (rowCount !== 1) return 'not_found';
  await renewHolidayCalendars(sql, { actorId: actor.id, now });
  const subject = { actor, subjectKind: 'holiday', subjectId: date };
  await insertAudit(sql, [{ ...subject, action: 'holiday.removed' }], now);
  return 'removed';
}
