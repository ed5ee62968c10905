import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { HolidayDay } from '../../domain/calendar/holiday-table.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { readHolidayTable } from '../calendars/calendar-rows.ts';
import { renewHolidayCalendars } from '../calendars/calendar-versions.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** What an upload did. */
export interface HolidayYearOutcome {
  readonly year: string;
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly knownUntil?: string | undefined;
}

export interface HolidayYearStore {
  /** Makes this table the whole of its year: days that it does not name are what their weekdays say again. */
  putYear(year: string, rows: readonly HolidayDay[], actor: Actor): Promise<HolidayYearOutcome>;
}

/** The State Council's notice of a year, uploaded at once. Other years are left alone. */
export function makeHolidayYearStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
}): HolidayYearStore {
  return {
    putYear: (year, rows, actor) =>
      inTransaction(deps.pool, (sql) => putYear(sql, { year, rows, actor, now: deps.clock.now() })),
  };
}

interface Given {
  readonly year: string;
  readonly rows: readonly HolidayDay[];
  readonly actor: Actor;
  readonly now: Date;
}

async function putYear(sql: Sql, { year, rows, actor, now }: Given): Promise<HolidayYearOutcome> {
  const gone = await sql.query(
    `DELETE FROM holidays WHERE date LIKE $1 || '-%' AND date <> ALL($2::text[])`,
    [year, rows.map(({ date }) => date)],
  );
  // A row that says the same already is not touched, so that what is counted is what changed.
  const put = await sql.query<{ is_new: boolean }>(
    `INSERT INTO holidays AS h (date, is_workday, name, updated_by, updated_at)
     SELECT d->>'date', (d->>'isWorkday')::boolean, d->>'name', $2, $3 FROM jsonb_array_elements($1::jsonb) AS d
     ON CONFLICT (date) DO UPDATE SET is_workday = EXCLUDED.is_workday, name = EXCLUDED.name,
       updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at
     WHERE (h.is_workday, h.name) IS DISTINCT FROM (EXCLUDED.is_workday, EXCLUDED.name)
     RETURNING xmax = 0 AS is_new`,
    [JSON.stringify(rows), actor.id, now],
  );
  const removed = gone.rowCount ?? 0;
  const created = put.rows.filter(({ is_new }) => is_new).length;
  const changed = put.rows.length - created;
  if (removed + created + changed > 0) {
    await renewHolidayCalendars(sql, { actorId: actor.id, now });
    const subject = { actor, subjectKind: 'holiday_year', subjectId: year };
    const data = { created, changed, removed };
    await insertAudit(sql, [{ ...subject, action: 'holiday_year.put', data }], now);
  }
  const { knownUntil } = await readHolidayTable(sql);
  return { year, created, changed, removed, knownUntil };
}
