import type { Pool } from 'pg';
import type { ClockTarget } from '../src/domain/sla/clock.ts';
import { defaultTargets } from '../src/domain/sla/policy.ts';
import { addMs, HOUR_MS, systemClock } from '../src/lib/clock.ts';
import { saveManyClocks } from '../src/store/clocks/save-clocks.ts';
import { inTransaction } from '../src/store/sql.ts';

const HANDLERS = 200;
const BATCH_MAX = 200;
const CONTINUOUS = 'continuous';
/** The first feedback of most complaints (S3). */
const FEEDBACK_HOURS = 48;

/** Four clocks that run from the start: first feedback in 48 hours, a second sign in 60, resolution, regulator. */
const TARGETS: readonly ClockTarget[] = defaultTargets('S1').flatMap((target) => {
  switch (target.kind) {
    case 'first_feedback':
      return [{ ...target, length: { basis: CONTINUOUS, minutes: FEEDBACK_HOURS * 60 } }];
    case 'interim':
      return [{ ...target, length: { basis: CONTINUOUS, minutes: 60 * 60 } }];
    case 'resolution':
    case 'regulator':
      return [target];
    default:
      return [];
  }
});
export const CLOCKS_EACH = TARGETS.length;

/** Everybody whom warnings go to. */
export async function fillPeople(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     SELECT 'agt_' || n, 'agt_' || n, 'agt_' || n, CASE WHEN n % 20 = 0 THEN 'supervisor' WHEN n = 1 THEN 'admin'
       ELSE 'agent' END, 'x', now() FROM generate_series(1, $1::int) AS n`,
    [HANDLERS],
  );
}

/** Complaints with their history, received evenly within [from, to); their clocks are replayed from it. */
export async function fillComplaints(
  pool: Pool,
  given: {
    readonly prefix: string;
    readonly count: number;
    readonly from: Date;
    readonly to: Date;
  },
): Promise<void> {
  const { prefix, count, from, to } = given;
  await pool.query(
    `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, received_at, registered_at,
       first_feedback_due_at, resolution_due_at, handler_id, last_seq, created_at, updated_at)
     SELECT 'cmp_' || $1 || n, $1 || n, 'ASSIGNED', 'web', 'CLAIM.DELAY', 'S3', 'Nobody has come to see the car.',
       r, r, r + interval '2 days', r + interval '3 days', 'agt_' || (n % $5::int + 1), 1, r, r
     FROM generate_series(1, $2::int) AS n, LATERAL (SELECT date_trunc('milliseconds', $3::timestamptz
       + ($4::timestamptz - $3::timestamptz) * ((n * 0.6180339887) % 1)::float8) AS r) AS times`,
    [prefix, count, from, to, HANDLERS],
  );
  await pool.query(
    `INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id, to_status,
       clock_events)
     SELECT id, 1, 'register', received_at, received_at, 'system', 'bench', 'REGISTERED', $1::jsonb
     FROM complaints c WHERE complaint_no LIKE $2 || '%'`,
    [JSON.stringify([{ kind: 'opened', targets: TARGETS, calendars: {} }]), prefix],
  );
  await pool.query('ANALYZE complaints, complaint_events');
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM complaints WHERE complaint_no LIKE $1 || '%' ORDER BY id`,
    [prefix],
  );
  for (let start = 0; start < rows.length; start += BATCH_MAX) {
    const complaintIds = rows.slice(start, start + BATCH_MAX).map(({ id }) => id);
    const now = systemClock.now();
    await inTransaction(pool, (sql) => saveManyClocks(sql, { complaintIds, now }));
  }
}

/** Complaints whose first feedback falls due evenly within [from, to). */
export async function fillDue(
  pool: Pool,
  given: { readonly count: number; readonly from: Date; readonly to: Date },
): Promise<void> {
  const earlier = -FEEDBACK_HOURS * HOUR_MS;
  await fillComplaints(pool, {
    prefix: 'D',
    count: given.count,
    from: addMs(given.from, earlier),
    to: addMs(given.to, earlier),
  });
}
