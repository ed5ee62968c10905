import type { Pool } from 'pg';
import { z } from 'zod';
import type { KfCursors, KfPull, Received } from '../../domain/wechat/ports.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import { Batcher } from '../batcher.ts';
import { judgeCopy, markKeyOf } from './callback-marks.ts';
import { INBOX_INPUT, leaseEnd, toInboxInput } from './inbox-rows.ts';
import { type Rung, type RungDoorbell, ringDoorbells } from './ring-doorbells.ts';
import { toStoredJson } from './stored-json.ts';

/** A doorbell's token is good for ten minutes (wechat.md 4.3); the last half minute is left for the way. */
const TOKEN_MS = 9.5 * MINUTE_MS;
const BATCH_SIZE_MAX = 64;

export interface KfCursorsDeps {
  readonly pool: Pool;
  /** This process, as its presence in the database is named (process-connection.ts). */
  readonly processId: string;
}

/**
 * Reading marks on PostgreSQL. An account is read by one process, the living one in `taken_by`, and a page is saved
 * only by the process that still has it. While it is read its `next_pull_at` is the end of the lease, so one that a
 * living process forgot is read again.
 */
export function makeKfCursors(deps: KfCursorsDeps): KfCursors {
  const { pool, processId } = deps;
  const batcher = new Batcher<RungDoorbell, Rung>({
    runAll: (bells) => ringDoorbells(pool, bells),
    keyOf: ({ mark }) => markKeyOf(mark),
    concurrentMax: 1,
    sizeMax: BATCH_SIZE_MAX,
  });
  return {
    know: async (accounts, now) => {
      await pool.query({ ...KNOW, values: [JSON.stringify(accounts), now] });
    },
    ring: async (mark, bell): Promise<Received> => {
      const rung = await batcher.run({ mark, ...bell });
      return rung === 'copy' ? judgeCopy(pool, mark) : 'stored';
    },
    take: async (now) => {
      const { rows } = await pool.query({ ...TAKE, values: [now, processId, leaseEnd(now)] });
      return rows[0] === undefined ? undefined : toPull(rows[0], now);
    },
    savePage: async (pull, { inbounds, nextCursor, now }) => {
      const rows = toStoredJson(toInboxInput(inbounds, now));
      const { rowCount } = await pool.query({
        ...SAVE_PAGE,
        values: [...keyOf(pull), processId, nextCursor, now, leaseEnd(now), rows],
      });
      return rowCount === 1;
    },
    release: async (pull, { nextPullAt, isComplete }) => {
      await pool.query({
        ...RELEASE,
        values: [...keyOf(pull), processId, pull.rung, nextPullAt, isComplete],
      });
    },
  };
}

function keyOf(pull: KfPull): [string, string] {
  return [pull.channelAccount, pull.openKfid];
}

const pullSchema = z.object({
  channel_account: z.string(),
  open_kfid: z.string(),
  cursor: z.string().nullable(),
  token: z.string().nullable(),
  token_at: z.date().nullable(),
  since: z.date(),
  rung: z.number(),
});

function toPull(value: unknown, now: Date): KfPull {
  const row = pullSchema.parse(value);
  const isFresh = row.token_at !== null && now < addMs(row.token_at, TOKEN_MS);
  return {
    channelAccount: row.channel_account,
    openKfid: row.open_kfid,
    since: row.since,
    rung: row.rung,
    ...(row.cursor === null ? {} : { cursor: row.cursor }),
    ...(row.token === null || !isFresh ? {} : { token: row.token }),
  };
}

/** WeChat's times have whole seconds: what comes in the second of the start would otherwise be from before it. */
const KNOW = {
  name: 'wechat-know',
  text: `INSERT INTO wechat_cursors (channel_account, open_kfid, since, next_pull_at)
    SELECT a."channelAccount", a."openKfid", date_trunc('second', $2::timestamptz), $2
    FROM jsonb_to_recordset($1::jsonb) AS a("channelAccount" text, "openKfid" text)
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING`,
};

const TAKE = {
  name: 'wechat-take-cursor',
  text: `WITH due AS MATERIALIZED (
      SELECT channel_account, open_kfid FROM wechat_cursors
      WHERE next_pull_at <= $1
        OR (taken_by IS NOT NULL AND pg_try_advisory_xact_lock(hashtextextended(taken_by, 0)))
      ORDER BY next_pull_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE wechat_cursors c SET taken_by = $2, next_pull_at = $3
    FROM due d WHERE c.channel_account = d.channel_account AND c.open_kfid = d.open_kfid
    RETURNING c.channel_account, c.open_kfid, c.cursor, c.token, c.token_at, c.since, c.rung`,
};

/**
 * The update is the fence, and its row lock orders the pages of one account; where another process has it now,
 * nothing is inserted. A message that was read before is there already.
 */
const SAVE_PAGE = {
  name: 'wechat-save-page',
  text: `WITH mine AS (
      UPDATE wechat_cursors SET cursor = COALESCE(NULLIF($4, ''), cursor), pulled_at = $5, next_pull_at = $6
      WHERE channel_account = $1 AND open_kfid = $2 AND taken_by = $3
      RETURNING since),
    inserted AS (
      INSERT INTO wechat_inbox (channel_account, message_id, user_key, sent_at, received_at, payload, status,
        next_attempt_at)
      SELECT i.account, i.message_id, i.user_key, i.sent_at, i.received_at, i.payload,
        CASE WHEN i.sent_at < m.since THEN 'history' ELSE 'waiting' END, i.received_at
      FROM mine m, jsonb_to_recordset($7::jsonb) AS i(${INBOX_INPUT}) ORDER BY i.nth
      ON CONFLICT (channel_account, message_id) DO NOTHING)
    SELECT 1 FROM mine`,
};

const RELEASE = {
  name: 'wechat-release-cursor',
  text: `UPDATE wechat_cursors SET taken_by = NULL, pulled = CASE WHEN $6 THEN $4 ELSE pulled END,
      next_pull_at = CASE WHEN rung > $4 THEN LEAST(token_at, $5) ELSE $5 END
    WHERE channel_account = $1 AND open_kfid = $2 AND taken_by = $3`,
};
