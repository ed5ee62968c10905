import type { Disposition, OutboxRow } from '../../domain/outbox.ts';
import { NOT_FOR_CHANNEL } from '../conversations/append.ts';
import type { Sql } from '../sql.ts';

/** What became of one attempt to send a row. */
export interface Attempt {
  readonly row: OutboxRow;
  readonly disposition: Disposition;
  readonly now: Date;
}

/**
 * Why a push was held back in the last moment although it is to be sent later: its campaign is paused. Its row of the
 * ledger goes on as `sending`, and store/outreach/held.ts queues the outbox row again; in the outbox it is settled, so
 * that no answer to the customer waits behind it.
 */
export const HELD = 'campaign_paused';

/**
 * The rows, the `delivery` of their messages and the rows of the ledger change in one statement. `attempts` is the
 * fence: a sender that was slower than its lease cannot overwrite a later attempt; it may only say that its own did
 * arrive after all. WeChat takes a message, and says a moment later that it did not arrive: perhaps before the row is
 * settled.
 * The text of a settled SMS may be a one-time code, and a webhook's data are somebody's place and number:
 * nobody needs to find them here later. Of a webhook that was not delivered they stay for a while (purge.ts),
 * so that an administrator can send it again; and of a push that is held they are what will be sent.
 */
const RECORD = {
  name: 'outbox-record-attempts',
  text: `WITH given AS MATERIALIZED (
      SELECT g.*, f.reason AS failure, f.outbox_id IS NOT NULL AS has_failed
      FROM jsonb_to_recordset($1::jsonb) AS g(id text, attempt int, status text, reason text, next_at timestamptz,
        at timestamptz) LEFT JOIN LATERAL (
          SELECT s.outbox_id, s.reason FROM channel_sends s
          WHERE g.status = 'sent' AND s.outbox_id = g.id AND s.status = 'failed' LIMIT 1) f ON true),
    recorded AS (
      UPDATE outbox o SET status = CASE WHEN v.has_failed THEN 'failed' ELSE v.status END,
        reason = COALESCE(v.failure, v.reason), next_attempt_at = COALESCE(v.next_at, o.next_attempt_at),
        sent_at = CASE WHEN v.status = 'sent' AND NOT v.has_failed THEN v.at END, leased_until = NULL,
        payload = CASE WHEN v.status = 'queued' OR v.reason = '${HELD}' THEN o.payload
          WHEN o.kind = 'sms' THEN o.payload - 'text'
          WHEN o.kind = 'webhook' AND v.status = 'sent' THEN o.payload #- '{event,data}' ELSE o.payload END
      FROM given v
      WHERE o.id = v.id AND o.attempts = v.attempt
        AND (o.status = 'sending' OR (v.status = 'sent' AND o.status IN ('queued', 'unknown')))
      RETURNING o.id, o.conversation_id, COALESCE(o.first_seq, o.seq) AS first_seq, o.seq, o.status, o.reason,
        o.delivery_id, v.at),
    followed AS (
      UPDATE messages m SET delivery = r.status, delivery_reason = r.reason
      FROM recorded r WHERE m.conversation_id = r.conversation_id AND m.seq BETWEEN r.first_seq AND r.seq
        AND m.direction = 'out' AND m.delivery_reason IS DISTINCT FROM '${NOT_FOR_CHANNEL}'),
    settled AS (
      UPDATE outreach_deliveries d SET reason = r.reason,
        status = CASE WHEN r.status = 'queued' OR r.reason = '${HELD}' THEN 'sending' ELSE r.status END,
        settled_at = CASE WHEN r.status = 'queued' OR r.reason = '${HELD}' THEN NULL ELSE r.at END
      FROM recorded r WHERE d.id = r.delivery_id)
    SELECT id FROM recorded`,
};

/** From so many attempts on the statement is planned each time. */
const MANY = 16;

/**
 * Records attempts together; of each, whether anything was written. A few are recorded by a plan that is kept: a reply
 * is not to wait for planning. For many the plan is made anew: one that was made while the outbox was empty reads all of
 * it.
 */
export async function recordAttempts(
  sql: Sql,
  attempts: readonly Attempt[],
): Promise<readonly boolean[]> {
  const values = [JSON.stringify(attempts.map(toInput))];
  const { rows } =
    attempts.length < MANY
      ? await sql.query<{ id: string }>({ ...RECORD, values })
      : await sql.query<{ id: string }>(RECORD.text, values);
  const recorded = new Set(rows.map(({ id }) => id));
  return attempts.map(({ row }) => recorded.has(row.id));
}

function toInput({ row, disposition, now }: Attempt): object {
  return {
    id: row.id,
    attempt: row.attempt,
    status: disposition.status,
    reason: disposition.status === 'sent' ? null : disposition.reason,
    next_at: disposition.status === 'queued' ? disposition.nextAttemptAt : null,
    at: now,
  };
}
