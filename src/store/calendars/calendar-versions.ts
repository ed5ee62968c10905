import type { Sql } from '../sql.ts';

/** Every day that is not what its weekday says, as a version keeps them. */
const HOLIDAYS = `COALESCE((SELECT jsonb_agg(jsonb_build_object('date', h.date, 'isWorkday', h.is_workday, 'name', h.name)
  ORDER BY h.date) FROM holidays h), '[]'::jsonb)`;

/**
 * Keeps these calendars as they are now, with the holidays of this moment: a deadline is computed with the version
 * that it was promised by, whatever is changed later. What is kept already stays.
 */
export async function keepCalendarVersions(
  sql: Sql,
  { calendarIds, now }: { readonly calendarIds: readonly string[]; readonly now: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO calendar_versions (calendar_id, version, weekly, keeps_holidays, holidays, created_at)
     SELECT c.id, c.version, c.weekly, c.keeps_holidays, ${HOLIDAYS}, $2 FROM calendars c WHERE c.id = ANY($1)
     ON CONFLICT DO NOTHING`,
    [calendarIds, now],
  );
}

/** A holiday was changed: every calendar that keeps holidays is another one from now on. */
export async function renewHolidayCalendars(
  sql: Sql,
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE calendars SET version = version + 1, updated_by = $1, updated_at = $2 WHERE keeps_holidays
     RETURNING id`,
    [actorId, now],
  );
  await keepCalendarVersions(sql, { calendarIds: rows.map(({ id }) => id), now });
}
