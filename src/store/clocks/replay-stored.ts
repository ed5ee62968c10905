import { z } from 'zod';
import {
  type BusinessCalendar,
  makeBusinessCalendar,
} from '../../domain/calendar/business-calendar.ts';
import { makeHolidayTable } from '../../domain/calendar/holiday-table.ts';
import type { SlaClock } from '../../domain/sla/clock.ts';
import type { CalendarVersions, ClockEvent } from '../../domain/sla/clock-event.ts';
import { replayClocks } from '../../domain/sla/replay.ts';
import { weeklySchema } from '../calendars/calendar-rows.ts';
import type { Sql } from '../sql.ts';
import { toClockEvents } from './clock-rows.ts';

const EVENTS = {
  name: 'clock-events',
  text: `SELECT complaint_id, seq, occurred_at, clock_events FROM complaint_events
    WHERE complaint_id = ANY($1) AND clock_events <> '[]' ORDER BY complaint_id, seq`,
};
const VERSIONS = {
  name: 'calendar-versions-named',
  text: `SELECT v.calendar_id, v.version, v.weekly, v.keeps_holidays, v.holidays FROM calendar_versions v
    JOIN jsonb_to_recordset($1::jsonb) AS n(id text, version int) ON n.id = v.calendar_id AND n.version = v.version`,
};

/**
 * The clocks of these complaints as their histories make them at `now`. One without clocks has an empty list. `more`
 * has not happened yet, or is not written down: what it would make of them.
 */
export async function replayStored(
  sql: Sql,
  of: {
    readonly complaintIds: readonly string[];
    readonly now: Date;
    readonly more?: readonly ClockEvent[] | undefined;
  },
): Promise<ReadonlyMap<string, readonly SlaClock[]>> {
  const { complaintIds, now, more = [] } = of;
  const { rows } = await sql.query<{ complaint_id: string }>({
    ...EVENTS,
    values: [complaintIds],
  });
  const histories = new Map<string, ClockEvent[]>(complaintIds.map((id) => [id, [...more]]));
  for (const row of rows) histories.get(row.complaint_id)?.push(...toClockEvents(row));
  const calendars = await readCalendars(sql, [...histories.values()].flat());
  const calendarOf = (id: string, version: number): BusinessCalendar | undefined =>
    calendars.get(keyOf(id, version));
  return new Map(
    [...histories].map(([id, events]) => [id, replayClocks({ events, calendarOf, asOf: now })]),
  );
}

function keyOf(id: string, version: number): string {
  return `${version}:${id}`;
}

const versionSchema = z.object({
  calendar_id: z.string(),
  version: z.number().int(),
  weekly: weeklySchema,
  keeps_holidays: z.boolean(),
  holidays: z.array(z.object({ date: z.string(), isWorkday: z.boolean(), name: z.string() })),
});

/** The versions that these events name. Most complaints have no working time in them and ask nothing. */
async function readCalendars(
  sql: Sql,
  events: readonly ClockEvent[],
): Promise<ReadonlyMap<string, BusinessCalendar>> {
  const named = new Map<string, { readonly id: string; readonly version: number }>();
  for (const { happened } of events) {
    const versions: CalendarVersions = 'calendars' in happened ? happened.calendars : {};
    for (const [id, version] of Object.entries(versions)) {
      named.set(keyOf(id, version), { id, version });
    }
  }
  if (named.size === 0) return new Map();
  const { rows } = await sql.query({ ...VERSIONS, values: [JSON.stringify([...named.values()])] });
  return new Map(
    z
      .array(versionSchema)
      .parse(rows)
      .map((row) => [
        keyOf(row.calendar_id, row.version),
        makeBusinessCalendar({
          weekly: row.weekly,
          keepsHolidays: row.keeps_holidays,
          holidays: makeHolidayTable(row.holidays),
        }),
      ]),
  );
}
