import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAILURES_MAX, LOCK_MS, TARGET_FAILURES_MAX } from '../../../src/domain/identity.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { makeIdentityReader } from '../../../src/store/identity/identity-reader.ts';
import {
  applyBindIdentity,
  applyRecordIdentityFailure,
} from '../../../src/store/identity-writes.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let reader: ReturnType<typeof makeIdentityReader>;
const NOW = new Date('2026-06-20T02:00:00Z');
const RIGHT = { plate: '沪A12345', phone: '13800000001', idLast4: '123X' };

beforeAll(async () => {
  db = await startTestDatabase();
  reader = makeIdentityReader(db);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, id_number, created_at, updated_at) VALUES
       ('cus_1', 'C1', '陈明', '13800000001', '31010119800101123X', now(), now()),
       ('cus_2', 'C2', '林晓', '13800000002', '310101198001012345', now(), now()),
       ('cus_3', 'C3', '家人甲', '13800000003', '310101198001013333', now(), now()),
       ('cus_4', 'C4', '家人乙', '13800000003', '310101198001014444', now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO vehicles (id, customer_id, plate, created_at, updated_at) VALUES
       ('veh_1', 'cus_1', '沪A12345', now(), now()), ('veh_2', 'cus_2', '沪B23456', now(), now()),
       ('veh_3', 'cus_3', '沪C34567', now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO claims (id, claim_no, report_no, customer_id, status, status_at, reported_at, reporter_phone,
       created_at, updated_at) VALUES
       ('clm_1', 'CL00000001', 'RP00000001', 'cus_1', 'REPORTED', now(), now(), '13800009999', now(), now()),
       ('clm_2', 'CL00000002', 'RP00000002', 'cus_2', 'REPORTED', now(), now(), NULL, now(), now())`,
  );
});
afterAll(() => db.stop());

beforeEach(async () => {
  await db.pool.query(
    'TRUNCATE identity_attempts, one_time_codes, outbox, channel_identities CASCADE',
  );
  for (const id of ['idn_1', 'idn_2']) {
    await db.pool.query(
      `INSERT INTO channel_identities (id, channel_account, external_user_id, created_at) VALUES ($1, 'web', $1, now())`,
      [id],
    );
  }
});

const fail = (identityId: string, evidence: object, now = NOW) =>
  applyRecordIdentityFailure(db.pool, { kind: 'recordIdentityFailure', identityId, evidence }, now);

describe('the check', () => {
  it.each([
    ['plate, phone and last four of one customer', RIGHT],
    [
      'the same in other writing',
      { plate: '沪a·12345', phone: '+86 138-0000-0001', idLast4: '123x' },
    ],
  ])('knows the insured by %s', async (_, evidence) => {
    expect(await reader.check('idn_1', evidence, NOW)).toEqual({
      kind: 'matched',
      subject: { kind: 'customer', customerId: 'cus_1' },
      level: 2,
    });
  });

  it.each([
    ['another plate', { ...RIGHT, plate: '沪B23456' }],
    ['another phone', { ...RIGHT, phone: '13800000002' }],
    ['other digits', { ...RIGHT, idLast4: '1235' }],
    ['no plate', { phone: RIGHT.phone, idLast4: RIGHT.idLast4 }],
    ['no phone', { plate: RIGHT.plate, idLast4: RIGHT.idLast4 }],
    ['no digits', { plate: RIGHT.plate, phone: RIGHT.phone }],
    ['nothing', {}],
    ['an empty text each', { plate: '', phone: '', idLast4: '' }],
    ['SQL', { ...RIGHT, idLast4: "' OR '1'='1" }],
    ['a wildcard', { ...RIGHT, idLast4: '____' }],
    ['a report and the wrong phone', { claimNo: 'RP00000001', phone: '13800000001' }],
    ['a report without a phone', { claimNo: 'RP00000001' }],
    ['a phone without a report', { claimNo: 'RP99999999', phone: '13800009999' }],
    ['a code that was never sent', { oneTimeCode: '123456' }],
  ])('gives the same answer for %s', async (_, evidence) => {
    expect(await reader.check('idn_1', evidence, NOW)).toEqual({ kind: 'no_match' });
  });

  it.each([
    ['RP00000001', '13800009999', 'CL00000001'],
    ['cl00000001', '138 0000 9999', 'CL00000001'],
    ['RP00000002', '13800000002', 'CL00000002'],
  ])('knows who reported %s, for that claim only', async (claimNo, phone, found) => {
    expect(await reader.check('idn_1', { claimNo, phone }, NOW)).toEqual({
      kind: 'matched',
      subject: { kind: 'reporter', claimNo: found },
      level: 1,
    });
  });
});

describe('the lock', () => {
  it('closes after three wrong answers and opens after thirty minutes', async () => {
    for (let i = 1; i <= FAILURES_MAX; i += 1) {
      expect(await reader.lockedUntil('idn_1', NOW)).toBeUndefined();
      await fail('idn_1', { plate: `沪A0000${i}` });
    }
    const until = addMs(NOW, LOCK_MS);
    expect(await reader.lockedUntil('idn_1', NOW)).toEqual(until);
    // Right answers do not open it, and more wrong ones do not lengthen it.
    expect(await reader.check('idn_1', RIGHT, NOW)).toEqual({ kind: 'locked', until });
    await fail('idn_1', {}, addMs(NOW, MINUTE_MS));
    expect(await reader.lockedUntil('idn_1', addMs(NOW, LOCK_MS - 1))).toEqual(until);
    expect((await reader.check('idn_1', RIGHT, until)).kind).toBe('matched');
    // Somebody else was never locked out.
    expect((await reader.check('idn_2', RIGHT, NOW)).kind).toBe('matched');
  });

  it('counts anew after it opened, and after a day', async () => {
    for (let i = 0; i < FAILURES_MAX; i += 1) await fail('idn_1', {});
    const later = addMs(NOW, LOCK_MS);
    await fail('idn_1', {}, later);
    await fail('idn_1', {}, later);
    expect(await reader.lockedUntil('idn_1', later)).toBeUndefined();
    await fail('idn_1', {}, addMs(later, DAY_MS));
    expect(await reader.lockedUntil('idn_1', addMs(later, DAY_MS))).toBeUndefined();
  });

  it.each([
    ['plate', { plate: '沪A12345' }],
    ['phone', { phone: '138-0000-0001' }],
  ])('closes about one %s after six wrong answers from whomever', async (_, target) => {
    for (let i = 0; i < TARGET_FAILURES_MAX; i += 1) {
      expect((await reader.check('idn_2', RIGHT, NOW)).kind).toBe('matched');
      await fail(`idn_other_${i}`, target);
    }
    expect((await reader.check('idn_2', RIGHT, NOW)).kind).toBe('locked');
    expect(await reader.lockedUntil('idn_2', NOW)).toBeUndefined();
  });

  it('counts every one of many answers at once', async () => {
    const tries = Array.from({ length: 12 }, (_, i) =>
      inTransaction(db.pool, (sql) =>
        applyRecordIdentityFailure(
          sql,
          {
            kind: 'recordIdentityFailure',
            identityId: `idn_${i}`,
            evidence: { plate: '沪A12345', phone: RIGHT.phone },
          },
          NOW,
        ),
      ),
    );
    await Promise.all(tries);
    const { rows } = await db.pool.query(
      `SELECT failures FROM identity_attempts WHERE key LIKE 'p%'`,
    );
    expect(rows).toEqual([{ failures: 12 }, { failures: 12 }]);
  });

  it('keeps no plate and no phone in the open', async () => {
    await fail('idn_1', RIGHT);
    const { rows } = await db.pool.query('SELECT key FROM identity_attempts');
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/12345|13800000001/);
  });
});

describe('binding', () => {
  const bind = (over: object = {}) =>
    applyBindIdentity(
      db.pool,
      {
        kind: 'bindIdentity',
        identityId: 'idn_1',
        subject: { kind: 'customer', customerId: 'cus_1' },
        level: 2,
        by: 'plate_phone_id',
        ...over,
      },
      NOW,
    );
  const stored = async () =>
    (
      await db.pool.query(
        `SELECT customer_id, subject_kind, reporter_claim_no, level, verified_at, verified_by
         FROM channel_identities WHERE id = 'idn_1'`,
      )
    ).rows[0];

  it('stores who was proved and forgets earlier slips', async () => {
    await fail('idn_1', {});
    expect(await bind()).toEqual({ kind: 'bound' });
    expect(await stored()).toEqual({
      customer_id: 'cus_1',
      subject_kind: 'customer',
      reporter_claim_no: null,
      level: 2,
      verified_at: NOW,
      verified_by: 'plate_phone_id',
    });
    for (let i = 0; i < FAILURES_MAX - 1; i += 1) await fail('idn_1', {});
    expect(await reader.lockedUntil('idn_1', NOW)).toBeUndefined();
  });

  it('of a reporter knows one claim and no customer', async () => {
    await bind({
      subject: { kind: 'reporter', claimNo: 'CL00000001' },
      level: 1,
      by: 'report_no_phone',
    });
    expect(await stored()).toMatchObject({
      customer_id: null,
      subject_kind: 'reporter',
      reporter_claim_no: 'CL00000001',
      level: 1,
    });
  });

  it('is refused while the asker is locked out: another chat may have used up the tries', async () => {
    for (let i = 0; i < FAILURES_MAX; i += 1) await fail('idn_1', {});
    expect(await bind()).toEqual({ kind: 'refused' });
    expect(await stored()).toMatchObject({ customer_id: null, level: 0 });
  });
});
