import { TRANSCRIPT_CHANNELS } from '../conversations/append.ts';

/** Rows that are not sent now: put off, or suppressed for good. */
export const SAVE_WAITING = {
  name: 'outreach-save-waiting',
  text: `UPDATE outreach_deliveries d SET status = w.status, reason = w.reason,
      not_before = COALESCE(w.not_before, d.not_before),
      settled_at = CASE WHEN w.status = 'suppressed' THEN $2::timestamptz END
    FROM jsonb_to_recordset($1::jsonb) AS w(id bigint, status text, reason text, not_before timestamptz)
    WHERE d.id = w.id`,
};

const IS_SHOWN = `g.account = ANY ('{${TRANSCRIPT_CHANNELS.join(',')}}')`;

/**
 * The messages of many conversations, their outbox rows and their rows of the ledger, in one statement; the
 * conversations are locked. A row whose key has earlier ones waits behind them, everything else is being sent from now
 * on. What a channel reads from the transcript is sent with that. Taps that mean something are the dialogue's newest
 * offers: a turn that thinks meanwhile speaks after this message and puts its own there.
 */
export const SAVE_RELEASED = {
  name: 'outreach-save-released',
  text: `WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id bigint, way text, account text, conversation_id text,
        author text, activity jsonb, generated_by text, offered jsonb, outbox_id text, kind text, order_key text,
        payload jsonb)),
    numbered AS (
      UPDATE conversations c SET last_seq = c.last_seq + 1,
        last_message_at = GREATEST($2::timestamptz, c.last_message_at + interval '1 millisecond'),
        state = CASE WHEN g.offered IS NULL THEN c.state
          ELSE jsonb_set(CASE WHEN c.state ? 'v' THEN c.state ELSE $4::jsonb END, '{offered}', g.offered) END
      FROM given g WHERE c.id = g.conversation_id
      RETURNING c.id, c.last_seq, c.last_message_at, c.address),
    inserted AS (
      INSERT INTO messages (conversation_id, seq, direction, author, at, activity, generated_by, delivery)
      SELECT n.id, n.last_seq, 'out', g.author, n.last_message_at, g.activity, g.generated_by,
        CASE WHEN ${IS_SHOWN} THEN 'sent' ELSE 'queued' END
      FROM numbered n JOIN given g ON g.conversation_id = n.id),
    queued AS (
      INSERT INTO outbox (id, kind, conversation_id, first_seq, seq, order_key, payload, status, attempts, leased_until,
        next_attempt_at, created_at, delivery_id)
      SELECT w.outbox_id, w.kind, w.conversation_id, w.seq, w.seq, w.order_key, w.payload,
        CASE WHEN w.is_first THEN 'sending' ELSE 'queued' END, CASE WHEN w.is_first THEN 1 ELSE 0 END,
        CASE WHEN w.is_first THEN $3::timestamptz END, $2, $2, w.id
      FROM (SELECT g.*, n.last_seq AS seq, (
          SELECT e.number FROM outbox e WHERE e.order_key = g.order_key AND e.status IN ('queued', 'sending')
          ORDER BY e.order_key, e.number LIMIT 1) IS NULL AS is_first
        FROM given g LEFT JOIN numbered n ON n.id = g.conversation_id
        WHERE g.outbox_id IS NOT NULL ORDER BY g.id) w
      RETURNING id, kind, conversation_id, seq, order_key, payload, attempts, created_at, delivery_id, status),
    released AS (
      UPDATE outreach_deliveries d SET status = CASE WHEN ${IS_SHOWN} THEN 'sent' ELSE 'sending' END, reason = NULL,
        way = g.way, account = g.account, conversation_id = g.conversation_id, seq = n.last_seq,
        outbox_id = g.outbox_id, released_at = $2, settled_at = CASE WHEN ${IS_SHOWN} THEN $2::timestamptz END
      FROM given g LEFT JOIN numbered n ON n.id = g.conversation_id
      WHERE d.id = g.id)
    SELECT q.*, n.address FROM queued q LEFT JOIN numbered n ON n.id = q.conversation_id`,
};
