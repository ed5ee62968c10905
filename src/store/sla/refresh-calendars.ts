import type { Pool } from 'pg';
import { z } from 'zod';
import type { CalendarVersions, ClockHappening } from '../../domain/sla/clock-event.ts';
import type { Clock } from '../../lib/clock.ts';
import { changeClocks } from '../clocks/change-clocks.ts';
import type { Sql } from '../sql.ts';
import { readCalendarVersions } from './read-targets.ts';

interface RefreshDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** Open clocks in working time whose calendar has a newer version; an index has only these. */
const OUTDATED = `SELECT DISTINCT k.complaint_id FROM complaint_clocks k
  JOIN (SELECT calendar_id, max(version) AS version FROM calendar_versions GROUP BY calendar_id) v
    ON v.calendar_id = k.state->'target'->'length'->>'calendarId'
  WHERE k.done_at IS NULL AND k.ended_at IS NULL AND k.state->'target'->'length'->>'basis' = 'working'
    AND (k.state->>'calendarVersion')::int IS DISTINCT FROM v.version
  ORDER BY 1`;

/**
 * Recomputes open complaints that promise by a calendar of which there is a newer version: what is left of their time
 * is walked anew from now on, and the old deadlines stay in the history. Returns how many complaints were changed.
 */
export async function refreshCalendars(deps: RefreshDeps): Promise<number> {
  const { rows } = await deps.pool.query<{ complaint_id: string }>(OUTDATED);
  return changeClocks(
    deps,
    rows.map((row) => row.complaint_id),
    {
      name: 'calendar_changed',
      by: { kind: 'system', id: 'calendars' },
      data: {},
      decide: decideCalendars,
    },
  );
}

/**
 * Refreshes when a calendar has changed since this was last called; the first call always looks, for whatever a process
 * that died left behind. One at a time; cheap when nothing changed.
 */
export function makeCalendarRefresh(deps: RefreshDeps): () => Promise<number> {
  let seen: string | undefined;
  return async () => {
    const { rows } = await deps.pool.query<{ mark: string }>(
      `SELECT count(*) || ' ' || COALESCE(sum(version), 0) AS mark FROM calendar_versions`,
    );
    const mark = rows[0]?.mark ?? '';
    if (mark === seen) return 0;
    const changed = await refreshCalendars(deps);
    seen = mark;
    return changed;
  };
}

const namedSchema = z.array(
  z.object({ complaint_id: z.string(), calendars: z.record(z.string(), z.number().int()) }),
);

/** Every version that a history has named, in the order that counts. */
const NAMED = `SELECT e.complaint_id, h->'calendars' AS calendars
  FROM complaint_events e, jsonb_array_elements(e.clock_events) AS h
  WHERE e.complaint_id = ANY($1) AND h ? 'calendars' ORDER BY e.occurred_at, e.seq`;

/** A history that names the newest version already needs no other line, whatever its stored clocks say. */
async function decideCalendars(
  sql: Sql,
  complaints: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, ClockHappening>> {
  const newest = await readCalendarVersions(sql);
  const { rows } = await sql.query(NAMED, [complaints.map(({ id }) => id)]);
  const named = new Map<string, CalendarVersions>();
  for (const { complaint_id: id, calendars } of namedSchema.parse(rows)) {
    named.set(id, { ...named.get(id), ...calendars });
  }
  return new Map(
    [...named].flatMap(([id, versions]) => {
      const calendars = newerOf(versions, newest);
      return calendars === undefined ? [] : [[id, { kind: 'calendar_changed', calendars }]];
    }),
  );
}

function newerOf(named: CalendarVersions, newest: CalendarVersions): CalendarVersions | undefined {
  const newer = Object.keys(named).flatMap((id) => {
    const version = newest[id];
    return version === undefined || version === named[id] ? [] : [[id, version] as const];
  });
  return newer.length === 0 ? undefined : Object.fromEntries(newer);
}
