import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePolicyReader } from '../../../src/store/customers/policy-reader.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let reader: ReturnType<typeof makePolicyReader>;

beforeAll(async () => {
  db = await startTestDatabase();
  reader = makePolicyReader(db);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, email, address, created_at, updated_at) VALUES
       ('cus_1', 'C1', '陈明', '13800000001', 'c@example.com', '上海市浦东新区 1 号', now(), now()),
       ('cus_2', 'C2', '李四', '02112345678', NULL, NULL, now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO vehicles (id, customer_id, plate, created_at, updated_at) VALUES
       ('veh_1', 'cus_1', '沪A12345', '2026-01-01', now()), ('veh_2', 'cus_1', NULL, '2026-01-02', now()),
       ('veh_3', 'cus_1', '沪A00001', '2026-01-03', now())`,
  );
  await db.pool.query(
    `INSERT INTO policies (id, policy_no, customer_id, vehicle_id, kind, status, starts_at, ends_at, premium_fen,
       covers, created_at, updated_at) VALUES
       ('pol_1', 'P1', 'cus_1', 'veh_1', 'commercial', 'active', '2025-01-01', '2026-01-01', 386500, $1, now(), now()),
       ('pol_2', 'P2', 'cus_1', 'veh_2', 'compulsory', 'active', '2026-01-01', '2027-01-01', NULL, '[]', now(), now()),
       ('pol_3', 'P3', 'cus_2', NULL, 'compulsory', 'active', '2026-01-01', '2027-01-01', NULL, '[]', now(), now())`,
    [
      JSON.stringify([
        { code: 'A', name: '机动车损失保险', sumInsuredFen: 18_000_000, deductibleFen: 50_000 },
        { code: 'B', name: '机动车第三者责任保险', sumInsuredFen: 'many' },
        { code: 'C' },
        'nonsense',
      ]),
    ],
  );
});
afterAll(() => db.stop());

describe('the policy reader', () => {
  it('reads the newest period first, and of a cover what can be told', async () => {
    expect(await reader.ofCustomer('cus_1')).toEqual([
      {
        id: 'pol_2',
        policyNo: 'P2',
        kind: 'compulsory',
        status: 'active',
        startsAt: new Date('2026-01-01T00:00:00Z'),
        endsAt: new Date('2027-01-01T00:00:00Z'),
        covers: [],
      },
      {
        id: 'pol_1',
        policyNo: 'P1',
        kind: 'commercial',
        status: 'active',
        startsAt: new Date('2025-01-01T00:00:00Z'),
        endsAt: new Date('2026-01-01T00:00:00Z'),
        premiumFen: 386_500,
        plate: '沪A12345',
        covers: [
          { code: 'A', name: '机动车损失保险', sumInsuredFen: 18_000_000, deductibleFen: 50_000 },
          { code: 'B', name: '机动车第三者责任保险' },
        ],
      },
    ]);
    expect(await reader.ofCustomer('cus_9')).toEqual([]);
  });

  it('reads own details; a land line is no number to send a code to', async () => {
    expect(await reader.profile('cus_1')).toEqual({
      customerNo: 'C1',
      name: '陈明',
      phone: '13800000001',
      email: 'c@example.com',
      address: '上海市浦东新区 1 号',
      plates: ['沪A12345', '沪A00001'],
    });
    expect(await reader.profile('cus_2')).toEqual({ customerNo: 'C2', name: '李四', plates: [] });
    expect(await reader.profile('cus_9')).toBeUndefined();
  });
});
