import type { Respondent } from '../../domain/complaint/case.ts';
import type { ComplaintCategory } from '../../domain/complaint/record.ts';
import { findExcluded } from '../../domain/complaint/recusal.ts';
import type { Sql } from '../sql.ts';

/** Whoever handled the claim, as its record names them. */
const ADJUSTER = {
  name: 'complaint-adjuster',
  text: 'SELECT handler_name FROM claims WHERE claim_no = $1',
};
/** Who talked with the customer there before it was said. */
const SPOKE = {
  name: 'complaint-spoke',
  text: `SELECT DISTINCT agent_id FROM handoffs
    WHERE conversation_id = $1 AND agent_id IS NOT NULL AND COALESCE(first_reply_at, accepted_at) <= $2`,
};
const AGENTS = {
  name: 'complaint-agents',
  text: 'SELECT id, display_name AS name FROM agents WHERE disabled_at IS NULL ORDER BY id',
};

/** Agents who may have nothing to do with a complaint, by what the tables know of them (投诉处理管理办法 17). */
export async function readExclusions(
  sql: Sql,
  of: {
    readonly respondents: readonly Respondent[];
    readonly category: ComplaintCategory;
    readonly words: string;
    readonly conversationId: string | undefined;
    readonly claimNo: string | undefined;
    readonly receivedAt: Date;
  },
): Promise<readonly string[]> {
  const adjuster = await sql.query<{ handler_name: string | null }>({
    ...ADJUSTER,
    values: [of.claimNo ?? null],
  });
  const spoke = await sql.query<{ agent_id: string }>({
    ...SPOKE,
    values: [of.conversationId ?? null, of.receivedAt],
  });
  const agents = await sql.query<{ id: string; name: string }>({ ...AGENTS });
  return findExcluded({
    respondents: of.respondents,
    category: of.category,
    words: of.words,
    spokeIds: spoke.rows.map(({ agent_id }) => agent_id),
    adjusterName: adjuster.rows[0]?.handler_name ?? undefined,
    agents: agents.rows,
  });
}
