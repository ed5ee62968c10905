import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/lib/clock.ts';
import { purgeExpired } from '../../src/store/purge.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
const ago = (ms: number): Date => addMs(NOW, -ms);
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     VALUES ('agt_1', 'a', 'A', 'agent', 'x', $1)`,
    [NOW],
  );
});
afterAll(() => db.stop());

beforeEach(() =>
  db.pool.query(
    'TRUNCATE sessions, sign_in_attempts, identity_attempts, one_time_codes, idempotency_keys, model_calls',
  ),
);

/** Each row's id says whether it must stay. */
async function fill(): Promise<void> {
  const insert = (text: string, rows: readonly unknown[][]) =>
    Promise.all(rows.map((row) => db.pool.query(text, row)));
  await insert(
    `INSERT INTO sessions (id, agent_id, token_hash, created_at, last_seen_at, expires_at)
     VALUES ($1, 'agt_1', $1, $2, $2, $3)`,
    [
      ['gone', ago(7 * DAY_MS), NOW],
      ['kept', ago(7 * DAY_MS), addMs(NOW, 1)],
    ],
  );
  await insert('INSERT INTO sign_in_attempts (key, failures, window_start) VALUES ($1, 3, $2)', [
    ['gone', ago(DAY_MS)],
    ['kept', ago(DAY_MS - 1)],
  ]);
  await insert(
    'INSERT INTO identity_attempts (key, failures, first_at, locked_until) VALUES ($1, 3, $2, $3)',
    [
      ['gone', ago(DAY_MS), null],
      ['gone too', ago(DAY_MS), NOW],
      ['kept: counting', ago(DAY_MS - 1), null],
      ['kept: locked', ago(DAY_MS), addMs(NOW, MINUTE_MS)],
    ],
  );
  await insert(
    `INSERT INTO one_time_codes (id, identity_id, phone, code_hash, created_at, expires_at)
     VALUES ($1, 'idn_1', '1', 'x', $2, $2)`,
    [
      ['gone', ago(DAY_MS)],
      ['kept: counts for the day', ago(23 * HOUR_MS)],
    ],
  );
  await insert(
    `INSERT INTO model_calls (id, purpose, model, at, duration_ms, outcome, sent)
     VALUES ($1, 'draft', 'm', $2, 1, 'used', '[]')`,
    [
      ['gone', new Date('2025-12-20T02:00:00Z')],
      ['kept', new Date('2025-12-20T02:00:00.001Z')],
    ],
  );
  await insert("INSERT INTO idempotency_keys (key, request_hash, created_at) VALUES ($1, '', $2)", [
    ['gone', ago(DAY_MS)],
    ['kept', ago(DAY_MS - 1)],
  ]);
}

async function left(): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM sessions UNION ALL SELECT key FROM sign_in_attempts UNION ALL SELECT key FROM identity_attempts
     UNION ALL SELECT id FROM one_time_codes UNION ALL SELECT key FROM idempotency_keys
     UNION ALL SELECT id FROM model_calls`,
  );
  return rows.map(({ id }) => id).sort();
}

it('deletes what no rule reads any more and nothing else', async () => {
  await fill();
  expect(await purgeExpired(db.pool, NOW, 1_000)).toBe(7);
  expect(await left()).toEqual([
    'kept',
    'kept',
    'kept',
    'kept',
    'kept: counting',
    'kept: counts for the day',
    'kept: locked',
  ]);
  expect(await purgeExpired(db.pool, NOW, 1_000)).toBe(0);
});

it('takes a bounded number of each table, and the rest the next time', async () => {
  await db.pool.query(
    `INSERT INTO idempotency_keys (key, request_hash, created_at)
     SELECT 'k' || n, '', $1 FROM generate_series(1, 5) AS n`,
    [ago(2 * DAY_MS)],
  );
  const deleted = [];
  for (let i = 0; i < 4; i += 1) deleted.push(await purgeExpired(db.pool, NOW, 2));
  expect(deleted).toEqual([2, 2, 1, 0]);
});

it('shares the work with another process that does the same', async () => {
  await db.pool.query(
    `INSERT INTO idempotency_keys (key, request_hash, created_at)
     SELECT 'k' || n, '', $1 FROM generate_series(1, 500) AS n`,
    [ago(2 * DAY_MS)],
  );
  const deleted = await Promise.all([1, 2, 3].map(() => purgeExpired(db.pool, NOW, 1_000)));
  expect(deleted.reduce((sum, one) => sum + one, 0)).toBe(500);
});
