import type { Pool } from 'pg';
import { z } from 'zod';
import { addMs, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** What is said so long after a push still answers it. */
export const ANSWER_HOURS = 72;
/** A message may be stored so long after the time that it bears: it waited at WeChat, or its commit was slow. */
const LATE_MS = 10 * MINUTE_MS;
/** Messages that one look reads; the next goes on where it stopped. */
const MESSAGES_MAX = 20_000;
/** After which a desk that has never looked begins. */
const FIRST_LOOK_MS = ANSWER_HOURS * HOUR_MS;
const CURSOR_KEY = 'outreach.answered';

const cursorSchema = z.object({ at: z.coerce.date() });

const READ_CURSOR = `SELECT value FROM settings WHERE key = '${CURSOR_KEY}'`;
const WRITE_CURSOR = `INSERT INTO settings (key, value) VALUES ('${CURSOR_KEY}', $1)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

/**
 * Customers' messages, each with the push before it in that conversation. A tap, or the number of one, is also proof
 * that the push was seen.
 */
const MARK = {
  name: 'outreach-mark-answered',
  text: `WITH said AS MATERIALIZED (
      SELECT m.conversation_id, m.at, m.activity->>'text' AS text FROM messages m
      WHERE m.direction = 'in' AND m.at > $1 AND m.at <= $2 AND m.activity->>'type' = 'message'
      ORDER BY m.at LIMIT ${MESSAGES_MAX}),
    answers AS (
      SELECT DISTINCT ON (p.id) p.id, s.at, s.text, p.conversation_id, p.seq
      FROM said s JOIN conversations c ON c.id = s.conversation_id
        JOIN channel_identities i ON i.id = c.identity_id,
        LATERAL (SELECT d.id, d.conversation_id, d.seq FROM outreach_deliveries d
          WHERE d.customer_id = i.customer_id AND d.released_at IS NOT NULL AND d.released_at < s.at
            AND d.released_at >= s.at - interval '${ANSWER_HOURS} hours' AND d.conversation_id = s.conversation_id
            AND d.status IN ('sending', 'sent', 'delivered', 'unknown')
          ORDER BY d.released_at DESC, d.id DESC LIMIT 1) p
      ORDER BY p.id, s.at),
    marked AS (
      UPDATE outreach_deliveries d SET answered_at = COALESCE(d.answered_at, a.at),
        opened_at = COALESCE(d.opened_at, CASE WHEN EXISTS (
          SELECT 1 FROM messages m, jsonb_array_elements(m.activity #> '{suggestedActions,actions}')
            WITH ORDINALITY AS t(tap, nth)
          WHERE m.conversation_id = a.conversation_id AND m.seq = a.seq
            AND a.text IN (t.tap->>'title', t.tap->>'value', t.nth::text)) THEN a.at END)
      FROM answers a WHERE d.id = a.id AND d.answered_at IS NULL)
    SELECT max(at) AS last, count(*)::int AS read FROM said`,
};

/** Marks which pushes customers answered since the last look. One process at a time; looked at twice it is the same. */
export async function markAnswered(pool: Pool, now: Date): Promise<void> {
  await inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ is_mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('${CURSOR_KEY}', 0)) AS is_mine`,
    );
    if (rows[0]?.is_mine !== true) return;
    const from = await readCursor(sql, now);
    const marked = await sql.query<{ last: Date | null; read: number }>({
      ...MARK,
      values: [from, now],
    });
    const { last = null, read = 0 } = marked.rows[0] ?? {};
    // Of a look that read all it could, the rest is next; otherwise what comes late is looked for again.
    const isFull = read === MESSAGES_MAX && last !== null;
    const next = isFull ? last : addMs(now, -LATE_MS);
    if (next > from) await sql.query(WRITE_CURSOR, [JSON.stringify({ at: next })]);
  });
}

async function readCursor(sql: Sql, now: Date): Promise<Date> {
  const { rows } = await sql.query<{ value: unknown }>(READ_CURSOR);
  return rows[0] === undefined ? addMs(now, -FIRST_LOOK_MS) : cursorSchema.parse(rows[0].value).at;
}

/** A link of the push was opened. The first time counts. */
export async function markOpened(sql: Sql, deliveryId: bigint, now: Date): Promise<void> {
  await sql.query(
    `UPDATE outreach_deliveries SET opened_at = $2
     WHERE id = $1 AND opened_at IS NULL AND released_at IS NOT NULL`,
    [String(deliveryId), now],
  );
}
