import type { Pool } from 'pg';
import { z } from 'zod';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { addMs, type Clock, MINUTE_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { insertWarnings } from '../notices/insert-warnings.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { clockIdOf } from './clock-rows.ts';
import { readDeskPeople } from './recipients.ts';
import { replayStored } from './replay-stored.ts';
import { passedLevels } from './wake.ts';
import { findWarnings, type PassedClock, type WatchedComplaint } from './warnings.ts';
import { readLevels, type WatchedClock, writeClocks } from './write-clocks.ts';

/** Clocks that one transaction looks at: few enough that no act waits for it. */
const CLOCKS_MAX = 100;
/** Batches of one look, so that a worker that makes up for an outage can still be stopped. */
const BATCHES_MAX = 20;
/** How long a complaint whose history cannot be read is left alone. */
const BROKEN_MS = MINUTE_MS;

export interface WatchDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

/** What one look did. */
export interface Watched {
  readonly complaints: number;
  readonly breaches: number;
  readonly warnings: number;
  /** When the next clock has to be looked at; undefined: none has. */
  readonly nextAt: Date | undefined;
}

const NONE = { complaints: 0, breaches: 0, warnings: 0 };

/**
 * One look at every clock whose time has come: its breach is written, the people who must know are told, its next
 * wake-up is set, all in one transaction under the complaint's row lock. Any number of workers may look at once. The
 * table is the truth: after an outage a look finds all that was missed, with the same verdicts.
 */
export function makeWatch(deps: WatchDeps): () => Promise<Watched> {
  return async () => {
    let sum = NONE;
    // Nearly every look ends here: one question, answered by the first entry of an index.
    const firstAt = await readNext(deps.pool);
    if (firstAt === undefined || firstAt >= deps.clock.now()) return { ...sum, nextAt: firstAt };
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const done = await lookAtBatch(deps);
      sum = add(sum, done);
      // Nothing, or only what another worker holds: that one goes on with it.
      if (done.complaints === 0) break;
    }
    return { ...sum, nextAt: await readNext(deps.pool) };
  };
}

function add(a: typeof NONE, b: typeof NONE): typeof NONE {
  return {
    complaints: a.complaints + b.complaints,
    breaches: a.breaches + b.breaches,
    warnings: a.warnings + b.warnings,
  };
}

async function readNext(sql: Sql): Promise<Date | undefined> {
  const { rows } = await sql.query<{ next: Date | null }>({
    name: 'watch-next',
    text: 'SELECT min(wake_at) AS next FROM complaint_clocks WHERE wake_at IS NOT NULL',
  });
  return rows[0]?.next ?? undefined;
}

/** One that breaks must not keep the others from being watched: then each is looked at on its own. */
async function lookAtBatch(deps: WatchDeps): Promise<typeof NONE> {
  try {
    return await lookAt(deps, CLOCKS_MAX);
  } catch (err) {
    deps.log.warn({ err }, 'a batch of clocks failed; each is looked at on its own');
  }
  let sum = NONE;
  for (const id of await findDue(deps.pool, { now: deps.clock.now(), limit: CLOCKS_MAX })) {
    try {
      sum = add(sum, await lookAt(deps, [id]));
    } catch (err) {
      deps.log.error({ err, complaintId: id }, 'the clocks of a complaint could not be looked at');
      await postpone(deps, id);
      sum = add(sum, { ...NONE, complaints: 1 });
    }
  }
  return sum;
}

const DUE = `SELECT complaint_id FROM complaint_clocks WHERE wake_at < $1 ORDER BY wake_at LIMIT $2`;

async function findDue(
  sql: Sql,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ complaint_id: string }>(DUE, [now, limit]);
  return [...new Set(rows.map((row) => row.complaint_id))];
}

async function postpone({ pool, clock }: WatchDeps, complaintId: string): Promise<void> {
  const now = clock.now();
  await pool.query(
    'UPDATE complaint_clocks SET wake_at = $2 WHERE complaint_id = $1 AND wake_at < $3',
    [complaintId, addMs(now, BROKEN_MS), now],
  );
}

/** Acts lock a complaint before its clocks, so the watch does; what an act or another worker holds is passed over. */
const LOCKED_COLUMNS = 'id, complaint_no, handler_id, supervisor_id, excluded_ids';
const LOCK_DUE = {
  name: 'watch-lock-due',
  text: `SELECT ${LOCKED_COLUMNS} FROM complaints WHERE id = ANY(ARRAY(${DUE})) ORDER BY id
    FOR NO KEY UPDATE SKIP LOCKED`,
};
const LOCK_THESE = {
  name: 'watch-lock-these',
  text: `SELECT ${LOCKED_COLUMNS} FROM complaints WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED`,
};

const lockedSchema = z.array(
  z.object({
    id: z.string(),
    complaint_no: z.string(),
    handler_id: z.string().nullable(),
    supervisor_id: z.string().nullable(),
    excluded_ids: z.array(z.string()),
  }),
);

async function lockComplaints(
  sql: Sql,
  which: { readonly due: readonly [Date, number] } | { readonly ids: readonly string[] },
): Promise<readonly WatchedComplaint[]> {
  const { rows } = await sql.query(
    'due' in which
      ? { ...LOCK_DUE, values: [...which.due] }
      : { ...LOCK_THESE, values: [which.ids] },
  );
  return lockedSchema.parse(rows).map((row) => ({
    id: row.id,
    complaintNo: row.complaint_no,
    handlerId: row.handler_id,
    supervisorId: row.supervisor_id,
    excludedIds: row.excluded_ids,
  }));
}

/** Looks at the next clocks that are due, so many of them at most, or at those of certain complaints. */
async function lookAt(deps: WatchDeps, which: number | readonly string[]): Promise<typeof NONE> {
  const now = deps.clock.now();
  const looked = await inTransaction(deps.pool, async (sql) => {
    const complaints = await lockComplaints(
      sql,
      typeof which === 'number' ? { due: [now, which] } : { ids: which },
    );
    if (complaints.length === 0) return { events: [], ...NONE };
    return lookAtLocked(sql, { complaints, now, random: deps.random });
  });
  const { events, ...counts } = looked;
  if (events.length > 0) deps.publishDesk(events);
  return counts;
}

async function lookAtLocked(
  sql: Sql,
  given: {
    readonly complaints: readonly WatchedComplaint[];
    readonly now: Date;
    readonly random: Random;
  },
): Promise<typeof NONE & { readonly events: readonly DeskEvent[] }> {
  const { complaints, now, random } = given;
  const complaintIds = complaints.map(({ id }) => id);
  const replayed = await replayStored(sql, { complaintIds, now });
  const levels = await readLevels(sql, complaintIds);
  const clocks: WatchedClock[] = [];
  const passedClocks: PassedClock[] = [];
  for (const complaint of complaints) {
    for (const clock of replayed.get(complaint.id) ?? []) {
      const level = levels.get(clockIdOf(complaint.id, clock)) ?? 0;
      const { passed, wake } = passedLevels(clock, { level, now });
      clocks.push({ complaintId: complaint.id, clock, wake });
      if (passed.length > 0) passedClocks.push({ complaint, clock, passed });
    }
  }
  const { breached } = await writeClocks(sql, { complaintIds, clocks, now });
  const people = await readDeskPeople(sql);
  const warnings = await findWarnings(sql, { clocks: passedClocks, people });
  await insertWarnings(sql, warnings, { now, random });
  const told = [...new Set(warnings.map(({ agentId }) => agentId))];
  const events: readonly DeskEvent[] = [
    ...complaints.map(({ complaintNo }) => ({ kind: 'complaint', complaintNo }) as const),
    ...told.map((agentId) => ({ kind: 'notice', agentId }) as const),
  ];
  return { complaints: complaints.length, breaches: breached, warnings: warnings.length, events };
}
