import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HandoffReason } from '../../src/domain/handoff/handoff.ts';
import { FAILURES_MAX } from '../../src/domain/identity.ts';
import type { Write } from '../../src/domain/write.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeApplyWrite } from '../../src/store/apply-write.ts';
import { inTransaction } from '../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { forgetHandoffs, insertConversations } from '../support/handoffs.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => `code ${code}` });
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', '13800000001', now(), now())`,
  );
});
afterAll(() => db.stop());

beforeEach(async () => {
  await forgetHandoffs(db.pool);
  await db.pool.query(
    'TRUNCATE identity_attempts, one_time_codes, outbox, channel_identities CASCADE',
  );
  await insertConversations(db.pool, ['con_1', 'con_2']);
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, level, created_at)
     VALUES ('idn_1', 'web', 'u1', 0, now()), ('idn_2', 'web', 'u2', 2, now())`,
  );
});

const write = (one: Write) => inTransaction(db.pool, (sql) => apply(sql, one, NOW));

async function levelOf(id: string): Promise<number | undefined> {
  const { rows } = await db.pool.query<{ level: number }>(
    'SELECT level FROM channel_identities WHERE id = $1',
    [id],
  );
  return rows[0]?.level;
}

async function count(table: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

const BIND: Write = {
  kind: 'bindIdentity',
  identityId: 'idn_1',
  subject: { kind: 'customer', customerId: 'cus_1' },
  level: 2,
  by: 'plate_phone_id',
};
const FAILURE: Write = { kind: 'recordIdentityFailure', identityId: 'idn_1', evidence: {} };

describe('a lapse', () => {
  it.each([
    ['lowers', 'idn_2', 1, 1],
    ['leaves what is lower already', 'idn_1', 1, 0],
  ] as const)('%s', async (_, identityId, level, after) => {
    await write({ kind: 'lapseIdentity', identityId, level });
    expect(await levelOf(identityId)).toBe(after);
  });

  it('beside a new proof in one turn does not take it away: the lapse is written first', async () => {
    await inTransaction(db.pool, async (sql) => {
      await apply(sql, { kind: 'lapseIdentity', identityId: 'idn_2', level: 1 }, NOW);
      await apply(sql, { ...BIND, identityId: 'idn_2' }, NOW);
    });
    expect(await levelOf('idn_2')).toBe(2);
  });
});

describe('binding', () => {
  it('makes the identity the customer’s', async () => {
    await write(BIND);
    const { rows } = await db.pool.query(
      "SELECT customer_id, level, verified_at, verified_by FROM channel_identities WHERE id = 'idn_1'",
    );
    expect(rows).toEqual([
      { customer_id: 'cus_1', level: 2, verified_at: NOW, verified_by: 'plate_phone_id' },
    ]);
  });

  it('that is refused takes the whole turn back', async () => {
    for (let i = 0; i < FAILURES_MAX; i += 1) await write(FAILURE);
    const turn = inTransaction(db.pool, async (sql) => {
      await apply(sql, { kind: 'requestHandoff', conversationId: 'con_1', reason: 'asked' }, NOW);
      await apply(sql, BIND, NOW);
    });
    await expect(turn).rejects.toThrow('lost to another turn');
    expect([await levelOf('idn_1'), await count('handoffs')]).toEqual([0, 0]);
  });
});

describe('a wrong answer', () => {
  it('is counted', async () => {
    await write(FAILURE);
    await write(FAILURE);
    const { rows } = await db.pool.query('SELECT key, failures FROM identity_attempts');
    expect(rows).toEqual([{ key: 'identity:idn_1', failures: 2 }]);
  });
});

describe('a one-time code', () => {
  it('is queued with the words it was given', async () => {
    await write({ kind: 'sendOneTimeCode', identityId: 'idn_1', phone: '13800000001' });
    const { rows } = await db.pool.query('SELECT kind, payload FROM outbox');
    expect(rows).toEqual([
      {
        kind: 'sms',
        payload: expect.objectContaining({
          to: '13800000001',
          text: expect.stringMatching(/^code \d{6}$/),
        }),
      },
    ]);
  });

  it('for a phone nobody has is no failure, and nothing is sent', async () => {
    await write({ kind: 'sendOneTimeCode', identityId: 'idn_1', phone: '13800000009' });
    expect([await count('outbox'), await count('one_time_codes')]).toEqual([0, 0]);
  });
});

describe('asking for a person', () => {
  const ask = (conversationId: string, reason: HandoffReason) =>
    write({ kind: 'requestHandoff', conversationId, reason });

  it('puts a conversation into the queue once', async () => {
    await ask('con_1', 'asked');
    await ask('con_1', 'misunderstood_twice');
    await ask('con_2', 'asked');
    const { rows } = await db.pool.query(
      'SELECT conversation_id, reason, state, requested_at FROM handoffs ORDER BY conversation_id',
    );
    const queued = { state: 'queued', requested_at: NOW };
    expect(rows).toEqual([
      { conversation_id: 'con_1', reason: 'asked', ...queued },
      { conversation_id: 'con_2', reason: 'asked', ...queued },
    ]);
  });

  it('puts it there again after the first request was closed', async () => {
    await ask('con_1', 'asked');
    await db.pool.query("UPDATE handoffs SET state = 'closed', closed_at = now()");
    await ask('con_1', 'asked');
    expect(await count('handoffs')).toBe(2);
  });
});
