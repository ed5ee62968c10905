import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { insertInsurer, NOW, report } from '../../store/accidents/rows.ts';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('agent');
  await insertInsurer(desk.db.pool);
  const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => code });
  const reports = [
    report({ reportNo: 'RP20260620000001', reporterName: '赵六', description: '粤B12345 撞了我' }),
    report({ reportNo: 'RP20260620000002', plate: '京A99999', hasInjury: true, urgency: 'urgent' }),
  ];
  for (const one of reports) {
    await inTransaction(desk.db.pool, (sql) =>
      apply(sql, { kind: 'submitAccidentReport', report: one }, NOW),
    );
  }
});
afterAll(() => desk.stop());

const get = (url: string) => desk.call('GET', url, { token });

describe('accident reports', () => {
  it('are listed newest first and masked, a page at a time', async () => {
    const first = await get('/accident-reports?limit=1');
    expect(first.status).toBe(200);
    expect(first.body.items).toHaveLength(1);
    expect(first.body.items[0]).toMatchObject({
      reportNo: 'RP20260620000002',
      plate: '京A****99',
      reporterPhone: '138****0001',
      flags: ['unknown_plate'],
      claimNo: null,
      photoCount: 0,
    });
    const rest = await get(`/accident-reports?limit=1&cursor=${first.body.nextCursor}`);
    expect(rest.body.items[0]).toMatchObject({ reportNo: 'RP20260620000001', customerNo: 'C1' });
    expect(rest.body.nextCursor).toBeNull();
    expect(JSON.stringify([first.body, rest.body])).not.toMatch(/13800000001|沪A12345|京A99999/);
  });

  it.each([
    ['hasInjury=true', ['RP20260620000002']],
    ['hasInjury=false', ['RP20260620000001']],
    ['urgency=normal', ['RP20260620000001']],
    ['plate=%E6%B2%AA%C2%B7A12345', ['RP20260620000001']],
    ['plate=%E6%B2%AAa-12345', ['RP20260620000001']],
    ['flag=unknown_plate', ['RP20260620000002']],
    ['from=2026-06-21T00:00:00Z', []],
  ])('are found by %s', async (query, numbers) => {
    const { body } = await get(`/accident-reports?${query}`);
    expect(body.items.map((item: { reportNo: string }) => item.reportNo)).toEqual(numbers);
  });

  it('are read one by one, masked, and the reading is in the audit trail', async () => {
    const { status, body } = await get('/accident-reports/rp20260620000001');
    expect([status, body]).toMatchObject([
      200,
      {
        reporterName: '赵*',
        policyNo: 'PDAA1',
        adjusterName: '王磊',
        description: '粤B****45 撞了我',
        otherPlates: ['沪B****88'],
        location: null,
      },
    ]);
    const { rows } = await desk.db.pool.query(
      `SELECT action FROM audit WHERE subject_kind = 'accident_report' AND subject_id = 'RP20260620000001'`,
    );
    expect(rows).toEqual([{ action: 'report.read' }]);
  });

  it('that do not exist are not found, and a strange cursor is refused', async () => {
    expect((await get('/accident-reports/RP0')).status).toBe(404);
    expect((await get('/accident-reports?cursor=xx')).status).toBe(400);
    expect((await get('/accident-reports?hasInjury=perhaps')).status).toBe(400);
  });
});
