import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPushValues } from '../../../src/store/outreach/push-values.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
const NOW = new Date('2026-11-30T16:30:00Z');

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(`
    INSERT INTO customers (id, customer_no, name, gender, city, licence_expires_on, relationship_manager, created_at, updated_at)
    VALUES ('a', 'A', '甲', 'male', '上海市', '2027-05-01', '任静', now(), now()),
      ('b', 'B', '乙', 'other', NULL, NULL, NULL, now(), now());
    INSERT INTO vehicles (id, customer_id, plate, inspection_due_on, created_at, updated_at) VALUES
      ('v1', 'a', '沪A11111', '2026-12-10', '2020-01-01', now()), ('v2', 'a', '沪A22222', '2027-03-01', '2021-01-01', now());
    INSERT INTO policies (id, policy_no, customer_id, vehicle_id, kind, status, starts_at, ends_at, created_at, updated_at) VALUES
      ('p0', 'P0', 'a', 'v1', 'commercial', 'expired', '2023-12-01 00:00+08', '2024-12-01 00:00+08', now(), now()),
      ('p1', 'P1', 'a', 'v1', 'commercial', 'active', '2026-01-01 00:00+08', '2027-01-01 00:00+08', now(), now()),
      ('p2', 'P2', 'a', 'v2', 'compulsory', 'active', '2026-02-01 00:00+08', '2027-02-01 00:00+08', now(), now()),
      ('p3', 'P3', 'a', 'v2', 'commercial', 'cancelled', '2020-02-01 00:00+08', '2026-12-15 00:00+08', now(), now());
    INSERT INTO claims (id, claim_no, customer_id, plate, status, status_at, reported_at, created_at, updated_at) VALUES
      ('k1', 'K1', 'a', '沪A11111', 'CLOSED_PAID', '2026-11-15 23:00+08', '2026-11-01', now(), now()),
      ('k2', 'K2', 'a', '沪A22222', 'ASSESSING', '2026-11-20 10:00+08', '2026-11-01', now(), now());
  `);
});
afterAll(() => db.stop());

it('tells of what comes next, in one statement for everybody', async () => {
  const values = await loadPushValues(db.pool, ['a', 'b', 'nobody'], NOW);
  expect([...values.keys()].toSorted()).toEqual(['a', 'b']);
  expect(values.get('a')).toEqual({
    name: '甲',
    gender: 'male',
    plate: '沪A11111',
    policyKind: 'commercial',
    policyEndsOn: '2026-12-31',
    inspectionDueOn: '2026-12-10',
    licenceExpiresOn: '2027-05-01',
    claimNo: 'K2',
    manager: '任静',
    city: '上海市',
    // In Shanghai it is 1 December already.
    tenureYears: 3,
  });
  expect(values.get('b')).toMatchObject({ name: '乙', gender: undefined, plate: undefined });
});

it.each([
  [
    { policyEndsOn: '2027-01-31', policyKind: 'compulsory' },
    { plate: '沪A22222', policyKind: 'compulsory', policyEndsOn: '2027-01-31' },
  ],
  [{ policyEndsOn: '2024-11-30' }, { plate: '沪A11111', policyEndsOn: '2024-11-30' }],
  // The cancelled one is none.
  [{ policyEndsOn: '2026-12-14' }, { plate: undefined, policyEndsOn: undefined }],
  [{ inspectionDueOn: '2027-03-01' }, { plate: '沪A22222', inspectionDueOn: '2027-03-01' }],
  [{ claimClosedOn: '2026-11-15' }, { plate: '沪A11111', claimNo: 'K1' }],
  [{ claimClosedOn: '2026-11-16' }, { plate: undefined, claimNo: undefined }],
] as const)('about %j it tells of %j', async (about, known) => {
  const values = await loadPushValues(db.pool, ['a'], NOW, about);
  expect(values.get('a')).toMatchObject(known);
});

it('asks nothing for nobody', async () => {
  expect(await loadPushValues(db.pool, [], NOW)).toEqual(new Map());
});
