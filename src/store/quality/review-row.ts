import { z } from 'zod';
import type { QualityReview } from '../../domain/handoff/desk-setup.ts';

const rowSchema = z.object({
  id: z.string(),
  handoff_id: z.string(),
  conversation_id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  sampled_at: z.date(),
  closed_at: z.date().nullable(),
  result_code: z.string().nullable(),
  scores: z.record(z.string(), z.number()).nullable(),
  comment: z.string().nullable(),
  reviewed_at: z.date().nullable(),
  reviewer_name: z.string().nullable(),
});

/** Samples with the hand-off, its agent's name and the reviewer's. */
export const REVIEWS = `SELECT q.id, q.handoff_id, h.conversation_id, q.agent_id,
    COALESCE(a.display_name, h.agent_name, q.agent_id) AS agent_name, q.sampled_at, h.closed_at,
    h.result_code, q.scores, q.comment, q.reviewed_at,
    COALESCE(r.display_name, q.reviewed_by) AS reviewer_name
  FROM quality_reviews q JOIN handoffs h ON h.id = q.handoff_id
  LEFT JOIN agents a ON a.id = q.agent_id LEFT JOIN agents r ON r.id = q.reviewed_by`;

/** A row of `REVIEWS` as PostgreSQL gives it. */
export function toReview(row: unknown): QualityReview {
  const read = rowSchema.parse(row);
  return {
    id: read.id,
    handoffId: read.handoff_id,
    conversationId: read.conversation_id,
    agentId: read.agent_id,
    agentName: read.agent_name,
    sampledAt: read.sampled_at,
    closedAt: read.closed_at,
    resultCode: read.result_code,
    scores: read.scores,
    comment: read.comment,
    reviewedAt: read.reviewed_at,
    reviewedBy: read.reviewer_name,
  };
}
