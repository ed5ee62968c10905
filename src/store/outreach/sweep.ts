import type { Pool } from 'pg';
import { HELD } from '../outbox/record-attempts.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { WINDOW_MISSED } from './advance.ts';

/** Rows of one statement: a cancelled campaign of a million is dropped in pieces. */
const SWEPT_MAX = 5_000;

/** Without an end there is something left to do for them. */
const ENDED = {
  name: 'outreach-ended-campaigns',
  text: `SELECT id, status FROM campaigns WHERE status IN ('cancelled', 'finished') AND finished_at IS NULL
    ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
};

/** Why it waited says more than that its campaign ended. */
const DROP = {
  name: 'outreach-drop-planned',
  text: `WITH left_over AS MATERIALIZED (
      SELECT id FROM outreach_deliveries WHERE campaign_id = $1 AND status = 'planned'
      ORDER BY not_before, id LIMIT ${SWEPT_MAX} FOR NO KEY UPDATE)
    UPDATE outreach_deliveries d SET status = 'suppressed', settled_at = $3,
      reason = CASE WHEN $2 = 'cancelled' THEN 'cancelled' ELSE COALESCE(d.reason, $2) END
    FROM left_over l WHERE d.id = l.id`,
};

/** What was held back in the last moment was never given to a channel, unless an earlier attempt was made. */
const DROP_HELD = {
  name: 'outreach-drop-held',
  text: `UPDATE outreach_deliveries d SET status = CASE WHEN o.attempts > 1 THEN 'unknown' ELSE 'suppressed' END,
      reason = $2, settled_at = $3
    FROM outbox o WHERE d.campaign_id = $1 AND d.status = 'sending' AND d.reason = '${HELD}' AND o.id = d.outbox_id`,
};

const CLOSE = {
  name: 'outreach-close-campaign',
  text: `UPDATE campaigns SET finished_at = $2, updated_at = $2 WHERE id = $1 AND NOT EXISTS (
      SELECT 1 FROM outreach_deliveries d WHERE d.campaign_id = $1 AND d.status IN ('planned', 'sending'))`,
};

/**
 * Drops a piece of what an ended campaign has left, and closes it when nothing is. False: there is none to do anything
 * for now.
 */
export function sweepEnded(pool: Pool, now: Date): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ id: string; status: string }>(ENDED);
    const [campaign] = rows;
    if (campaign === undefined) return false;
    const reason = campaign.status === 'cancelled' ? 'cancelled' : WINDOW_MISSED;
    const values = [campaign.id, reason, now];
    const dropped = await sql.query({ ...DROP, values });
    if ((dropped.rowCount ?? 0) === SWEPT_MAX) return true;
    await sql.query({ ...DROP_HELD, values });
    const closed = await sql.query({ ...CLOSE, values: [campaign.id, now] });
    return closed.rowCount === 1;
  });
}

/**
 * Queues again what was held back while its campaign was paused: the same outbox row, so that a channel that honours
 * ids cannot take it twice. Within the transaction that resumes it.
 */
export async function queueHeld(sql: Sql, campaignId: string, now: Date): Promise<void> {
  await sql.query(
    `WITH held AS (
       UPDATE outreach_deliveries SET reason = NULL WHERE campaign_id = $1 AND status = 'sending' AND reason = '${HELD}'
       RETURNING outbox_id),
     queued AS (
       UPDATE outbox o SET status = 'queued', reason = NULL, next_attempt_at = $2 FROM held h
       WHERE o.id = h.outbox_id AND o.status = 'suppressed'
       RETURNING o.conversation_id, o.first_seq, o.seq)
     UPDATE messages m SET delivery = 'queued', delivery_reason = NULL FROM queued q
     WHERE m.conversation_id = q.conversation_id AND m.seq BETWEEN q.first_seq AND q.seq AND m.direction = 'out'`,
    [campaignId, now],
  );
}
