import type { Client, Pool } from 'pg';
import type { Committed, TurnCommit, TurnStore, TurnWork } from '../../domain/conversation.ts';
import type { ChannelIdentity, IdentityLevel, Subject } from '../../domain/identity.ts';
import type { Write } from '../../domain/write.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { inTransaction, type Sql } from '../sql.ts';
import {
  insertMessagesSql,
  queueForChannel,
  TAKE_NUMBERS,
  TRANSCRIPT_CHANNELS,
  toAppendJson,
} from './append.ts';
import {
  type AppendedRow,
  type ConversationRow,
  type MessageRow,
  numbered,
  toConversation,
  toMessage,
} from './rows.ts';

export interface TurnStoreDeps {
  readonly pool: Pool;
  /** The connection that holds this process's turns: when the process dies, PostgreSQL frees them at once. */
  readonly lockConnection: () => Promise<Client>;
  /** Carries out what a flow decided, inside the turn's transaction. */
  readonly applyWrite: (sql: Sql, write: Write, now: Date) => Promise<void>;
  readonly random: Random;
}

/**
 * Turns on PostgreSQL. An advisory lock keeps two processes from thinking about one conversation at a time;
 * the state's version, checked by the commit, keeps them from answering twice even when that lock was lost.
 */
export function makeTurnStore(deps: TurnStoreDeps): TurnStore {
  const { pool } = deps;
  return {
    take: async (id) => take(await deps.lockConnection(), id),
    commit: (commit) => commitTurn(deps, commit),
    settle: async (id, handledSeq) => {
      await pool.query(
        'UPDATE conversations SET handled_seq = GREATEST(handled_seq, $2) WHERE id = $1',
        [id, handledSeq],
      );
    },
    release: async (id) => {
      const client = await deps.lockConnection();
      await client.query({
        name: 'release-turn',
        text: `SELECT pg_advisory_unlock(${LOCK_KEY})`,
        values: [id],
      });
    },
    findUnhandled: async (before, limit) => {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM conversations WHERE last_inbound_seq > handled_seq AND last_inbound_at < $1
         ORDER BY last_inbound_at LIMIT $2`,
        [before, limit],
      );
      return rows.map((row) => row.id);
    },
  };
}

const LOCK_KEY = 'hashtextextended($1, 0)';

/** Takes the lock and reads everything a turn needs in one round trip. */
const TAKE = {
  name: 'take-turn',
  text: `WITH lock AS MATERIALIZED (SELECT pg_try_advisory_lock(${LOCK_KEY}) AS locked)
    SELECT lock.locked, w.* FROM lock LEFT JOIN LATERAL (
      SELECT c.id, c.channel_account, c.identity_id, c.locale, c.mode, c.last_seq, c.ended_at, c.created_at,
        c.state, c.state_version, i.external_user_id, i.customer_id, i.subject_kind, i.reporter_claim_no,
        i.level, i.verified_at,
        (SELECT p.at FROM messages p WHERE p.conversation_id = c.id AND p.seq = c.handled_seq) AS previous_at,
        (SELECT json_agg(m ORDER BY m.seq) FROM (
          SELECT seq, direction, author, author_name, at, activity, reply_to_seq, generated_by FROM messages
          WHERE conversation_id = c.id AND seq > c.handled_seq AND direction = 'in' ORDER BY seq LIMIT 50) m) AS waiting
      FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
      WHERE c.id = $1) w ON lock.locked`,
};

interface TakeRow extends ConversationRow {
  readonly locked: boolean;
  readonly state: unknown;
  readonly state_version: number;
  readonly external_user_id: string;
  readonly customer_id: string | null;
  readonly subject_kind: 'customer' | 'reporter' | null;
  readonly reporter_claim_no: string | null;
  readonly level: IdentityLevel;
  readonly verified_at: Date | null;
  readonly previous_at: Date | null;
  readonly waiting: MessageRow[] | null;
}

async function take(client: Client, id: Id<'conversation'>): ReturnType<TurnStore['take']> {
  const { rows } = await client.query<TakeRow>({ ...TAKE, values: [id] });
  const row = rows[0];
  if (row === undefined || !row.locked) return { kind: 'busy' };
  if (row.id === null || row.waiting === null) {
    await client.query({
      name: 'release-turn',
      text: `SELECT pg_advisory_unlock(${LOCK_KEY})`,
      values: [id],
    });
    return { kind: 'idle' };
  }
  return { kind: 'taken', work: toWork(row, row.waiting) };
}

function toWork(row: TakeRow, waiting: readonly MessageRow[]): TurnWork {
  const subject = toSubject(row);
  const identity: ChannelIdentity = {
    id: row.identity_id,
    channelAccount: row.channel_account,
    externalUserId: row.external_user_id,
    level: row.level,
    ...(subject === undefined ? {} : { subject }),
    ...(row.verified_at === null ? {} : { verifiedAt: row.verified_at }),
    ...(row.previous_at === null ? {} : { lastInboundAt: row.previous_at }),
  };
  return {
    conversation: toConversation(row),
    identity,
    state: row.state,
    stateVersion: row.state_version,
    waiting: waiting.map((message) => toMessage(row.id, message)),
  };
}

function toSubject(row: TakeRow): Subject | undefined {
  if (row.subject_kind === 'customer' && row.customer_id !== null) {
    return { kind: 'customer', customerId: row.customer_id };
  }
  if (row.subject_kind === 'reporter' && row.reporter_claim_no !== null) {
    return { kind: 'reporter', claimNo: row.reporter_claim_no };
  }
  return undefined;
}

/** State, replies, audit and the turn's own row in one statement; refused when another turn or a person came first. */
const COMMIT = {
  name: 'commit-turn',
  text: `WITH numbered AS (
      UPDATE conversations SET ${TAKE_NUMBERS}, state = $4::jsonb, state_version = state_version + 1, handled_seq = $5
      WHERE id = $1 AND state_version = $6 AND mode = 'bot'
      RETURNING id, last_seq, last_message_at, channel_account, $2::int AS count, last_inbound_seq > $5 AS has_more),
    inserted AS (${insertMessagesSql({ messages: '$7', turnId: '$8' })}),
    turn AS (
      INSERT INTO turns (id, conversation_id, from_seq, to_seq, started_at, committed_at, intent, confidence,
        understood_by, outcome)
      SELECT $8, id, $9, $5, $10, $3, $11, $12, $13, $14 FROM numbered),
    audited AS (
      INSERT INTO audit (at, actor_kind, actor_id, action, subject_kind, subject_id, reason, data)
      SELECT $3, a->'actor'->>'kind', a->'actor'->>'id', a->>'action', a->>'subjectKind', a->>'subjectId',
        a->>'reason', COALESCE(a->'data', '{}') FROM numbered, jsonb_array_elements($15::jsonb) AS a)
    SELECT last_seq, last_message_at, channel_account, has_more FROM numbered`,
};

type CommitRow = AppendedRow & { readonly channel_account: string; readonly has_more: boolean };

async function commitTurn(deps: TurnStoreDeps, commit: TurnCommit): Promise<Committed> {
  const statement = { ...COMMIT, values: toCommitValues(commit) };
  const channelIsTranscript = commit.writes.length === 0;
  if (channelIsTranscript && TRANSCRIPT_CHANNELS.includes(commit.channelAccount)) {
    const { rows } = await deps.pool.query<CommitRow>(statement);
    return toCommitted(commit, rows[0]);
  }
  return inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query<CommitRow>(statement);
    const committed = toCommitted(commit, rows[0]);
    if (committed.kind === 'stale' || rows[0] === undefined) return committed;
    for (const write of commit.writes) await deps.applyWrite(sql, write, commit.now);
    await queueForChannel(sql, {
      channelAccount: commit.channelAccount,
      messages: committed.messages,
      now: commit.now,
      random: deps.random,
    });
    return committed;
  });
}

function toCommitted(commit: TurnCommit, row: CommitRow | undefined): Committed {
  if (row === undefined) return { kind: 'stale' };
  return {
    kind: 'committed',
    messages: numbered(commit.conversationId, commit.messages, row),
    hasMore: row.has_more,
    hasQueued: commit.messages.length > 0 && !TRANSCRIPT_CHANNELS.includes(commit.channelAccount),
  };
}

function toCommitValues(commit: TurnCommit): unknown[] {
  const { understood } = commit;
  return [
    commit.conversationId,
    commit.messages.length,
    commit.now,
    JSON.stringify(commit.state),
    commit.handledSeq,
    commit.stateVersion,
    toAppendJson(commit.messages),
    commit.turnId,
    commit.fromSeq,
    commit.startedAt,
    understood?.intent,
    understood?.confidence,
    understood?.by,
    commit.outcome,
    JSON.stringify(commit.audit),
  ];
}
