import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('agent');
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  for (const [i, status] of ['REGISTERED', 'INVESTIGATING', 'CLOSED'].entries()) {
    await desk.db.pool.query(
      `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, received_at,
         registered_at, first_feedback_due_at, resolution_due_at, customer_id, contact_phone, evidence_ids,
         created_at, updated_at)
       SELECT $1, $2, $3, 'web', 'CLAIM.DELAY', $4, '沪A12345的案子拖了很久', $5::timestamptz, $5,
         $5::timestamptz + interval '2 days', $5::timestamptz + interval '3 days', id, '13800000001',
         '["fil_1"]', now(), now() FROM customers`,
      [
        `cmp_${i}`,
        `TS2026060100000${i}`,
        status,
        i === 0 ? 'S1' : 'S3',
        new Date(Date.UTC(2026, 5, 1, i)),
      ],
    );
    await desk.db.pool.query(
      `INSERT INTO consents (id, identity_id, customer_id, conversation_id, channel_account, purpose,
         is_granted, text_version, decided_at)
       SELECT $1, 'idn_1', id, 'con_1', 'web', 'marketing', $2, 'words', $3 FROM customers`,
      [`cns_${i}`, i === 1, new Date(Date.UTC(2026, 5, 1, i))],
    );
  }
});
afterAll(() => desk.stop());

const get = (url: string) => desk.call('GET', url, { token });

async function actionsOf(action: string): Promise<readonly { subjectId: string }[]> {
  const auditor = await desk.signIn('auditor');
  return (await desk.call('GET', `/audit?action=${action}`, { token: auditor })).body.items;
}

describe('complaints', () => {
  it('are listed newest first, in pages, filtered and masked', async () => {
    const first = await get('/complaints?limit=2');
    expect(first.status).toBe(200);
    expect(first.body.items.map((c: { complaintNo: string }) => c.complaintNo.at(-1))).toEqual([
      '2',
      '1',
    ]);
    expect(first.body.items[0]).toMatchObject({
      matter: '沪A****45的案子拖了很久',
      customerNo: 'C001',
      firstFeedbackDueAt: '2026-06-03T02:00:00.000Z',
      firstFeedbackAt: null,
    });
    expect(first.body.items[0]).not.toHaveProperty('contactPhone');
    const second = await get(`/complaints?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.nextCursor).toBeNull();
    expect((await get('/complaints?severity=S1')).body.items).toHaveLength(1);
    expect((await get('/complaints?status=CLOSED')).body.items).toHaveLength(1);
    expect((await get('/complaints?category=OTHER')).body.items).toEqual([]);
    expect(await actionsOf('complaints.listed')).toHaveLength(5);
  });

  it.each(['severity=S9', 'status=LOST', 'category=X', 'cursor=nonsense', 'limit=0'])(
    'refuse a query that means nothing: %s',
    async (query) => {
      expect((await get(`/complaints?${query}`)).status).toBe(400);
    },
  );

  it('are read one by one with contact and evidence, and the reading is in the trail', async () => {
    const { body } = await get('/complaints/ts20260601000000');
    expect(body).toMatchObject({
      complaintNo: 'TS20260601000000',
      severity: 'S1',
      contactPhone: '138****0001',
      evidenceIds: ['fil_1'],
    });
    expect(JSON.stringify(body)).not.toContain('13800000001');
    expect((await actionsOf('complaint.read')).map((row) => row.subjectId)).toEqual([
      'TS20260601000000',
    ]);
    expect((await get('/complaints/TS20260601999999')).status).toBe(404);
  });
});

describe('consents', () => {
  it('are listed by customer, newest first, with the one that counts', async () => {
    const { body } = await get('/consents?customerNo=C001');
    expect(
      body.items.map((c: { isGranted: boolean; isCurrent: boolean }) => [c.isGranted, c.isCurrent]),
    ).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
    expect((await actionsOf('consents.read')).map((row) => row.subjectId)).toEqual(['C001']);
    expect((await get('/consents?customerNo=C404')).body.items).toEqual([]);
    expect((await get('/consents')).status).toBe(400);
  });
});
