import type { Actor } from '../../domain/audit.ts';
import type { QualityReview } from '../../domain/handoff/desk-setup.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import { drawSample, type QualityStoreDeps, type SampleWanted } from './draw-sample.ts';
import { REVIEWS, toReview } from './review-row.ts';
import { type ReviewInput, saveReview } from './save-review.ts';

export interface QualityQuery extends PageRequest {
  readonly isReviewed?: boolean | undefined;
  readonly agentId?: string | undefined;
}

export interface QualityStore {
  /** Draws hand-offs that nobody has drawn before. */
  sample(wanted: SampleWanted, actor: Actor): Promise<readonly QualityReview[]>;
  /** Newest first. */
  list(query: QualityQuery): Promise<Page<QualityReview>>;
  /** `own_work`: nobody reviews a conversation that they had a part in. */
  review(
    id: string,
    input: ReviewInput,
    actor: Actor,
  ): Promise<QualityReview | 'not_found' | 'own_work'>;
}

/** Samples of finished hand-offs, and what supervisors think of them (质检). */
export function makeQualityStore(deps: QualityStoreDeps): QualityStore {
  return {
    sample: (wanted, actor) => drawSample(deps, wanted, actor),
    list: (query) => list(deps.pool, query),
    review: (id, input, actor) => saveReview(deps, { id, input, actor }),
  };
}

async function list(sql: Sql, query: QualityQuery): Promise<Page<QualityReview>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `${REVIEWS}
     WHERE ($1::timestamptz IS NULL OR (q.sampled_at, q.id) < ($1, $2))
       AND ($3::boolean IS NULL OR (q.reviewed_at IS NOT NULL) = $3)
       AND ($4::text IS NULL OR q.agent_id = $4)
     ORDER BY q.sampled_at DESC, q.id DESC LIMIT $5`,
    [before, id ?? null, query.isReviewed ?? null, query.agentId ?? null, query.limit + 1],
  );
  return toPage(rows.map(toReview), {
    limit: query.limit,
    cursorOf: (review) => [review.sampledAt.toISOString(), review.id],
    toItem: (review) => review,
  });
}
