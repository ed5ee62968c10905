import type { Id, Random } from '../../lib/ids.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import type { Sql } from '../sql.ts';

/** What an agent has to know and be licensed for who offers somebody a policy. */
const LICENSED_SKILL = 'policy';

const LEAST_BUSY = `SELECT a.id FROM agents a LEFT JOIN teams t ON t.id = a.team_id
  WHERE a.disabled_at IS NULL AND a.role IN ('agent', 'supervisor')
    AND (a.skills @> to_jsonb($1::text) OR t.skills @> to_jsonb($1::text))
  ORDER BY (SELECT count(*) FROM referrals r WHERE r.assigned_to = a.id AND r.status IN ('asked', 'contacted')),
    a.id LIMIT 1`;

/** The licensed agent who has the fewest friends to call; undefined: there is none, and those who lead are told. */
export async function chooseAgent(sql: Sql): Promise<Id<'agent'> | undefined> {
  const { rows } = await sql.query<{ id: string }>(LEAST_BUSY, [LICENSED_SKILL]);
  return rows[0]?.id;
}

/** Tells whoever it is assigned to, or everybody who leads when nobody is. */
export async function noticeReferral(
  sql: Sql,
  given: {
    readonly referralId: Id<'referral'>;
    readonly assignedTo: string | undefined;
    readonly now: Date;
    readonly random: Random;
  },
): Promise<void> {
  const { referralId, assignedTo } = given;
  const agentIds = assignedTo === undefined ? await readLeads(sql) : [assignedTo];
  const notices = agentIds.map((agentId) => ({ agentId, kind: 'referral', data: { referralId } }));
  await insertNotices(sql, notices, given);
}

async function readLeads(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT id FROM agents WHERE disabled_at IS NULL AND role IN ('supervisor', 'admin') ORDER BY id",
  );
  return rows.map(({ id }) => id);
}
