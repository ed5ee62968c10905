import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import type { QualityReview } from '../../domain/handoff/desk-setup.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { REVIEWS, toReview } from './review-row.ts';

export interface QualityStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

export interface SampleWanted {
  /** `YYYY-MM-DD` in Asia/Shanghai; both days are included. */
  readonly from: string;
  readonly to: string;
  /** Of each agent's finished hand-offs that nobody has drawn yet; at least one. */
  readonly percent: number;
  readonly agentId?: string | undefined;
}

/** Whoever asks for more asks again: what was drawn is not drawn twice. */
const SAMPLE_MAX = 500;
const SEED_LENGTH = 20;
/** Any number that nothing else uses: two who draw at once come one after the other. */
const LOCK_NUMBER = 7_301_003;

interface Drawn {
  readonly id: string;
  readonly agent_id: string;
}

/** Draws by lot, for each agent alone, so that nobody is left out and nobody can tell what will be looked at. */
export function drawSample(
  { pool, clock, random }: QualityStoreDeps,
  wanted: SampleWanted,
  actor: Actor,
): Promise<readonly QualityReview[]> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBER]);
    const drawn = await draw(sql, wanted, random.text(SEED_LENGTH));
    const rows = drawn.map((one) => ({ ...one, reviewId: newId('qualityReview', random) }));
    await sql.query(
      `INSERT INTO quality_reviews (id, handoff_id, agent_id, sampled_at, sampled_by)
       SELECT r->>'reviewId', r->>'id', r->>'agent_id', $2, $3 FROM jsonb_array_elements($1::jsonb) AS r`,
      [JSON.stringify(rows), now, actor.id],
    );
    const data = {
      from: wanted.from,
      to: wanted.to,
      percent: wanted.percent,
      handoffIds: drawn.map(({ id }) => id),
    };
    const subject = { subjectKind: 'quality_sample', subjectId: wanted.agentId ?? '*' };
    await insertAudit(sql, [{ actor, action: 'quality.sampled', ...subject, data }], now);
    const reviews = await sql.query(
      `${REVIEWS} WHERE q.id = ANY($1) ORDER BY agent_name, h.closed_at, q.id`,
      [rows.map(({ reviewId }) => reviewId)],
    );
    return reviews.rows.map(toReview);
  });
}

async function draw(sql: Sql, wanted: SampleWanted, seed: string): Promise<readonly Drawn[]> {
  const { rows } = await sql.query<Drawn>(
    `WITH open AS (
       SELECT h.id, h.agent_id, row_number() OVER (PARTITION BY h.agent_id ORDER BY md5(h.id || $5)) AS lot,
         count(*) OVER (PARTITION BY h.agent_id) AS total
       FROM handoffs h JOIN agents a ON a.id = h.agent_id
       WHERE h.state IN ('returned', 'closed') AND h.accepted_at IS NOT NULL
         AND h.closed_at >= $1 AND h.closed_at < $2 AND ($3::text IS NULL OR h.agent_id = $3)
         AND NOT EXISTS (SELECT 1 FROM quality_reviews q WHERE q.handoff_id = h.id))
     SELECT id, agent_id FROM open WHERE lot <= ceil(total * $4::numeric / 100) ORDER BY lot, id LIMIT $6`,
    [
      startOfDay(wanted.from, 0),
      startOfDay(wanted.to, 1),
      wanted.agentId ?? null,
      wanted.percent,
      seed,
      SAMPLE_MAX,
    ],
  );
  return rows;
}

/** When a day, or one some days later, begins in Shanghai. The day was checked when it was read. */
function startOfDay(date: string, daysLater: number): Date {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`no such day: ${date}`);
  return new Date(startOf(day + daysLater));
}
