import type { Pool } from 'pg';
import type { AccidentReport } from '../../../src/domain/accident/report.ts';

export const NOW = new Date('2026-06-20T02:00:00Z');
export const HANDLER = { id: 'adj_a', name: '王磊', phone: '13900000001' } as const;

/** A report of 陈明's car, made by himself. */
export function report(more: Partial<AccidentReport> = {}): AccidentReport {
  return {
    reportNo: 'RP20260620000001',
    reportedAt: NOW,
    identityId: 'idn_1',
    conversationId: 'con_1',
    plate: '沪A12345',
    reporterPhone: '13800000001',
    accidentAt: new Date('2026-06-20T01:30:00Z'),
    isAccidentTimeApproximate: false,
    accidentPlace: '长宁区天山路娄山关路口',
    accidentKind: 'double',
    lossKind: 'collision',
    hasInjury: false,
    otherPlates: ['沪B88888'],
    isDrivable: true,
    policeReasons: [],
    photoIds: [],
    documents: ['行驶证'],
    urgency: 'normal',
    handler: HANDLER,
    ...more,
  };
}

/** 陈明 with one car that is covered in 2026, 李强 with another that is not any more, and two handlers. */
export async function insertInsurer(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', '13800000001', now(), now()),
            ('cus_2', 'C2', '李强', '13800000002', now(), now())`,
  );
  await pool.query(
    `INSERT INTO vehicles (id, customer_id, plate, created_at, updated_at)
     VALUES ('veh_1', 'cus_1', '沪A12345', now(), now()), ('veh_2', 'cus_2', '沪A54321', now(), now())`,
  );
  await pool.query(
    `INSERT INTO policies (id, policy_no, customer_id, vehicle_id, kind, status, starts_at, ends_at,
       created_at, updated_at)
     VALUES ('pol_ci', 'PDZA1', 'cus_1', 'veh_1', 'compulsory', 'active', '2026-01-01Z', '2027-01-01Z', now(), now()),
            ('pol_bi', 'PDAA1', 'cus_1', 'veh_1', 'commercial', 'active', '2026-01-01Z', '2027-01-01Z', now(), now()),
            ('pol_no', 'PDAA2', 'cus_1', 'veh_1', 'commercial', 'cancelled', '2026-01-01Z', '2028-01-01Z', now(), now()),
            ('pol_old', 'PDAA3', 'cus_2', 'veh_2', 'commercial', 'expired', '2025-01-01Z', '2026-01-01Z', now(), now())`,
  );
  await pool.query(
    `INSERT INTO adjusters (id, name, phone, is_active)
     VALUES ('adj_a', '王磊', '13900000001', true), ('adj_b', '顾晓峰', '13900000002', true),
            ('adj_0', '离岗', '13900000003', false)`,
  );
}
