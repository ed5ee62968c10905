import type { Pool } from 'pg';

interface Expired {
  readonly table: string;
  readonly key: string;
  readonly condition: string;
  /** Times that a call takes up to its limit; default 1. */
  readonly batchesMax?: number;
}

/** Callbacks come by the hundred a second, and a call by the hour. */
const CALLBACK_BATCHES_MAX = 100;

/** What no rule reads any more, by table. `$1` is now; every window that counts tries is a day or shorter. */
const EXPIRED: readonly Expired[] = [
  { table: 'sessions', key: 'id', condition: 'expires_at <= $1' },
  {
    table: 'sign_in_attempts',
    key: 'key',
    condition: "window_start <= $1::timestamptz - interval '1 day'",
  },
  {
    table: 'identity_attempts',
    key: 'key',
    condition:
      "first_at <= $1::timestamptz - interval '1 day' AND (locked_until IS NULL OR locked_until <= $1)",
  },
  // A phone's codes of the last day are counted, long after each has expired.
  {
    table: 'one_time_codes',
    key: 'id',
    condition: "created_at <= $1::timestamptz - interval '1 day'",
  },
  {
    table: 'idempotency_keys',
    key: 'key',
    condition: "created_at <= $1::timestamptz - interval '1 day'",
  },
  // Prompts and answers of the model, which hold no personal data (domain.md 3.3).
  {
    table: 'model_calls',
    key: 'id',
    condition: "at <= $1::timestamptz - interval '6 months'",
  },
  // A copy of a callback that is older than five minutes is refused by its time alone.
  {
    table: 'wechat_callbacks',
    key: 'ctid',
    condition: "at <= $1::timestamptz - interval '10 minutes'",
    batchesMax: CALLBACK_BATCHES_MAX,
  },
  // WeChat repeats nothing for so long; of what the transcript has it also knows the id.
  {
    table: 'wechat_inbox',
    key: 'id',
    condition:
      "status IN ('done', 'ignored', 'failed') AND received_at <= $1::timestamptz - interval '14 days'",
    batchesMax: CALLBACK_BATCHES_MAX,
  },
  {
    table: 'wechat_inbox',
    key: 'id',
    condition: "status = 'history' AND received_at <= $1::timestamptz - interval '30 days'",
  },
  {
    table: 'channel_grants',
    key: 'ctid',
    condition: "expires_at <= $1::timestamptz - interval '30 days'",
  },
  {
    table: 'channel_sends',
    key: 'ctid',
    condition:
      "status NOT IN ('planned', 'sending') AND at <= $1::timestamptz - interval '180 days'",
  },
];

/**
 * What a webhook says that nobody took, thirty days after the last attempt: until then it may be sent again
 * (GET /deliveries), afterwards the row says only that it was not.
 */
const FORGET_UNDELIVERED = `UPDATE outbox SET payload = payload #- '{event,data}' WHERE id IN
  (SELECT id FROM outbox WHERE kind = 'webhook' AND status IN ('failed', 'unknown', 'suppressed')
     AND payload #> '{event,data}' IS NOT NULL
     AND next_attempt_at <= $1::timestamptz - interval '30 days' LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Deletes expired rows, at most `limit` of a table in one statement; the next call takes the rest. Returns how many. */
export async function purgeExpired(pool: Pool, now: Date, limit: number): Promise<number> {
  let deleted = 0;
  for (const expired of EXPIRED) deleted += await purgeTable(pool, expired, { now, limit });
  const { rowCount } = await pool.query(FORGET_UNDELIVERED, [now, limit]);
  return deleted + (rowCount ?? 0);
}

async function purgeTable(
  pool: Pool,
  { table, key, condition, batchesMax = 1 }: Expired,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<number> {
  let deleted = 0;
  for (let batch = 0; batch < batchesMax; batch += 1) {
    // Locked first: a counter that begins anew at this moment is not deleted, and two processes share the work.
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ${key} = ANY(ARRAY(
         SELECT ${key} FROM ${table} WHERE ${condition} LIMIT $2 FOR UPDATE SKIP LOCKED))`,
      [now, limit],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < limit) break;
  }
  return deleted;
}
