import { isOpenAt, nextOpening } from '../../domain/calendar/business-calendar.ts';
import type { DeskSettings } from '../../domain/handoff/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { readDeskCalendar } from '../calendars/calendar-rows.ts';
import { readDeskSettings } from '../handoffs/desk-settings.ts';
import type { Sql } from '../sql.ts';

/** How the desk stands. */
export interface DeskNow {
  readonly isOpen: boolean;
  /** Null while it is open, and when no calendar says. */
  readonly opensAt: Date | null;
  readonly waiting: number;
  readonly longestWaitSince: Date | null;
  readonly settings: DeskSettings;
}

interface QueueRow {
  readonly waiting: number;
  readonly longest: Date | null;
}

/** Whether the desk is open, who waits, and by which settings it works: read anew each time. */
export async function readDeskNow(deps: {
  readonly pool: Sql;
  readonly clock: Clock;
}): Promise<DeskNow> {
  const { pool, clock } = deps;
  const now = clock.now();
  const [calendar, settings, queue] = await Promise.all([
    readDeskCalendar(pool),
    readDeskSettings(pool),
    pool.query<QueueRow>({
      name: 'desk-queue',
      text: `SELECT count(*)::int AS waiting, min(queued_at) AS longest FROM handoffs
        WHERE state IN ('queued', 'offered')`,
    }),
  ]);
  const isOpen = isOpenAt(calendar, now);
  return {
    isOpen,
    opensAt: isOpen ? null : (nextOpening(calendar, now) ?? null),
    waiting: queue.rows[0]?.waiting ?? 0,
    longestWaitSince: queue.rows[0]?.longest ?? null,
    settings,
  };
}
