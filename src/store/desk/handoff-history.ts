import { z } from 'zod';
import type { HandoffHistory } from '../../domain/handoff/view.ts';
import { maskText } from '../../domain/mask.ts';
import type { Sql } from '../sql.ts';

interface StepRow {
  readonly at: Date;
  readonly name: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly agent_name: string | null;
  readonly data: unknown;
}

interface RatingRow {
  readonly score: number | null;
  readonly comment: string | null;
}

const dataSchema = z.record(z.string(), z.json());
/** A hand-off that goes to and fro for a day stays below it. */
const STEPS_MAX = 500;

/** Every transition of a hand-off, oldest first, and the customer's rating. */
export async function readHistory(sql: Sql, id: string): Promise<HandoffHistory> {
  const [steps, ratings] = await Promise.all([
    sql.query<StepRow>(
      `SELECT e.at, e.name, e.from_state, e.to_state, e.actor_kind, e.actor_id,
         COALESCE(a.display_name, k.name) AS agent_name, e.data
       FROM handoff_events e LEFT JOIN agents a ON a.id = e.agent_id LEFT JOIN api_keys k ON k.id = e.agent_id
       WHERE e.handoff_id = $1 ORDER BY e.id LIMIT $2`,
      [id, STEPS_MAX],
    ),
    sql.query<RatingRow>('SELECT score, comment FROM handoff_ratings WHERE handoff_id = $1', [id]),
  ]);
  const [rating] = ratings.rows;
  return {
    steps: steps.rows.map((row) => ({
      at: row.at,
      name: row.name,
      fromState: row.from_state,
      toState: row.to_state,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      agentName: row.agent_name,
      data: maskNote(dataSchema.parse(row.data)),
    })),
    rating:
      rating === undefined
        ? null
        : {
            score: rating.score,
            comment: rating.comment === null ? null : maskText(rating.comment),
          },
  };
}

/** What an agent wrote to the next one may hold what the customer said. */
function maskNote(data: z.infer<typeof dataSchema>): z.infer<typeof dataSchema> {
  const { note } = data;
  return typeof note === 'string' ? { ...data, note: maskText(note) } : data;
}
