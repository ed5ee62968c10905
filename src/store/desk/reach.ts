import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { textField } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** What must be known of a conversation before anybody writes into it. */
export interface ConversationReach {
  readonly channelAccount: string;
  readonly lastInboundAt: Date | null;
  /** Messages that went out since the customer last wrote. */
  readonly sentSince: number;
  /** Who has the conversation: an agent's id or a key's; null when nobody has. */
  readonly ownerId: string | null;
}

export interface RevealMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly reason: string;
  readonly actor: Actor;
}

export interface ReachStore {
  find(conversationId: string): Promise<ConversationReach | undefined>;
  reveal(request: RevealMessage): Promise<{ readonly text: string | null } | undefined>;
}

interface ReachRow {
  readonly channel_account: string;
  readonly last_inbound_at: Date | null;
  readonly sent_since: number;
  readonly owner_id: string | null;
}

const FIND = {
  name: 'desk-reach',
  text: `SELECT c.channel_account, c.last_inbound_at, h.agent_id AS owner_id,
      (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND m.seq > c.last_inbound_seq
        AND m.direction = 'out' AND m.activity->>'type' = 'message')::int AS sent_since
    FROM conversations c LEFT JOIN handoffs h
      ON h.conversation_id = c.id AND h.state IN ('with_agent', 'wrapping_up')
    WHERE c.id = $1`,
};

/** Who may write to a conversation, and whether it would arrive; and one message unmasked. */
export function makeReachStore(deps: { readonly pool: Pool; readonly clock: Clock }): ReachStore {
  return {
    find: async (conversationId) => {
      const { rows } = await deps.pool.query<ReachRow>({ ...FIND, values: [conversationId] });
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        channelAccount: row.channel_account,
        lastInboundAt: row.last_inbound_at,
        sentSince: row.sent_since,
        ownerId: row.owner_id,
      };
    },
    reveal: (request) => inTransaction(deps.pool, (sql) => reveal(sql, request, deps.clock.now())),
  };
}

async function reveal(
  sql: Sql,
  { conversationId, seq, reason, actor }: RevealMessage,
  now: Date,
): Promise<{ readonly text: string | null } | undefined> {
  const { rows } = await sql.query<{ activity: unknown }>(
    'SELECT activity FROM messages WHERE conversation_id = $1 AND seq = $2',
    [conversationId, seq],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const subject = { subjectKind: 'conversation', subjectId: conversationId };
  const entry = { actor, action: 'message.revealed', ...subject, reason, data: { seq } };
  await insertAudit(sql, [entry], now);
  return { text: textField(row.activity, 'text') ?? null };
}

/** True while an agent's session is good. Does not prolong it: an open console is no activity. */
export async function isSignedIn(sql: Sql, sessionId: Id<'session'>, now: Date): Promise<boolean> {
  const { rows } = await sql.query({
    name: 'desk-session',
    text: `SELECT 1 FROM sessions s JOIN agents a ON a.id = s.agent_id
      WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL`,
    values: [sessionId, now],
  });
  return rows.length > 0;
}
