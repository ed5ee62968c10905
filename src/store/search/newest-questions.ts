import type { Sql } from '../sql.ts';

/** What a customer said last may take several messages. */
const MESSAGES_MAX = 3;
/** A word or two that says nothing searches for nothing. */
const LENGTH_MIN = 3;

/** As short as `我要转人工客服` it only calls for a person, and no article helps whoever has one. */
const CALL_LENGTH_MAX = 10;

/**
 * What the customer wrote and no agent answered yet, newest first, up to three messages with words in them; undefined when there is no
 * such conversation.
 */
export async function readNewestQuestions(
  sql: Sql,
  conversationId: string,
): Promise<readonly string[] | undefined> {
  const { rows } = await sql.query<{ text: string | null }>(
    `SELECT m.text FROM conversations c LEFT JOIN LATERAL (
       SELECT m.seq, btrim(m.activity->>'text') AS text FROM messages m
       WHERE m.conversation_id = c.id AND m.author = 'customer' AND m.activity->>'type' = 'message'
         AND length(btrim(m.activity->>'text')) >= $2
         AND m.seq > (SELECT COALESCE(max(a.seq), 0) FROM messages a
           WHERE a.conversation_id = c.id AND a.author = 'agent')
         AND NOT (length(btrim(m.activity->>'text')) <= $4 AND m.activity->>'text' ~ '人工|真人|客服')
       ORDER BY m.seq DESC LIMIT $3) m ON true
     WHERE c.id = $1 ORDER BY m.seq DESC`,
    [conversationId, LENGTH_MIN, MESSAGES_MAX, CALL_LENGTH_MAX],
  );
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ text }) => (text === null ? [] : [text]));
}
