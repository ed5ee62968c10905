import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAILURES_MAX, LOCK_MS } from '../../../src/domain/identity.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { makeIdentityReader } from '../../../src/store/identity/identity-reader.ts';
import { applyRecordIdentityFailure } from '../../../src/store/identity-writes.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
let db: TestDatabase;
let reader: ReturnType<typeof makeIdentityReader>;

beforeAll(async () => {
  db = await startTestDatabase();
  reader = makeIdentityReader(db);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, id_number, created_at, updated_at) VALUES
       ('cus_1', 'C1', '陈明', '13800000001', '31010119800101123X', now(), now()),
       ('cus_2', 'C2', '林晓', '13800000002', '310101198001012345', now(), now()),
       ('cus_3', 'C3', '无证', '13800000003', NULL, now(), now())`,
  );
});
afterAll(() => db.stop());

beforeEach(async () => {
  await db.pool.query('TRUNCATE identity_attempts, channel_identities CASCADE');
  const rows = [
    ['idn_insured', 'cus_1', 'customer', 1],
    ['idn_other', 'cus_2', 'customer', 1],
    ['idn_without', 'cus_3', 'customer', 1],
    ['idn_stranger', null, null, 0],
    ['idn_reporter', null, 'reporter', 1],
    // Never happens: whoever reports is bound to no customer. It would not count if it did.
    ['idn_both', 'cus_1', 'reporter', 1],
    ['idn_unproved', 'cus_1', 'customer', 0],
  ];
  for (const row of rows)
    await db.pool.query(
      `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level, created_at)
       VALUES ($1, 'web', $1, $2, $3, $4, now())`,
      row,
    );
});

describe('the last four of the ID document alone', () => {
  it.each(['123X', '１２３x', ' 123x '])(
    'lift a known customer who gives %s to level 2',
    async (idLast4) => {
      expect(await reader.check('idn_insured', { idLast4 }, NOW)).toEqual({
        kind: 'matched',
        subject: { kind: 'customer', customerId: 'cus_1' },
        level: 2,
      });
    },
  );

  it.each([
    ['of somebody else', 'idn_insured', '2345'],
    ['right for another customer only', 'idn_other', '123X'],
    ['of a customer whose document we do not have', 'idn_without', '123X'],
    ['from somebody unknown', 'idn_stranger', '123X'],
    ['from a reporter', 'idn_reporter', '123X'],
    ['from a reporter although a customer stands beside it', 'idn_both', '123X'],
    ['before anything was proved', 'idn_unproved', '123X'],
    ['from nobody', 'idn_nowhere', '123X'],
    ['that are none', 'idn_insured', 'abcd'],
    ['that are a wildcard', 'idn_insured', '____'],
    ['that are too many', 'idn_insured', '0123X'],
    ['that are empty', 'idn_insured', ''],
  ])('%s prove nothing', async (_, identityId, idLast4) => {
    expect(await reader.check(identityId, { idLast4 }, NOW)).toEqual({ kind: 'no_match' });
  });

  it('are not looked at while the check is locked', async () => {
    for (let i = 0; i < FAILURES_MAX; i += 1)
      await applyRecordIdentityFailure(
        db.pool,
        {
          kind: 'recordIdentityFailure',
          identityId: 'idn_insured',
          evidence: { idLast4: `000${i}` },
        },
        NOW,
      );
    const until = addMs(NOW, LOCK_MS);
    const right = { idLast4: '123X' };
    expect(await reader.check('idn_insured', right, NOW)).toEqual({ kind: 'locked', until });
    expect((await reader.check('idn_insured', right, until)).kind).toBe('matched');
  });
});
