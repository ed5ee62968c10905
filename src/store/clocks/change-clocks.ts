import type { Pool } from 'pg';
import { z } from 'zod';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import { CASE_NATURES } from '../../domain/complaint/case.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
  isEnded,
} from '../../domain/complaint/record.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import type { Clock } from '../../lib/clock.ts';
import type { JsonObject } from '../../lib/json.ts';
import { appendEvents, type ComplaintEventName } from '../complaints/append-events.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { saveManyClocks } from './save-clocks.ts';

/** Complaints that one transaction changes: no act waits for it for long. */
const BATCH_MAX = 50;

const rowSchema = z.object({
  id: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  nature: z.enum(CASE_NATURES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.enum(COMPLAINT_SOURCES),
  conversation_id: z.string().nullable(),
  last_seq: z.number().int(),
});
/** A complaint as a change of clocks sees it. */
export type ComplaintToChange = z.infer<typeof rowSchema>;
const COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** What is written into the history of complaints when something else than an act moves their deadlines. */
export interface ClockChange {
  readonly name: ComplaintEventName;
  readonly by: ComplaintActor;
  readonly data: JsonObject;
  /** What it is to each of these locked complaints; one that is missing stays as it is. */
  readonly decide: (
    sql: Sql,
    complaints: readonly ComplaintToChange[],
  ) => Promise<ReadonlyMap<string, ClockHappening>>;
}

/** Open complaints, as they are now; decide again under the lock. */
export async function readOpenComplaints(sql: Sql): Promise<readonly ComplaintToChange[]> {
  const ended = COMPLAINT_STATUSES.filter(isEnded);
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM complaints WHERE NOT status = ANY($1) ORDER BY id`,
    [ended],
  );
  return z.array(rowSchema).parse(rows);
}

/**
 * Changes the clocks of these complaints, a batch at a time, each batch in a transaction of its own. Returns how many
 * were changed. One that an act holds is waited for on its own, so that nobody waits in a ring.
 */
export async function changeClocks(
  deps: { readonly pool: Pool; readonly clock: Clock },
  complaintIds: readonly string[],
  change: ClockChange,
): Promise<number> {
  let changed = 0;
  for (let start = 0; start < complaintIds.length; start += BATCH_MAX) {
    const batch = complaintIds.slice(start, start + BATCH_MAX);
    const first = await changeSome(deps, { ids: batch, change, skips: true });
    changed += first.changed;
    for (const id of batch.filter((one) => !first.locked.includes(one))) {
      changed += (await changeSome(deps, { ids: [id], change, skips: false })).changed;
    }
  }
  return changed;
}

async function changeSome(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  given: { readonly ids: readonly string[]; readonly change: ClockChange; readonly skips: boolean },
): Promise<{ readonly locked: readonly string[]; readonly changed: number }> {
  const { ids, change, skips } = given;
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(
      `SELECT ${COLUMNS} FROM complaints WHERE id = ANY($1) ORDER BY id
       FOR NO KEY UPDATE ${skips ? 'SKIP LOCKED' : ''}`,
      [ids],
    );
    const complaints = z.array(rowSchema).parse(rows);
    const now = clock.now();
    const decided = await change.decide(
      sql,
      complaints.filter(({ status }) => !isEnded(status)),
    );
    for (const complaint of complaints) {
      const happened = decided.get(complaint.id);
      if (happened !== undefined) await append(sql, { complaint, happened, change, now });
    }
    if (decided.size > 0) await saveManyClocks(sql, { complaintIds: [...decided.keys()], now });
    return { locked: complaints.map(({ id }) => id), changed: decided.size };
  });
}

async function append(
  sql: Sql,
  given: {
    readonly complaint: ComplaintToChange;
    readonly happened: ClockHappening;
    readonly change: ClockChange;
    readonly now: Date;
  },
): Promise<void> {
  const { complaint, happened, now } = given;
  const { name, by, data } = given.change;
  const { id, status } = complaint;
  const seq = complaint.last_seq + 1;
  const line = { seq, name, by, data, occurredAt: now, from: status, to: status };
  await appendEvents(sql, id, { events: [{ ...line, happened: [happened] }], now });
  await sql.query('UPDATE complaints SET last_seq = $2, updated_at = $3 WHERE id = $1', [
    id,
    seq,
    now,
  ]);
}
