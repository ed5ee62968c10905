import type { Pool } from 'pg';
import { z } from 'zod';
import { advanceCampaign, CAMPAIGN_STATES } from '../../domain/outreach/campaign.ts';
import type { Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** Campaigns that one look moves on; the next takes the rest. */
const CAMPAIGNS_MAX = 50;
/** Why a campaign asks. */
export const WINDOW_MISSED = 'window_missed';

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(CAMPAIGN_STATES),
  starts_at: z.date(),
  ends_at: z.date(),
  planned_at: z.date().nullable(),
  care_plan_id: z.string().nullable(),
  created_by: z.string(),
  is_waiting: z.boolean(),
  is_sending: z.boolean(),
});
type Row = z.infer<typeof rowSchema>;

const hasRow = (status: string): string =>
  `EXISTS (SELECT 1 FROM outreach_deliveries d WHERE d.campaign_id = p.id AND d.status = '${status}')`;

/** Also those that nothing happens to: each is looked at by two probes of an index. */
const DUE = {
  name: 'outreach-due-campaigns',
  text: `SELECT p.id, p.name, p.status, p.starts_at, p.ends_at, p.planned_at, p.care_plan_id, p.created_by,
      ${hasRow('planned')} AS is_waiting, ${hasRow('sending')} AS is_sending
    FROM campaigns p WHERE p.status IN ('scheduled', 'planning', 'running')
      AND (p.starts_at <= $1 AND (p.status = 'scheduled' OR p.ends_at <= $1 OR p.planned_at IS NOT NULL))
    ORDER BY p.starts_at, p.id FOR NO KEY UPDATE OF p SKIP LOCKED`,
};

export interface AdvanceDeps {
  readonly pool: Pool;
  readonly random: Random;
}

/**
 * What time makes of campaigns: they begin, they are done, or their window is over and their creators are asked.
 * Returns how many moved.
 */
export function advanceCampaigns(deps: AdvanceDeps, now: Date): Promise<number> {
  return inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query({ ...DUE, values: [now] });
    let count = 0;
    for (const row of z.array(rowSchema).parse(rows)) {
      if (count >= CAMPAIGNS_MAX) break;
      if (await advance(sql, row, { now, random: deps.random })) count += 1;
    }
    return count;
  });
}

interface Given {
  readonly now: Date;
  readonly random: Random;
}

async function advance(sql: Sql, row: Row, given: Given): Promise<boolean> {
  const { now } = given;
  const isPlanned = row.planned_at !== null;
  // Whoever is on the way still settles; until then it is not done.
  if (isPlanned && !row.is_waiting) {
    if (row.is_sending) return false;
    await move(sql, row, { status: 'finished', reason: null, now });
    return true;
  }
  const next = advanceCampaign(
    {
      state: row.status,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      isPlanned,
      carePlanId: row.care_plan_id ?? undefined,
    },
    now,
  );
  if (next === undefined) return false;
  const reason = next === 'asking' || next === 'finished' ? WINDOW_MISSED : null;
  await move(sql, row, { status: next, reason, now });
  if (next === 'asking') await ask(sql, row, given);
  return true;
}

async function move(
  sql: Sql,
  row: Row,
  to: { readonly status: string; readonly reason: string | null; readonly now: Date },
): Promise<void> {
  const { status, reason, now } = to;
  await sql.query(
    `UPDATE campaigns SET status = $2, reason = $3, started_at = COALESCE(started_at, CASE WHEN $4 THEN $5::timestamptz END),
       updated_at = $5 WHERE id = $1`,
    [row.id, status, reason, status === 'planning' || status === 'running', now],
  );
  await insertAudit(
    sql,
    [
      {
        actor: { kind: 'system', id: 'outreach' },
        action: `campaign.${status}`,
        subjectKind: 'campaign',
        subjectId: row.id,
        ...(reason === null ? {} : { reason }),
      },
    ],
    now,
  );
}

/** Its creator is asked; where that is no person at the desk, every supervisor. */
const WHOM = `SELECT id FROM agents WHERE disabled_at IS NULL AND (id = $1
    OR (role = 'supervisor' AND NOT EXISTS (SELECT 1 FROM agents WHERE id = $1 AND disabled_at IS NULL)))`;

async function ask(sql: Sql, row: Row, given: Given): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(WHOM, [row.created_by]);
  const data = { campaignId: row.id, campaignName: row.name };
  const notices = rows.map(({ id }) => ({ agentId: id, kind: 'outreach', data }));
  await insertNotices(sql, notices, given);
}
