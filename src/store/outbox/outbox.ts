import type { Pool } from 'pg';
import type { ClaimRows, Outbox, OutboxRow, RowShare } from '../../domain/outbox.ts';
import { Batcher } from '../batcher.ts';
import { type CallPersonDeps, callPerson } from './call-person.ts';
import { toOutboxRow } from './outbox-row.ts';
import { type Attempt, recordAttempts } from './record-attempts.ts';

/** Attempts that are recorded together, and such groups on their way at once: a campaign sends thousands a second. */
const BATCH_SIZE_MAX = 256;
const BATCHES_AT_ONCE = 2;

/** The outbox on PostgreSQL: rows are claimed with SKIP LOCKED, so any number of processes may send. */
export function makeOutbox(deps: CallPersonDeps): Outbox {
  const attempts = new Batcher<Attempt, boolean>({
    runAll: (items) => recordAttempts(deps.pool, items),
    keyOf: ({ row }) => row.id,
    concurrentMax: BATCHES_AT_ONCE,
    sizeMax: BATCH_SIZE_MAX,
  });
  return {
    claim: (input) => claim(deps.pool, input),
    record: (row, disposition, now) => record(deps, attempts, { row, disposition, now }),
    findAbandoned: (now, limit, share) => findAbandoned(deps.pool, { now, limit, share }),
  };
}

const WITH_ADDRESS = `SELECT r.id, r.kind, r.conversation_id, r.seq, r.order_key, r.payload, r.attempts,
    r.created_at, r.delivery_id, c.address
  FROM %ROWS% r LEFT JOIN conversations c ON c.id = r.conversation_id`;

/**
 * Marks the rows as being sent before anybody calls the network: what is found in this state after a crash
 * may have been sent. A row waits while an earlier one of its key is queued or being sent. The CTE is
 * MATERIALIZED so that it runs once: run again by a nested loop it would lock more rows than the limit.
 *
 * The look-up of a key's first row is a scalar one, in the order of the index `outbox_waiting`: as NOT EXISTS it
 * became a join whose plan took minutes when 50,000 rows had just been queued and the statistics knew of
 * none. For the same reason the rows come in an index's own order, and the statement is planned each time.
 */
const claimSql = (condition: string) => `WITH due AS MATERIALIZED (
    SELECT o.id FROM outbox o
    WHERE o.status = 'queued' AND o.next_attempt_at <= $1 ${condition}
      AND o.number = (
        SELECT e.number FROM outbox e
        WHERE e.order_key = o.order_key AND e.status IN ('queued', 'sending')
        ORDER BY e.order_key, e.number LIMIT 1)
    ORDER BY o.next_attempt_at
    LIMIT $3
    FOR UPDATE OF o SKIP LOCKED),
  claimed AS (
    UPDATE outbox o SET status = 'sending', attempts = o.attempts + 1, leased_until = $2
    FROM due WHERE o.id = due.id
    RETURNING o.*)
  ${WITH_ADDRESS.replace('%ROWS%', 'claimed')} ORDER BY r.number`;

async function claim(pool: Pool, input: ClaimRows): Promise<OutboxRow[]> {
  const values: unknown[] = [input.now, input.leasedUntil, input.limit];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const key = input.orderKey === undefined ? '' : `AND o.order_key = ${add(input.orderKey)}`;
  const share = shareSql(input.share, { alias: 'o', add });
  const { rows } = await pool.query(claimSql(`${key} ${share}`), values);
  return rows.map(toOutboxRow);
}

/** Leaves out the rows of other processes; nothing for a process that sends everything. */
function shareSql(
  share: RowShare | undefined,
  { alias, add }: { readonly alias: string; readonly add: (value: unknown) => string },
): string {
  if (share === undefined) return '';
  const isOf = (channels: readonly string[]): string => {
    const mine = add(channels);
    const account = `COALESCE(${alias}.payload->>'channelAccount', '')`;
    return `(${alias}.kind = 'channel_message'
      AND (${account} = ANY(${mine}) OR split_part(${account}, ':', 1) = ANY(${mine})))`;
  };
  return 'only' in share ? `AND ${isOf(share.only)}` : `AND NOT ${isOf(share.except)}`;
}

async function findAbandoned(
  pool: Pool,
  input: { readonly now: Date; readonly limit: number; readonly share: RowShare | undefined },
): Promise<OutboxRow[]> {
  const values: unknown[] = [input.now, input.limit];
  const share = shareSql(input.share, { alias: 'r', add: (value) => `$${values.push(value)}` });
  const { rows } = await pool.query(
    `${WITH_ADDRESS.replace('%ROWS%', 'outbox')}
    WHERE r.status = 'sending' AND r.leased_until <= $1 ${share} ORDER BY r.number LIMIT $2`,
    values,
  );
  return rows.map(toOutboxRow);
}

async function record(
  deps: CallPersonDeps,
  attempts: Batcher<Attempt, boolean>,
  attempt: Attempt,
): Promise<boolean> {
  if (attempt.row.kind === 'webhook') await callPerson(deps, attempt.row, attempt);
  return attempts.run(attempt);
}
