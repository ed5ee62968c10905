import type { RateHandoff } from '../../domain/write.ts';
import type { Sql } from '../sql.ts';

/**
 * What the customer thought of the newest hand-off of theirs that was asked about. A score counts once; a comment that
 * comes after it is added, once as well.
 */
export async function rateHandoff(sql: Sql, rating: RateHandoff, now: Date): Promise<void> {
  await sql.query(
    `UPDATE handoff_ratings r SET score = COALESCE(r.score, $2), comment = COALESCE(r.comment, $3),
       answered_at = COALESCE(r.answered_at, $4)
     WHERE r.handoff_id = (
       SELECT h.id FROM handoffs h JOIN handoff_ratings asked ON asked.handoff_id = h.id
       WHERE h.conversation_id = $1 ORDER BY h.closed_at DESC LIMIT 1)`,
    [rating.conversationId, rating.score ?? null, rating.comment ?? null, now],
  );
}
