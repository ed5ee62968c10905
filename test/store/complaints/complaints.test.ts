import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewComplaint } from '../../../src/domain/complaint/filed.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyFileComplaint } from '../../../src/store/complaints/apply-file-complaint.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', '13800000001', now(), now()),
       ('cus_2', 'C2', '林小雨', '13800000002', now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, level, customer_id, subject_kind, created_at)
     VALUES ('idn_known', 'web', 'u1', 1, 'cus_1', 'customer', now()),
       ('idn_new', 'web', 'u2', 0, NULL, NULL, now())`,
  );
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     VALUES ('agt_1', 'a1', '投诉专员 何晓彤', 'agent', '!', now())`,
  );
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE complaints'));

const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

function complaint(more: Partial<NewComplaint> = {}): NewComplaint {
  return {
    complaintNo: 'TS20260620000001',
    receivedAt: NOW,
    registeredAt: NOW,
    identityId: 'idn_new',
    conversationId: 'con_1',
    source: 'web',
    category: 'CLAIM.DELAY',
    severity: 'S3',
    matter: '理赔太慢，电话13800000001没人接',
    evidenceIds: [],
    flags: [],
    firstFeedbackDueAt: at(48),
    resolutionDueAt: at(72),
    ...more,
  };
}

const file = (one: NewComplaint) =>
  inTransaction(db.pool, (sql) =>
    applyFileComplaint(
      sql,
      { kind: 'fileComplaint', complaint: one },
      { now: NOW, random: systemRandom },
    ),
  );

describe('filing', () => {
  it('stores all that was told, registered and not yet taken up', async () => {
    await file(
      complaint({
        request: '尽快赔付',
        claimNo: 'CL1',
        plate: '沪A12345',
        contactPhone: '13900000001',
        evidenceIds: ['fil_1', 'fil_2'],
        flags: ['repeat'],
      }),
    );
    const { rows } = await db.pool.query('SELECT * FROM complaints');
    expect(rows).toMatchObject([
      {
        complaint_no: 'TS20260620000001',
        status: 'REGISTERED',
        severity: 'S3',
        request: '尽快赔付',
        claim_no: 'CL1',
        plate: '沪A12345',
        contact_phone: '13900000001',
        evidence_ids: ['fil_1', 'fil_2'],
        flags: ['repeat'],
        customer_id: null,
        first_feedback_due_at: at(48),
        resolution_due_at: at(72),
        first_feedback_at: null,
      },
    ]);
  });

  it('refuses a number that exists, and changes nothing', async () => {
    await file(complaint());
    await expect(file(complaint({ matter: '另一件事' }))).rejects.toThrow(/unique/);
    const { rows } = await db.pool.query('SELECT matter FROM complaints');
    expect(rows).toHaveLength(1);
    expect(rows[0].matter).toContain('理赔太慢');
  });

  it('belongs to the customer whom the identity proved to be, even when the level has lapsed', async () => {
    await file(complaint({ identityId: 'idn_known' }));
    const { rows } = await db.pool.query('SELECT customer_id FROM complaints');
    expect(rows).toEqual([{ customer_id: 'cus_1' }]);
  });
});
