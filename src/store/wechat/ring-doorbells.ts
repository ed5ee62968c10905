import type { CallbackMark } from '../../domain/wechat/ports.ts';
import type { Sql } from '../sql.ts';
import { MARK_INPUT, toMarkInput } from './callback-marks.ts';
import { toStoredJson } from './stored-json.ts';

/** One doorbell as it came. */
export interface RungDoorbell {
  readonly mark: CallbackMark;
  readonly openKfid: string;
  readonly token: string;
}

/** What a doorbell is: its account is none of ours, its mark was there before, or it rang. */
export type Rung = 'unknown' | 'copy' | 'rang';

/**
 * One statement for many doorbells: on one row, each with a commit of its own, they would wait for the disk one after
 * the other. Accounts are locked after the marks and in one order, so that no two batches wait for each other. A bell
 * that rings while somebody reads makes the account due when that reading ends (kf-cursors.ts, release).
 */
const RING = {
  name: 'wechat-ring',
  text: `WITH bells AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS b(nth int, open_kfid text, token text, ${MARK_INPUT})),
    known AS MATERIALIZED (
      SELECT b.* FROM bells b JOIN wechat_cursors c ON c.channel_account = b.account AND c.open_kfid = b.open_kfid),
    fresh AS (
      INSERT INTO wechat_callbacks (channel_account, signature, body_hash, at)
      SELECT account, signature, body_hash, at FROM known ORDER BY account, signature
      ON CONFLICT DO NOTHING
      RETURNING channel_account, signature),
    rang AS MATERIALIZED (
      SELECT k.* FROM known k JOIN fresh f ON f.channel_account = k.account AND f.signature = k.signature),
    newest AS MATERIALIZED (
      SELECT account, open_kfid, count(*)::int AS bells, max(at) AS at, (array_agg(token ORDER BY nth DESC))[1] AS token
      FROM rang GROUP BY account, open_kfid),
    locked AS MATERIALIZED (
      SELECT c.channel_account, c.open_kfid, n.bells, n.at, n.token
      FROM newest n JOIN wechat_cursors c ON c.channel_account = n.account AND c.open_kfid = n.open_kfid
      ORDER BY c.channel_account, c.open_kfid FOR NO KEY UPDATE OF c),
    counted AS (
      UPDATE wechat_cursors c SET rung = c.rung + l.bells, token = l.token, token_at = l.at,
        next_pull_at = CASE WHEN c.taken_by IS NULL THEN LEAST(c.next_pull_at, l.at) ELSE c.next_pull_at END
      FROM locked l WHERE c.channel_account = l.channel_account AND c.open_kfid = l.open_kfid)
    SELECT k.nth, r.nth IS NOT NULL AS rang FROM known k LEFT JOIN rang r ON r.nth = k.nth`,
};

/** Stores doorbells of different marks. */
export async function ringDoorbells(
  sql: Sql,
  bells: readonly RungDoorbell[],
): Promise<readonly Rung[]> {
  const input = bells.map(({ mark, openKfid, token }, nth) => ({
    nth,
    open_kfid: openKfid,
    token,
    ...toMarkInput(mark),
  }));
  const { rows } = await sql.query<{ nth: number; rang: boolean }>({
    ...RING,
    values: [toStoredJson(input)],
  });
  const byNth = new Map(rows.map((row) => [row.nth, row.rang]));
  return bells.map((_, nth) => {
    const rang = byNth.get(nth);
    if (rang === undefined) return 'unknown';
    return rang ? 'rang' : 'copy';
  });
}
