import type { Pool } from 'pg';
import type { Committed, TurnCommit, TurnStore } from '../../domain/conversation.ts';
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
import type { PreparedTurns } from './prepared-turns.ts';
import { type AppendedRow, type MessageRow, numbered } from './rows.ts';
import { IDENTITY_COLUMNS, type TurnRow, toWork } from './turn-row.ts';

export interface TurnStoreDeps {
  readonly pool: Pool;
  /** This process, as its presence in the database is named (process-connection.ts). */
  readonly processId: string;
  readonly prepared: PreparedTurns;
  /** Carries out what a flow decided, inside the turn's transaction. */
  readonly applyWrite: (sql: Sql, write: Write, now: Date) => Promise<void>;
  readonly random: Random;
}

/**
 * Turns on PostgreSQL. `turn_by` keeps two processes from thinking about one conversation at a time: accepting a
 * message takes the turn when it is free, and committing gives it back, so neither costs a statement of its own.
 * The state's version, checked by the commit, keeps them from answering twice even when the turn was lost.
 */
export function makeTurnStore(deps: TurnStoreDeps): TurnStore {
  const { pool } = deps;
  return {
    take: (id) => take(deps, id),
    commit: (commit) => commitTurn(deps, commit),
    settle: async (id, handledSeq) => {
      await pool.query(
        `UPDATE conversations SET handled_seq = GREATEST(handled_seq, $2), turn_by = NULL
         WHERE id = $1 AND turn_by = $3`,
        [id, handledSeq, deps.processId],
      );
    },
    release: async (id) => {
      await pool.query(RELEASE, [id, deps.processId]);
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

/** Everything that a turn needs, in one round trip. */
const READ = {
  name: 'read-turn',
  text: `SELECT c.id, c.channel_account, c.identity_id, c.locale, c.mode, c.last_seq, c.ended_at, c.created_at,
      c.turn_by, c.state, c.state_version, ${IDENTITY_COLUMNS},
      (SELECT p.at FROM messages p WHERE p.conversation_id = c.id AND p.seq = c.handled_seq) AS previous_at,
      (SELECT json_agg(m ORDER BY m.seq) FROM (
        SELECT seq, direction, author, author_name, at, activity, reply_to_seq, generated_by FROM messages
        WHERE conversation_id = c.id AND seq > c.handled_seq AND direction = 'in' ORDER BY seq LIMIT 50) m) AS waiting
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
    WHERE c.id = $1`,
};

const RELEASE = 'UPDATE conversations SET turn_by = NULL WHERE id = $1 AND turn_by = $2';

/** Takes a turn that is free, or whose process is gone: only then can its presence be locked by somebody else. */
const CLAIM = `UPDATE conversations SET turn_by = $2
  WHERE id = $1 AND (turn_by IS NULL OR pg_try_advisory_xact_lock(hashtextextended(turn_by, 0)))`;

interface ReadRow extends TurnRow {
  readonly waiting: MessageRow[] | null;
}

async function take(deps: TurnStoreDeps, id: Id<'conversation'>): ReturnType<TurnStore['take']> {
  const prepared = deps.prepared.take(id);
  if (prepared !== undefined) return { kind: 'taken', work: prepared };
  const { pool, processId } = deps;
  const row = await read(pool, id);
  if (row?.waiting == null) return { kind: 'idle' };
  if (row.turn_by === processId) return { kind: 'taken', work: toWork(row, row.waiting) };
  const { rowCount } = await pool.query(CLAIM, [id, processId]);
  if (rowCount === 0) return { kind: 'busy' };
  // What was read before the claim may be older than the turn that ended meanwhile.
  const claimed = await read(pool, id);
  if (claimed?.waiting != null) return { kind: 'taken', work: toWork(claimed, claimed.waiting) };
  await pool.query(RELEASE, [id, processId]);
  return { kind: 'idle' };
}

async function read(pool: Pool, id: Id<'conversation'>): Promise<ReadRow | undefined> {
  const { rows } = await pool.query<ReadRow>({ ...READ, values: [id] });
  return rows[0];
}

/** State, replies, audit and the turn's own row in one statement; refused when another turn or a person came first. */
const COMMIT = {
  name: 'commit-turn',
  text: `WITH numbered AS (
      UPDATE conversations SET ${TAKE_NUMBERS}, state = $4::jsonb, state_version = state_version + 1, handled_seq = $5,
        turn_by = CASE WHEN last_inbound_seq > $5 THEN turn_by END
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
