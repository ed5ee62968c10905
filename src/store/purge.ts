import type { Pool } from 'pg';

/** What no rule reads any more, by table. `$1` is now; every window that counts tries is a day or shorter. */
const EXPIRED = [
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
] as const;

/**
 * What a webhook says that nobody took, thirty days after the last attempt: until then it may be sent again
 * (GET /deliveries), afterwards the row says only that it was not.
 */
const FORGET_UNDELIVERED = `UPDATE outbox SET payload = payload #- '{event,data}' WHERE id IN
  (SELECT id FROM outbox WHERE kind = 'webhook' AND status IN ('failed', 'unknown', 'suppressed')
     AND payload #> '{event,data}' IS NOT NULL
     AND next_attempt_at <= $1::timestamptz - interval '30 days' LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Deletes expired rows, at most `limit` of each table; the next call takes the rest. Returns how many. */
export async function purgeExpired(pool: Pool, now: Date, limit: number): Promise<number> {
  let deleted = 0;
  for (const { table, key, condition } of EXPIRED) {
    // Locked first: a counter that begins anew at this moment is not deleted, and two processes share the work.
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ${key} IN
         (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [now, limit],
    );
    deleted += rowCount ?? 0;
  }
  const { rowCount } = await pool.query(FORGET_UNDELIVERED, [now, limit]);
  return deleted + (rowCount ?? 0);
}
