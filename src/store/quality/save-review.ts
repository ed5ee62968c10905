import type { Actor } from '../../domain/audit.ts';
import type { QualityReview } from '../../domain/handoff/desk-setup.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import type { QualityStoreDeps } from './draw-sample.ts';
import { REVIEWS, toReview } from './review-row.ts';

export interface ReviewInput {
  /** By criterion, 0 to 100. */
  readonly scores: Readonly<Record<string, number>>;
  readonly comment?: string | undefined;
}

/** Writes down what a supervisor thinks of a sample; a second review replaces the first. */
export function saveReview(
  { pool, clock }: Pick<QualityStoreDeps, 'pool' | 'clock'>,
  { id, input, actor }: { readonly id: string; readonly input: ReviewInput; readonly actor: Actor },
): Promise<QualityReview | 'not_found' | 'own_work'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    // Whoever had the conversation for a while has a part in it, also when another one closed it.
    const { rows } = await sql.query<{ is_own: boolean }>(
      `SELECT q.agent_id = $2 OR EXISTS (
         SELECT 1 FROM handoff_events e WHERE e.handoff_id = q.handoff_id
           AND e.actor_kind = 'agent' AND e.actor_id = $2 AND e.name IN ('accept', 'take_over')) AS is_own
       FROM quality_reviews q WHERE q.id = $1 FOR UPDATE`,
      [id, actor.id],
    );
    if (rows[0] === undefined) return 'not_found';
    if (rows[0].is_own) return 'own_work';
    await sql.query(
      `UPDATE quality_reviews SET scores = $2, comment = $3, reviewed_at = $4, reviewed_by = $5
       WHERE id = $1`,
      [id, JSON.stringify(input.scores), input.comment ?? null, now, actor.id],
    );
    const subject = { subjectKind: 'quality_review', subjectId: id };
    const data = { scores: { ...input.scores } };
    await insertAudit(sql, [{ actor, action: 'quality.reviewed', ...subject, data }], now);
    const reviews = await sql.query(`${REVIEWS} WHERE q.id = $1`, [id]);
    return toReview(reviews.rows[0]);
  });
}
