import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { ChannelReach } from '../../domain/handoff/channel-window.ts';
import type { Grant, GrantKind } from '../../domain/wechat/grants.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { textField } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** What must be known of a conversation before anybody writes into it. */
export interface ConversationReach extends ChannelReach {
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
  readonly unreachable: string | null;
  readonly owner_id: string | null;
  readonly grants: readonly GrantRow[] | null;
  readonly waiting: number;
}

/** Out of a JSON aggregate: times are text. */
interface GrantRow {
  readonly kind: GrantKind;
  readonly granted_at: string;
  readonly expires_at: string | null;
  readonly allowed: number;
  readonly used: number;
}

const FIND = {
  name: 'desk-reach',
  text: `SELECT c.channel_account, i.unreachable, h.agent_id AS owner_id,
      (SELECT json_agg(g) FROM (SELECT kind, granted_at, expires_at, allowed, used FROM channel_grants
        WHERE conversation_id = c.id) g) AS grants,
      (SELECT count(*) FROM outbox o WHERE o.order_key = c.id AND o.status = 'queued')::int AS waiting
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
      LEFT JOIN handoffs h ON h.conversation_id = c.id AND h.state IN ('with_agent', 'wrapping_up')
    WHERE c.id = $1`,
};

export interface ReachStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Sends that agents leave to news, by the settings of a WeChat account. Default: none. */
  readonly keptForNews?: (channelAccount: string) => number;
}

/** Who may write to a conversation, and whether it would arrive; and one message unmasked. */
export function makeReachStore(deps: ReachStoreDeps): ReachStore {
  return {
    find: async (conversationId) => {
      const { rows } = await deps.pool.query<ReachRow>({ ...FIND, values: [conversationId] });
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        channelAccount: row.channel_account,
        grants: (row.grants ?? []).map(toGrant),
        keptForNews: deps.keptForNews?.(row.channel_account) ?? 0,
        waiting: row.waiting,
        unreachable: row.unreachable,
        ownerId: row.owner_id,
      };
    },
    reveal: (request) => inTransaction(deps.pool, (sql) => reveal(sql, request, deps.clock.now())),
  };
}

function toGrant(row: GrantRow): Grant {
  const { kind, allowed, used } = row;
  const end = row.expires_at === null ? {} : { expiresAt: new Date(row.expires_at) };
  return { kind, grantedAt: new Date(row.granted_at), allowed, used, ...end };
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
