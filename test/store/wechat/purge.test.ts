import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { purgeExpired } from '../../../src/store/purge.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW } from '../../support/wechat-store.ts';

let db: TestDatabase;
const ago = (ms: number): Date => addMs(NOW, -ms);

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(() =>
  db.pool.query('TRUNCATE wechat_callbacks, wechat_inbox, channel_grants, channel_sends'),
);

const insert = (text: string, rows: readonly unknown[][]) =>
  Promise.all(rows.map((row) => db.pool.query(text, row)));

it('deletes what WeChat’s protocols no longer need and nothing else', async () => {
  await insert('INSERT INTO wechat_callbacks VALUES ($1, $1, $1, $2)', [
    ['gone', ago(10 * MINUTE_MS)],
    ['kept', ago(10 * MINUTE_MS - 1)],
  ]);
  await insert(
    `INSERT INTO wechat_inbox (channel_account, message_id, user_key, sent_at, payload, next_attempt_at, status, received_at)
     VALUES ('a', $1, 'u', now(), '{}', now(), $2, $3)`,
    [
      ['gone done', 'done', ago(14 * DAY_MS)],
      ['gone ignored', 'ignored', ago(14 * DAY_MS)],
      ['gone failed', 'failed', ago(14 * DAY_MS)],
      ['gone history', 'history', ago(30 * DAY_MS)],
      ['kept done', 'done', ago(14 * DAY_MS - 1)],
      ['kept history', 'history', ago(30 * DAY_MS - 1)],
      ['kept waiting', 'waiting', ago(99 * DAY_MS)],
    ],
  );
  await insert(
    `INSERT INTO channel_grants (conversation_id, kind, granted_at, allowed, expires_at) VALUES ($1, 'message', now(), 5, $2)`,
    [
      ['gone', ago(30 * DAY_MS)],
      ['kept', ago(30 * DAY_MS - 1)],
      ['kept until used', null],
    ],
  );
  await insert(
    `INSERT INTO channel_sends (outbox_id, part, conversation_id, channel_account, wire, status, at)
     VALUES ($1, 0, 'c', 'a', '{}', $2, $3)`,
    [
      ['gone', 'sent', ago(180 * DAY_MS)],
      ['kept', 'sent', ago(180 * DAY_MS - 1)],
      ['kept planned', 'planned', ago(999 * DAY_MS)],
    ],
  );
  expect(await purgeExpired(db.pool, NOW, 1_000)).toBe(7);
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT signature AS id FROM wechat_callbacks UNION ALL SELECT message_id FROM wechat_inbox
     UNION ALL SELECT conversation_id FROM channel_grants UNION ALL SELECT outbox_id FROM channel_sends`,
  );
  expect(rows.filter(({ id }) => id.startsWith('gone'))).toEqual([]);
  expect(rows).toHaveLength(8);
});

it('takes all old callbacks in one call, however many: they come by the hundred a second', async () => {
  await db.pool.query(
    "INSERT INTO wechat_callbacks SELECT 'a', n::text, 'b', $1 FROM generate_series(1, 25) AS n",
    [ago(11 * MINUTE_MS)],
  );
  expect(await purgeExpired(db.pool, NOW, 10)).toBe(25);
});
