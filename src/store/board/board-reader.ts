import type { Pool } from 'pg';
import { isOpenAt } from '../../domain/calendar/business-calendar.ts';
import { dayAt, startOf } from '../../domain/calendar/shanghai-day.ts';
import type { Board } from '../../domain/handoff/board.ts';
import { addMs, type Clock, MINUTE_MS } from '../../lib/clock.ts';
import { readDeskCalendar } from '../calendars/calendar-rows.ts';
import { readDeskSettings } from '../handoffs/desk-settings.ts';
import type { Sql } from '../sql.ts';
import { readBoardAgents } from './read-board-agents.ts';
import { readByHour, readByReason, readToday } from './read-today.ts';
import { readWaits, toAtRisk } from './read-waits.ts';

/** A conversation in which somebody wrote within this time is active. */
const ACTIVE_MS = 15 * MINUTE_MS;

export interface BoardReader {
  read(): Promise<Board>;
}

/** The desk as a supervisor sees it, read anew each time. */
export function makeBoardReader({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): BoardReader {
  return { read: () => readBoard(pool, clock.now()) };
}

async function readBoard(sql: Sql, now: Date): Promise<Board> {
  const midnight = new Date(startOf(dayAt(now.getTime())));
  const settings = await readDeskSettings(sql);
  const waits = await readWaits(sql, now);
  const queued = waits.filter(({ kind }) => kind === 'queue').map(({ waitingMs }) => waitingMs);
  return {
    now,
    isOpen: isOpenAt(await readDeskCalendar(sql), now),
    waiting: queued.length,
    longestWaitMs: queued.length === 0 ? null : Math.max(...queued),
    ...(await countActive(sql, now)),
    atRisk: toAtRisk(waits, settings),
    agents: await readBoardAgents(sql, { now, midnight, goneSeconds: settings.goneSeconds, waits }),
    today: await readToday(sql, midnight),
    byReason: await readByReason(sql, midnight),
    byHour: await readByHour(sql, now),
  };
}

async function countActive(
  sql: Sql,
  now: Date,
): Promise<{ readonly withAgents: number; readonly withBot: number }> {
  const { rows } = await sql.query<{ with_agents: number; with_bot: number }>(
    `SELECT (SELECT count(*)::int FROM handoffs WHERE state IN ('with_agent', 'wrapping_up')) AS with_agents,
       (SELECT count(*)::int FROM conversations
        WHERE mode = 'bot' AND ended_at IS NULL AND last_inbound_at > $1) AS with_bot`,
    [addMs(now, -ACTIVE_MS)],
  );
  return { withAgents: rows[0]?.with_agents ?? 0, withBot: rows[0]?.with_bot ?? 0 };
}
