import type { Pool } from 'pg';
import type { Received, WechatInbox } from '../../domain/wechat/ports.ts';
import { Batcher } from '../batcher.ts';
import { inTransaction } from '../sql.ts';
import { judgeCopy, markKeyOf } from './callback-marks.ts';
import { leaseEnd, toInboxRow } from './inbox-rows.ts';
import { type ReceivedCallback, receiveCallbacks } from './receive-callbacks.ts';

/** Callbacks of one commit: as many as come while the disk writes the one before. */
const BATCH_SIZE_MAX = 64;
/** One that waits for a lock must not hold up the answers to all the others. */
const BATCHES_AT_ONCE = 2;

export interface WechatInboxDeps {
  readonly pool: Pool;
  /** This process, as its presence in the database is named (process-connection.ts). */
  readonly processId: string;
}

/**
 * The inbox on PostgreSQL. A row is worked on while `taken_by` is a living process; when that one dies its rows are
 * free at once. Settling a row that another process took meanwhile changes nothing.
 */
export function makeWechatInbox(deps: WechatInboxDeps): WechatInbox {
  const { pool, processId } = deps;
  const batcher = new Batcher<ReceivedCallback, boolean>({
    runAll: (callbacks) => receiveCallbacks(pool, callbacks),
    keyOf: ({ mark }) => markKeyOf(mark),
    concurrentMax: BATCHES_AT_ONCE,
    sizeMax: BATCH_SIZE_MAX,
  });
  return {
    receive: async (mark, inbounds): Promise<Received> =>
      (await batcher.run({ mark, inbounds })) ? 'stored' : judgeCopy(pool, mark),
    take: async (now, limit) => {
      return inTransaction(pool, async (sql) => {
        await sql.query(IN_INDEX_ORDER);
        const { rows } = await sql.query(TAKE, [now, processId, limit, leaseEnd(now)]);
        return rows.map(toInboxRow);
      });
    },
    settle: async (row, outcome) => {
      const { status, at, reason } = toColumns(outcome);
      await pool.query({
        ...SETTLE,
        values: [row.id, processId, row.attempt, status, reason, at],
      });
    },
  };
}

/**
 * The first waiting row of each user, when its time has come or when whoever has it is gone: only then can that
 * process's presence be locked by somebody else. A row that is taken has its next time in the future, so the index
 * of what is due holds nothing that is being worked on. In that index's own order and no finer: a page's rows have
 * one time, and to sort a backlog costs a hundred times more than to take its head. Planned each time: see outbox.ts.
 */
const FIRST_OF_USER = `SELECT f.id FROM wechat_inbox f
    WHERE f.user_key = i.user_key AND f.status = 'waiting' ORDER BY f.user_key, f.id LIMIT 1`;
const TAKE = `WITH due AS MATERIALIZED (
    SELECT i.id FROM wechat_inbox i
    WHERE i.status = 'waiting' AND i.next_attempt_at <= $1 AND i.id = (${FIRST_OF_USER})
    ORDER BY i.next_attempt_at LIMIT $3
    FOR UPDATE OF i SKIP LOCKED),
  orphaned AS MATERIALIZED (
    SELECT i.id FROM wechat_inbox i
    WHERE i.status = 'waiting' AND i.next_attempt_at > $1 AND i.taken_by IS NOT NULL
      AND pg_try_advisory_xact_lock(hashtextextended(i.taken_by, 0)) AND i.id = (${FIRST_OF_USER})
    ORDER BY i.next_attempt_at LIMIT $3
    FOR UPDATE OF i SKIP LOCKED),
  chosen AS (SELECT id FROM orphaned UNION ALL SELECT id FROM due LIMIT $3),
  taken AS (
    UPDATE wechat_inbox i SET taken_by = $2, attempts = i.attempts + 1, next_attempt_at = $4
    FROM chosen c WHERE i.id = c.id
    RETURNING i.id, i.channel_account, i.message_id, i.sent_at, i.received_at, i.attempts, i.payload)
  SELECT * FROM taken ORDER BY id`;

/**
 * Statistics never know of a backlog: they were made while nothing waited, or never. By them the planner gathers and
 * sorts it whole, and looks up each row's user, for every row that is taken: 20 ms at 1,650 waiting rows, for 0.2 ms.
 */
const IN_INDEX_ORDER = 'SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off';

/** `attempts` is the fence, as in the outbox. What failed keeps its payload until it is purged, to be looked into. */
const SETTLE = {
  name: 'wechat-settle',
  text: `UPDATE wechat_inbox SET status = $4, reason = $5, taken_by = NULL,
      next_attempt_at = COALESCE($6::timestamptz, next_attempt_at),
      payload = CASE WHEN $4 IN ('done', 'ignored') THEN '{}' ELSE payload END
    WHERE id = $1 AND taken_by = $2 AND attempts = $3 AND status = 'waiting'`,
};

function toColumns(outcome: Parameters<WechatInbox['settle']>[1]): {
  readonly status: InboxStatus;
  readonly at: Date | null;
  readonly reason: string | null;
} {
  switch (outcome.kind) {
    case 'done':
      return { status: 'done', at: null, reason: null };
    case 'again':
      return { status: 'waiting', at: outcome.at, reason: outcome.reason };
    case 'ignored':
    case 'failed':
      return { status: outcome.kind, at: null, reason: outcome.reason };
  }
}

type InboxStatus = 'waiting' | 'failed' | 'done' | 'ignored';
