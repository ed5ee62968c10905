import type { SlaClock } from '../../domain/sla/clock.ts';
import { isOpenClock } from '../../domain/sla/clock.ts';
import type { Sql } from '../sql.ts';
import { clockIdOf } from './clock-rows.ts';

/** A clock as it is to be stored, and when the watch has to look at it next. */
export interface WatchedClock {
  readonly complaintId: string;
  readonly clock: SlaClock;
  /** The warning that is next; `at` null: none comes. */
  readonly wake: { readonly level: number; readonly at: Date | null };
}

const READ_LEVELS = {
  name: 'clock-levels',
  text: 'SELECT id, wake_level FROM complaint_clocks WHERE complaint_id = ANY($1)',
};

/** By clock id, the warning that is next: what lies behind was given. */
export async function readLevels(
  sql: Sql,
  complaintIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ id: string; wake_level: number }>({
    ...READ_LEVELS,
    values: [complaintIds],
  });
  return new Map(rows.map(({ id, wake_level }) => [id, wake_level]));
}

/**
 * Everything that is kept of clocks, in one statement: their rows, the breaches, and what lists sort by. A breach that
 * a late-written event took back stays and says so; a cycle that such an event made away with goes.
 */
const WRITE = {
  name: 'clocks-write',
  text: `WITH given AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id text, complaint_id text, kind text, cycle int, state jsonb,
        started_at timestamptz, due_at timestamptz, verdict text, done_at timestamptz, ended_at timestamptz,
        paused_at timestamptz, breached_at timestamptz, wake_at timestamptz, wake_level int)
    ), gone AS (
      DELETE FROM complaint_clocks WHERE complaint_id = ANY($2) AND NOT id = ANY(SELECT id FROM given)
      RETURNING id
    ), stored AS (
      INSERT INTO complaint_clocks AS c (id, complaint_id, kind, cycle, state, started_at, due_at, verdict, done_at,
        ended_at, paused_at, wake_at, wake_level)
      SELECT id, complaint_id, kind, cycle, state, started_at, due_at, verdict, done_at, ended_at, paused_at, wake_at,
        wake_level FROM given
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
        due_at = excluded.due_at, verdict = excluded.verdict, done_at = excluded.done_at,
        ended_at = excluded.ended_at, paused_at = excluded.paused_at, wake_at = excluded.wake_at,
        wake_level = excluded.wake_level
      WHERE (c.state, c.wake_at, c.wake_level) IS DISTINCT FROM (excluded.state, excluded.wake_at, excluded.wake_level)
      RETURNING id
    ), breached AS (
      INSERT INTO clock_breaches AS b (clock_id, complaint_id, kind, due_at, written_at)
      SELECT id, complaint_id, kind, breached_at, $3 FROM given WHERE breached_at IS NOT NULL
      ON CONFLICT (clock_id) DO UPDATE SET due_at = excluded.due_at, withdrawn_at = NULL
      WHERE b.due_at <> excluded.due_at OR b.withdrawn_at IS NOT NULL
      RETURNING clock_id
    ), withdrawn AS (
      UPDATE clock_breaches SET withdrawn_at = $3
      WHERE complaint_id = ANY($2) AND withdrawn_at IS NULL
        AND NOT clock_id = ANY(SELECT id FROM given WHERE breached_at IS NOT NULL)
      RETURNING clock_id
    ), sums AS (
      SELECT * FROM jsonb_to_recordset($4::jsonb) AS s(id text, next_due_at timestamptz,
        first_feedback_due_at timestamptz, resolution_due_at timestamptz, has_feedback boolean,
        first_feedback_at timestamptz)
    ), summed AS (
      UPDATE complaints AS c SET next_due_at = s.next_due_at,
        first_feedback_due_at = COALESCE(s.first_feedback_due_at, c.first_feedback_due_at),
        resolution_due_at = COALESCE(s.resolution_due_at, c.resolution_due_at),
        first_feedback_at = CASE WHEN s.has_feedback THEN s.first_feedback_at ELSE c.first_feedback_at END
      FROM sums s WHERE c.id = s.id AND (c.next_due_at, c.first_feedback_due_at, c.resolution_due_at, c.first_feedback_at)
        IS DISTINCT FROM (s.next_due_at, COALESCE(s.first_feedback_due_at, c.first_feedback_due_at),
          COALESCE(s.resolution_due_at, c.resolution_due_at),
          CASE WHEN s.has_feedback THEN s.first_feedback_at ELSE c.first_feedback_at END)
      RETURNING c.id
    )
    SELECT (SELECT count(*) FROM gone)::int + (SELECT count(*) FROM stored)::int AS changed,
      (SELECT count(*) FROM breached)::int AS breached,
      (SELECT count(*) FROM withdrawn)::int AS withdrawn,
      (SELECT count(*) FROM summed)::int AS summed`,
};

export interface Written {
  /** Rows of clocks that were others before. */
  readonly changed: number;
  readonly breached: number;
  readonly withdrawn: number;
  readonly summed: number;
}

/** Stores all clocks of these complaints, whose rows the caller has locked. */
export async function writeClocks(
  sql: Sql,
  given: {
    readonly complaintIds: readonly string[];
    readonly clocks: readonly WatchedClock[];
    readonly now: Date;
  },
): Promise<Written> {
  const { complaintIds, clocks, now } = given;
  const byComplaint = new Map<string, SlaClock[]>(complaintIds.map((id) => [id, []]));
  for (const { complaintId, clock } of clocks) byComplaint.get(complaintId)?.push(clock);
  const sums = [...byComplaint].map(([id, own]) => ({ id, ...sumUp(own) }));
  const { rows } = await sql.query<{
    changed: number;
    breached: number;
    withdrawn: number;
    summed: number;
  }>({
    ...WRITE,
    values: [JSON.stringify(clocks.map(toRow)), complaintIds, now, JSON.stringify(sums)],
  });
  return rows[0] ?? { changed: 0, breached: 0, withdrawn: 0, summed: 0 };
}

function toRow({ complaintId, clock, wake }: WatchedClock) {
  return {
    id: clockIdOf(complaintId, clock),
    complaint_id: complaintId,
    kind: clock.kind,
    cycle: clock.cycle,
    state: clock,
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    verdict: clock.verdict,
    done_at: clock.doneAt,
    ended_at: clock.endedAt,
    paused_at: clock.pausedAt,
    breached_at: clock.breachedAt,
    wake_at: wake.at,
    wake_level: wake.level,
  };
}

/** What a list of complaints shows and sorts by. */
function sumUp(clocks: readonly SlaClock[]) {
  const dueTimes = clocks.flatMap((clock) =>
    isOpenClock(clock) && clock.dueAt !== null ? [clock.dueAt] : [],
  );
  const feedback = clocks.findLast(({ kind }) => kind === 'first_feedback');
  const resolution = clocks.findLast(({ kind }) => kind === 'resolution');
  return {
    next_due_at: dueTimes.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    first_feedback_due_at: lastDueOf(feedback),
    resolution_due_at: lastDueOf(resolution),
    has_feedback: feedback !== undefined,
    first_feedback_at: feedback?.doneAt ?? null,
  };
}

/** The deadline, or the one that it had before it stood still. */
function lastDueOf(clock: SlaClock | undefined): Date | null {
  if (clock === undefined) return null;
  const known = clock.changes.findLast(({ from }) => from !== null)?.from;
  return clock.dueAt ?? known ?? clock.firstDueAt;
}
