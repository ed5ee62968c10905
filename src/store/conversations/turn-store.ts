import type { Pool } from 'pg';
import type { Committed, TurnCommit, TurnStore } from '../../domain/conversation.ts';
import type { Write } from '../../domain/write.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { Batcher } from '../batcher.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { BATCH_SIZE_MAX, BATCHES_AT_ONCE, queueForChannel, TRANSCRIPT_CHANNELS } from './append.ts';
import { type CommittedRow, commitTurns } from './commit-turns.ts';
import type { PreparedTurns } from './prepared-turns.ts';
import { type MessageRow, numbered } from './rows.ts';
import { IDENTITY_COLUMNS, type TurnRow, toWork } from './turn-row.ts';

type CommitBatcher = Batcher<TurnCommit, CommittedRow | null>;

export interface TurnStoreDeps {
  readonly pool: Pool;
  /** This process, as its presence in the database is named (process-connection.ts). */
  readonly processId: string;
  readonly prepared: PreparedTurns;
  /** Carries out what a flow decided, inside the turn's transaction. */
  readonly applyWrite: (sql: Sql, write: Write, now: Date) => Promise<void>;
  /** Marks messages as seen in a conversation that a person owns; false when nobody does (store/handoffs). */
  readonly settle: (id: Id<'conversation'>, handledSeq: number) => Promise<boolean>;
  /** These writes were committed. Only speed: what follows from them is found in the tables too. */
  readonly written?: (id: Id<'conversation'>, writes: readonly Write[]) => void;
  readonly random: Random;
}

/**
 * Turns on PostgreSQL. `turn_by` keeps two processes from thinking about one conversation at a time: accepting a
 * message takes the turn when it is free, and committing gives it back, so neither costs a statement of its own.
 * The state's version, checked by the commit, keeps them from answering twice even when the turn was lost.
 */
export function makeTurnStore(deps: TurnStoreDeps): TurnStore {
  const { pool } = deps;
  const batcher = makeCommitBatcher(pool);
  return {
    take: (id) => take(deps, id),
    commit: (commit) => commitTurn(deps, batcher, commit),
    settle: (id, handledSeq) => deps.settle(id, handledSeq),
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

async function commitTurn(
  deps: TurnStoreDeps,
  batcher: CommitBatcher,
  commit: TurnCommit,
): Promise<Committed> {
  const isPlain = commit.writes.length === 0 && TRANSCRIPT_CHANNELS.includes(commit.channelAccount);
  if (isPlain) return toCommitted(commit, await batcher.run(commit));
  const committed = await inTransaction(deps.pool, async (sql) => {
    const [row = null] = await commitTurns(sql, [commit]);
    const result = toCommitted(commit, row);
    if (result.kind === 'stale') return result;
    // The replies first: what a write sends comes after them, and their numbers are lower.
    await queueForChannel(sql, {
      channelAccount: commit.channelAccount,
      messages: result.messages,
      now: commit.now,
      random: deps.random,
    });
    for (const write of commit.writes) await deps.applyWrite(sql, write, commit.now);
    return result;
  });
  if (committed.kind === 'committed') deps.written?.(commit.conversationId, commit.writes);
  return committed;
}

function makeCommitBatcher(pool: Pool): CommitBatcher {
  return new Batcher({
    runAll: (commits) => commitTurns(pool, commits),
    keyOf: (commit) => commit.conversationId,
    concurrentMax: BATCHES_AT_ONCE,
    sizeMax: BATCH_SIZE_MAX,
  });
}

function toCommitted(commit: TurnCommit, row: CommittedRow | null): Committed {
  if (row === null) return { kind: 'stale' };
  return {
    kind: 'committed',
    messages: numbered(commit.conversationId, commit.messages, row),
    hasMore: row.has_more,
    hasQueued: commit.messages.length > 0 && !TRANSCRIPT_CHANNELS.includes(commit.channelAccount),
  };
}
