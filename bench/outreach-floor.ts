import type { Pool } from 'pg';

/** Rows that a batch of the sender writes, and batches of the floor. */
const BATCH = 128;
const BATCHES = 200;

/** With one connection. The ledger's rows in one statement without anything that could stop in the middle; taken back afterwards. */
export async function floorOfPlanning(pool: Pool): Promise<number> {
  await pool.query('BEGIN');
  const began = performance.now();
  const { rowCount } = await pool.query(
    `INSERT INTO outreach_deliveries (campaign_id, occasion_key, customer_id, push_class, not_before, created_at)
     SELECT 'cam_floor', 'floor', id, 'service', now(), now() FROM customers`,
  );
  const seconds = (performance.now() - began) / 1_000;
  await pool.query('ROLLBACK');
  await pool.query('VACUUM outreach_deliveries');
  return (rowCount ?? 0) / seconds;
}

/** With one connection. Per batch two commits as the sender has: rows released with their outbox rows, and both settled; nothing is judged. */
export async function floorOfSending(pool: Pool): Promise<number> {
  await pool.query(
    `INSERT INTO outreach_deliveries (campaign_id, occasion_key, customer_id, push_class, not_before, created_at)
     SELECT 'cam_floor', 'floor', id, 'service', now(), now() FROM customers LIMIT $1`,
    [BATCH * BATCHES],
  );
  await pool.query('VACUUM ANALYZE outreach_deliveries');
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM outreach_deliveries WHERE campaign_id = 'cam_floor' ORDER BY id`,
  );
  const ids = rows.map(({ id }) => id);
  const began = performance.now();
  for (let from = 0; from < ids.length; from += BATCH) {
    await sendBatch(pool, ids.slice(from, from + BATCH));
  }
  return (ids.length * 1_000) / (performance.now() - began);
}

async function sendBatch(pool: Pool, ids: readonly string[]): Promise<void> {
  await pool.query('BEGIN');
  await pool.query(
    `UPDATE outreach_deliveries SET status = 'sending', way = 'sms', account = 'sms', outbox_id = 'flo_' || id,
       released_at = now() WHERE id = ANY ($1::bigint[])`,
    [ids],
  );
  await pool.query(
    `INSERT INTO outbox (id, kind, order_key, payload, status, attempts, leased_until, next_attempt_at, created_at,
       delivery_id)
     SELECT 'flo_' || id, 'sms', 'flo:' || id, '{"to":"13800000000","text":"大风将至，请把车停好。"}', 'sending', 1,
       now() + interval '1 minute', now(), now(), id FROM unnest($1::bigint[]) AS id`,
    [ids],
  );
  await pool.query('COMMIT');
  await pool.query(
    `WITH settled AS (
       UPDATE outbox SET status = 'sent', sent_at = now(), leased_until = NULL
       WHERE id = ANY (SELECT 'flo_' || d FROM unnest($1::bigint[]) AS d) RETURNING delivery_id)
     UPDATE outreach_deliveries d SET status = 'sent', settled_at = now() FROM settled s WHERE d.id = s.delivery_id`,
    [ids],
  );
}
