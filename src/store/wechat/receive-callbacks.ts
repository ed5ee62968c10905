import type { WechatInbound } from '../../domain/wechat/inbound.ts';
import type { CallbackMark } from '../../domain/wechat/ports.ts';
import type { Sql } from '../sql.ts';
import { MARK_INPUT, toMarkInput } from './callback-marks.ts';
import { INBOX_INPUT, toInboxInput } from './inbox-rows.ts';
import { toStoredJson } from './stored-json.ts';

/** One callback and what it brought. */
export interface ReceivedCallback {
  readonly mark: CallbackMark;
  readonly inbounds: readonly WechatInbound[];
}

/**
 * One statement, so one commit, for many callbacks: a mark that is new lets its rows in. The rows of one user get
 * their numbers under an advisory lock that is held until the commit, so that none shows up before one that has a
 * lower number: whoever takes the first that waits would work on two at once. Everything is locked in one order, the
 * marks before the users, so that no two batches wait for each other.
 */
const RECEIVE = {
  name: 'wechat-receive',
  text: `WITH marks AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS m(nth int, ${MARK_INPUT})),
    fresh AS (
      INSERT INTO wechat_callbacks (channel_account, signature, body_hash, at)
      SELECT account, signature, body_hash, at FROM marks ORDER BY account, signature
      ON CONFLICT DO NOTHING
      RETURNING channel_account, signature),
    stored AS MATERIALIZED (
      SELECT m.nth FROM marks m JOIN fresh f ON f.channel_account = m.account AND f.signature = m.signature),
    input AS MATERIALIZED (
      SELECT r.* FROM jsonb_to_recordset($2::jsonb) AS r(mark int, ${INBOX_INPUT}) JOIN stored s ON s.nth = r.mark),
    locked AS MATERIALIZED (
      SELECT count(pg_advisory_xact_lock(k.key)) AS users
      FROM (SELECT DISTINCT hashtextextended(user_key, 1) AS key FROM input ORDER BY 1) k),
    inserted AS (
      INSERT INTO wechat_inbox (channel_account, message_id, user_key, sent_at, received_at, payload, next_attempt_at)
      SELECT i.account, i.message_id, i.user_key, i.sent_at, i.received_at, i.payload, i.received_at
      FROM locked l, input i WHERE l.users >= 0 ORDER BY i.mark, i.nth
      ON CONFLICT (channel_account, message_id) DO NOTHING)
    SELECT nth FROM stored`,
};

/** Stores callbacks of different marks; false for one whose mark was there before. */
export async function receiveCallbacks(
  sql: Sql,
  callbacks: readonly ReceivedCallback[],
): Promise<readonly boolean[]> {
  const marks = callbacks.map(({ mark }, nth) => ({ nth, ...toMarkInput(mark) }));
  const rows = callbacks.flatMap(({ mark, inbounds }, nth) =>
    toInboxInput(inbounds, mark.now).map((row) => ({ mark: nth, ...row })),
  );
  const { rows: stored } = await sql.query<{ nth: number }>({
    ...RECEIVE,
    values: [toStoredJson(marks), toStoredJson(rows)],
  });
  const isStored = new Set(stored.map(({ nth }) => nth));
  return callbacks.map((_, nth) => isStored.has(nth));
}
