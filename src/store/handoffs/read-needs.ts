import type { Handoff, HandoffReason, PreferredAgent } from '../../domain/handoff/handoff.ts';
import { flagsOf, type HandoffFlags } from '../../domain/handoff/priority.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import type { LockedConversation } from './desk-work.ts';

/** Who helped somebody within this time is asked first. */
const LAST_AGENT_DAYS = 30;

export interface Needs {
  readonly flags: HandoffFlags;
  readonly wishes: Pick<Handoff, 'skill' | 'language' | 'branch' | 'preferred' | 'recused'>;
}

interface Row {
  readonly tier: string | null;
  readonly branch: string | null;
  readonly has_open_complaint: boolean;
  readonly is_injury_reported: boolean;
  readonly handler_id: string | null;
  readonly manager_id: string | null;
  readonly last_agent_id: string | null;
  readonly left_out: string[] | null;
}

/**
 * What is known of whoever asks, in one round trip. `$1` conversation, `$2` identity, `$3` customer or null.
 * Whoever may have nothing to do with a complaint (投诉处理管理办法 17) does not get its customer until it is closed.
 * One about how people were treated that was filed in a conversation which an agent had before is taken to be about
 * that agent, even if nobody has said so.
 */
const READ = {
  name: 'handoff-needs',
  text: `WITH about AS (
      SELECT p.handler_id, p.conversation_id, p.received_at, p.category, p.excluded_ids FROM complaints p
      WHERE p.closed_at IS NULL AND (p.identity_id = $2 OR p.customer_id = $3))
    SELECT u.tier, u.branch,
      EXISTS (SELECT 1 FROM about) AS has_open_complaint,
      EXISTS (SELECT 1 FROM accident_reports r WHERE r.conversation_id = $1 AND r.has_injury AND r.reported_at > $5)
        AS is_injury_reported,
      (SELECT a.id FROM about b JOIN agents a ON a.id = b.handler_id AND a.disabled_at IS NULL
        ORDER BY b.received_at DESC LIMIT 1) AS handler_id,
      (SELECT a.id FROM agents a WHERE a.disabled_at IS NULL
        AND (a.username = lower(u.relationship_manager) OR a.display_name = u.relationship_manager)
        ORDER BY (a.username = lower(u.relationship_manager)) DESC LIMIT 1) AS manager_id,
      (SELECT h.agent_id FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
        JOIN agents a ON a.id = h.agent_id AND a.disabled_at IS NULL
        WHERE c.identity_id = $2 AND h.first_reply_at > $4 ORDER BY h.first_reply_at DESC LIMIT 1) AS last_agent_id,
      (SELECT array_agg(id ORDER BY id) FROM (
        SELECT h.agent_id AS id FROM about b JOIN handoffs h ON h.conversation_id = b.conversation_id
          WHERE b.category = 'SERVICE.ATTITUDE' AND h.first_reply_at < b.received_at
        UNION SELECT jsonb_array_elements_text(b.excluded_ids) FROM about b) left_out) AS left_out
    FROM (SELECT 1) one LEFT JOIN customers u ON u.id = $3`,
};

/** Why somebody is first in the queue and whom they need, from what the tables say now. */
export async function readNeeds(
  sql: Sql,
  about: {
    readonly conversation: LockedConversation;
    readonly reason: HandoffReason;
    readonly now: Date;
  },
): Promise<Needs> {
  const { conversation, reason, now } = about;
  const { rows } = await sql.query<Row>({
    ...READ,
    values: [
      conversation.id,
      conversation.identityId,
      conversation.customerId ?? null,
      addMs(now, -LAST_AGENT_DAYS * DAY_MS),
      addMs(now, -DAY_MS),
    ],
  });
  const [row] = rows;
  const flags = flagsOf(reason, {
    tier: row?.tier ?? undefined,
    hasOpenComplaint: row?.has_open_complaint,
    isInjuryReported: row?.is_injury_reported,
  });
  const recused = row?.left_out ?? [];
  const skill = skillFor(reason, flags);
  return {
    flags,
    wishes: {
      language: conversation.locale.split('-', 1)[0]?.toLowerCase() ?? 'zh',
      preferred: preferredOf(row).filter(({ agentId }) => !recused.includes(agentId)),
      recused,
      ...(skill === undefined ? {} : { skill }),
      ...(row?.branch == null ? {} : { branch: row.branch }),
    },
  };
}

/** A wish that nobody at work can meet is dropped when somebody is chosen (domain/handoff/assign.ts). */
function skillFor(reason: HandoffReason, flags: HandoffFlags): string | undefined {
  if (flags.isInjury) return 'injury';
  if (flags.isComplaint || reason === 'anger') return 'complaint';
  if (reason === 'partner_unreachable') return 'roadside';
  return undefined;
}

function preferredOf(row: Row | undefined): readonly PreferredAgent[] {
  const wanted: readonly [string | null | undefined, PreferredAgent['because']][] = [
    [row?.handler_id, 'handler'],
    [row?.manager_id, 'relationship_manager'],
    [row?.last_agent_id, 'last_agent'],
  ];
  const seen = new Set<string>();
  return wanted.flatMap(([agentId, because]) => {
    if (agentId == null || seen.has(agentId)) return [];
    seen.add(agentId);
    return [{ agentId, because }];
  });
}
