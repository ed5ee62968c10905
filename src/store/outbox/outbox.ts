import type { Pool } from 'pg';
import { z } from 'zod';
import {
  type ClaimRows,
  type Disposition,
  OUTBOX_KINDS,
  type Outbox,
  type OutboxRow,
  type RowShare,
} from '../../domain/outbox.ts';
import { NOT_FOR_CHANNEL } from '../conversations/append.ts';
import { type CallPersonDeps, callPerson } from './call-person.ts';

/** The outbox on PostgreSQL: rows are claimed with SKIP LOCKED, so any number of processes may send. */
export function makeOutbox(deps: CallPersonDeps): Outbox {
  return {
    claim: (input) => claim(deps.pool, input),
    record: (row, disposition, now) => record(deps, row, { disposition, now }),
    findAbandoned: (now, limit, share) => findAbandoned(deps.pool, { now, limit, share }),
  };
}

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(OUTBOX_KINDS),
  conversation_id: z.string().nullable(),
  seq: z.number().nullable(),
  order_key: z.string(),
  payload: z.unknown(),
  address: z.unknown(),
  attempts: z.number(),
  created_at: z.date(),
});

function toRow(value: unknown): OutboxRow {
  const row = rowSchema.parse(value);
  const message =
    row.conversation_id === null || row.seq === null
      ? {}
      : { message: { conversationId: row.conversation_id, seq: row.seq } };
  return {
    id: row.id,
    kind: row.kind,
    orderKey: row.order_key,
    payload: row.payload,
    address: row.address,
    attempt: row.attempts,
    createdAt: row.created_at,
    ...message,
  };
}

const WITH_ADDRESS = `SELECT r.id, r.kind, r.conversation_id, r.seq, r.order_key, r.payload, r.attempts,
    r.created_at, c.address
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
  return rows.map(toRow);
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
  return rows.map(toRow);
}

/** WeChat takes a message, and says a moment later that it did not arrive: perhaps before the row is settled. */
const VERDICT = `SELECT 'failed' AS status, f.reason FROM channel_sends f
    WHERE $3 = 'sent' AND f.outbox_id = $1 AND f.status = 'failed'
  UNION ALL SELECT $3, NULL LIMIT 1`;

/**
 * The row and the `delivery` of its messages change in one statement. `attempts` is the fence: a sender that was
 * slower than its lease cannot overwrite a later attempt; it may only say that its own did arrive after all.
 * The text of a settled SMS may be a one-time code, and a webhook's data are somebody's place and number:
 * nobody needs to find them here later. Of a webhook that was not delivered they stay for a while (purge.ts),
 * so that an administrator can send it again.
 */
const RECORD = {
  name: 'outbox-record',
  text: `WITH recorded AS (
      UPDATE outbox SET status = v.status, reason = COALESCE(v.reason, $4), next_attempt_at = COALESCE($5, next_attempt_at),
        sent_at = CASE WHEN v.status = 'sent' THEN $6::timestamptz END, leased_until = NULL,
        payload = CASE WHEN $3 = 'queued' THEN payload WHEN kind = 'sms' THEN payload - 'text'
          WHEN kind = 'webhook' AND $3 = 'sent' THEN payload #- '{event,data}' ELSE payload END
      FROM (${VERDICT}) v
      WHERE id = $1 AND attempts = $2
        AND (outbox.status = 'sending' OR ($3 = 'sent' AND outbox.status IN ('queued', 'unknown')))
      RETURNING conversation_id, COALESCE(first_seq, seq) AS first_seq, seq, outbox.status, outbox.reason),
    followed AS (
      UPDATE messages m SET delivery = r.status, delivery_reason = r.reason
      FROM recorded r WHERE m.conversation_id = r.conversation_id AND m.seq BETWEEN r.first_seq AND r.seq
        AND m.direction = 'out' AND m.delivery_reason IS DISTINCT FROM '${NOT_FOR_CHANNEL}')
    SELECT 1 FROM recorded`,
};

async function record(
  deps: CallPersonDeps,
  row: OutboxRow,
  outcome: { readonly disposition: Disposition; readonly now: Date },
): Promise<boolean> {
  const { disposition, now } = outcome;
  if (row.kind === 'webhook') await callPerson(deps, row, outcome);
  const reason = disposition.status === 'sent' ? null : disposition.reason;
  const nextAttemptAt = disposition.status === 'queued' ? disposition.nextAttemptAt : null;
  const { rows } = await deps.pool.query({
    ...RECORD,
    values: [row.id, row.attempt, disposition.status, reason, nextAttemptAt, now],
  });
  return rows.length > 0;
}
