import { z } from 'zod';
import type { ComplaintCandidate } from '../../domain/complaint/desk-view.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { hereSince, isHereSql } from '../handoffs/candidates.ts';
import { readDeskSettings } from '../handoffs/desk-settings.ts';
import type { Sql } from '../sql.ts';

const rowSchema = z.object({
  id: z.string(),
  display_name: z.string(),
  role: z.string(),
  is_here: z.boolean(),
  has_skill: z.boolean(),
  open: z.number(),
  last_at: z.date().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** Whoever was last given one longer ago than this has waited long enough. */
const LAST_WITHIN_MS = 30 * DAY_MS;

/**
 * Whoever has the skill for complaints, themselves or by their team, and those who lead. `NOT IN` has the states of
 * which nothing is done any more (domain/complaint/record.ts).
 */
const CANDIDATES = {
  name: 'complaint-candidates',
  text: `SELECT a.id, a.display_name, a.role, a.presence = 'online' AND ${isHereSql('$1', '$2')} AS is_here,
      (a.skills ? 'complaint' OR COALESCE(t.skills ? 'complaint', false)) AS has_skill,
      COALESCE(o.open, 0)::int AS open, l.last_at
    FROM agents a LEFT JOIN teams t ON t.id = a.team_id
    LEFT JOIN (SELECT handler_id, count(*) AS open FROM complaints
      WHERE handler_id IS NOT NULL AND status NOT IN ('CLOSED', 'WITHDRAWN', 'DECLINED', 'MERGED')
      GROUP BY 1) o ON o.handler_id = a.id
    LEFT JOIN (SELECT data->>'handlerId' AS handler_id, max(occurred_at) AS last_at FROM complaint_events
      WHERE kind = 'assign' AND occurred_at > $3 GROUP BY 1) l ON l.handler_id = a.id
    WHERE a.disabled_at IS NULL
      AND (a.role = 'supervisor' OR (a.role <> 'auditor'
        AND (a.skills ? 'complaint' OR COALESCE(t.skills ? 'complaint', false))))
    LIMIT 2000`,
};

/**
 * Who could be given a complaint, best first: who is there before who is not, agents before those who lead, who
 * decide what others dispute, then the fewest open ones, then who has waited longest. Excluded people come last and say so.
 */
export async function readComplaintCandidates(
  sql: Sql,
  { excludedIds, now }: { readonly excludedIds: readonly string[]; readonly now: Date },
): Promise<readonly ComplaintCandidate[]> {
  const { goneSeconds } = await readDeskSettings(sql);
  const { rows } = await sql.query({
    ...CANDIDATES,
    values: [...hereSince({ now, goneSeconds }), addMs(now, -LAST_WITHIN_MS)],
  });
  const isExcluded = ({ id }: Row): boolean => excludedIds.includes(id);
  return z
    .array(rowSchema)
    .parse(rows)
    .sort(
      (a, b) =>
        Number(isExcluded(a)) - Number(isExcluded(b)) ||
        Number(b.is_here) - Number(a.is_here) ||
        rankOf(a) - rankOf(b) ||
        a.open - b.open ||
        (a.last_at?.getTime() ?? 0) - (b.last_at?.getTime() ?? 0) ||
        (a.id < b.id ? -1 : 1),
    )
    .map((row) => ({
      id: row.id,
      name: row.display_name,
      role: row.role,
      isOnline: row.is_here,
      open: row.open,
      isExcluded: isExcluded(row),
    }));
}

function rankOf({ role, has_skill: hasSkill }: Row): number {
  if (role === 'agent') return 0;
  return hasSkill ? 1 : 2;
}

/** Whoever may have a complaint and has the least to do; undefined: nobody may. */
export async function findHandler(
  sql: Sql,
  of: { readonly excludedIds: readonly string[]; readonly now: Date },
): Promise<Id<'agent'> | undefined> {
  const candidates = await readComplaintCandidates(sql, of);
  return candidates.find(({ isExcluded }) => !isExcluded)?.id;
}
