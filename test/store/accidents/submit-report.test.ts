import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccidentReport } from '../../../src/domain/accident/report.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeAccidentReader } from '../../../src/store/accidents/accident-reader.ts';
import { makeReportStore } from '../../../src/store/accidents/report-store.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makeClaimReader } from '../../../src/store/claims/claim-reader.ts';
import { makeIdentityReader } from '../../../src/store/identity/identity-reader.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { HANDLER, insertInsurer, NOW, report } from './rows.ts';

const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => code });
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await insertInsurer(db.pool);
});
afterAll(() => db.stop());

let count = 0;
/** Numbers of their own for each test: events of claims are never taken away. */
beforeEach(async () => {
  count += 1;
  await db.pool.query('DELETE FROM accident_reports');
});

const no = (n: number): string => `RP20260620${String(count * 1_000 + n).padStart(6, '0')}`;

async function submit(more: Partial<AccidentReport> = {}): Promise<string> {
  const filed = report({ reportNo: no(1), ...more });
  await inTransaction(db.pool, (sql) =>
    apply(sql, { kind: 'submitAccidentReport', report: filed }, NOW),
  );
  return filed.reportNo;
}

async function only<T>(sql: string, values: unknown[] = []): Promise<T> {
  const { rows } = await db.pool.query(sql, values);
  expect(rows).toHaveLength(1);
  return rows[0];
}

const stored = (reportNo: string) =>
  only<Record<string, unknown>>('SELECT * FROM accident_reports WHERE report_no = $1', [reportNo]);

describe('a report of a known car', () => {
  it('is stored with owner, car, the commercial policy in force and its case', async () => {
    const reportNo = await submit({ location: { latitude: 31.21, longitude: 121.4 } });
    const claim = await only<{ id: string }>('SELECT id FROM claims WHERE claim_no = $1', [
      reportNo,
    ]);
    expect(await stored(reportNo)).toMatchObject({
      customer_id: 'cus_1',
      vehicle_id: 'veh_1',
      policy_id: 'pol_bi',
      claim_id: claim.id,
      adjuster_id: 'adj_a',
      latitude: 31.21,
      other_plates: ['沪B88888'],
      documents: ['行驶证'],
      flags: [],
    });
  });

  it('shows its owner a case with a handler who calls within ten minutes, at once', async () => {
    const reportNo = await submit();
    const claims = await makeClaimReader(db).ofCustomer('cus_1');
    const claim = claims.find((one) => one.reportNo === reportNo);
    expect(claim).toMatchObject({
      claimNo: reportNo,
      status: 'DISPATCHED',
      accidentPlace: '长宁区天山路娄山关路口',
      handler: { name: HANDLER.name, phone: HANDLER.phone },
      facts: { contactWithinMinutes: 10 },
      isReportedByOther: false,
    });
    expect(claim?.history.map(({ status }) => status)).toEqual(['REPORTED', 'DISPATCHED']);
  });

  it('stays at REPORTED without a handler', async () => {
    const filed = report({ reportNo: no(1) });
    const { handler: _none, ...rest } = filed;
    await inTransaction(db.pool, (sql) =>
      apply(sql, { kind: 'submitAccidentReport', report: rest }, NOW),
    );
    const claim = await makeClaimReader(db).byNumber(filed.reportNo);
    expect(claim?.status).toBe('REPORTED');
    expect(claim?.handler).toBeUndefined();
  });

  it('by somebody else names them beside the owner, and opens its stage to their phone', async () => {
    const reportNo = await submit({ reporterPhone: '13911112222', reporterName: '赵六' });
    const claim = await makeClaimReader(db).byNumber(reportNo);
    expect(claim?.isReportedByOther).toBe(true);
    const identity = makeIdentityReader(db);
    const check = (phone: string) => identity.check('idn_9', { claimNo: reportNo, phone }, NOW);
    expect(await check('13911112222')).toEqual({
      kind: 'matched',
      subject: { kind: 'reporter', claimNo: reportNo },
      level: 1,
    });
    expect(await check('13800000001')).toEqual({ kind: 'no_match' });
  });

  it('leaves an audit row of the case that was opened', async () => {
    const reportNo = await submit();
    expect(
      await only('SELECT actor_id, action FROM audit WHERE subject_id = $1', [reportNo]),
    ).toEqual({ actor_id: 'idn_1', action: 'claim.opened' });
  });
});

describe('what the handler must look at', () => {
  const CASES: readonly (readonly [string, Partial<AccidentReport>, string[], string | null])[] = [
    [
      'a reporter who does not know whether somebody is hurt',
      { plate: 'UNPLATED', isInjuryUnclear: true },
      ['unplated', 'injury_unclear'],
      null,
    ],
    ['a plate nobody knows', { plate: '京A99999' }, ['unknown_plate'], null],
    ['a new car without a plate', { plate: 'UNPLATED' }, ['unplated'], null],
    ['a car without cover at that time', { plate: '沪A54321' }, ['outside_policy_period'], 'veh_2'],
    [
      'an accident before the policy began',
      { accidentAt: new Date('2025-12-31T23:59:59Z') },
      ['outside_policy_period'],
      'veh_1',
    ],
    [
      'the last moment of the period, which is no longer covered',
      { accidentAt: new Date('2027-01-01T00:00:00Z') },
      ['outside_policy_period'],
      'veh_1',
    ],
  ];

  it.each(CASES)('%s', async (_name, more, flags, vehicleId) => {
    const reportNo = await submit(more);
    expect(await stored(reportNo)).toMatchObject({
      flags,
      vehicle_id: vehicleId,
      policy_id: null,
    });
    const claim = await makeClaimReader(db).byNumber(reportNo);
    expect(claim !== undefined).toBe(vehicleId !== null);
  });

  it('a plate that moved from one customer to another goes to the one who is covered', async () => {
    await db.pool.query(
      `INSERT INTO vehicles (id, customer_id, plate, created_at, updated_at)
       VALUES ('veh_3', 'cus_2', '沪A12345', now() + interval '1 day', now() + interval '1 day')`,
    );
    const reportNo = await submit();
    await db.pool.query(`DELETE FROM vehicles WHERE id = 'veh_3'`);
    expect(await stored(reportNo)).toMatchObject({
      customer_id: 'cus_1',
      flags: ['several_owners'],
    });
  });
});

describe('numbers and photos', () => {
  it('refuses a number given out before, and leaves nothing of the second', async () => {
    await submit();
    await expect(submit({ plate: '京A99999' })).rejects.toThrow();
    await expect(submit()).rejects.toThrow();
    const { rows } = await db.pool.query('SELECT plate FROM accident_reports');
    expect(rows).toEqual([{ plate: '沪A12345' }]);
  });

  it('links the photos of this conversation only, each once', async () => {
    await db.pool.query(
      `INSERT INTO files (id, conversation_id, name, content_type, size_bytes, sha256, created_at)
       VALUES ('fil_1', 'con_1', 'a', 'image/jpeg', 1, 'x', now()), ('fil_2', 'con_2', 'b', 'image/jpeg', 1, 'x', now())
       ON CONFLICT DO NOTHING`,
    );
    const reportNo = await submit({ photoIds: ['fil_1', 'fil_2', 'fil_1', 'fil_9'] });
    expect((await stored(reportNo))['photo_ids']).toEqual(['fil_1']);
  });
});

describe('reading for reports', () => {
  it('gives the active handler with the fewest reports of the last day, ties by id', async () => {
    const reader = makeAccidentReader(db);
    expect((await reader.nextHandler(NOW))?.id).toBe('adj_a');
    await submit({ plate: '京A1111A', reportedAt: addMs(NOW, -HOUR_MS) });
    expect(await reader.nextHandler(NOW)).toEqual({
      id: 'adj_b',
      name: '顾晓峰',
      phone: '13900000002',
    });
    expect((await reader.nextHandler(addMs(NOW, DAY_MS)))?.id).toBe('adj_a');
  });

  it('gives no handler when none is active', async () => {
    await db.pool.query('UPDATE adjusters SET is_active = false');
    const next = await makeAccidentReader(db).nextHandler(NOW);
    await db.pool.query(`UPDATE adjusters SET is_active = true WHERE id <> 'adj_0'`);
    expect(next).toBeUndefined();
  });

  it('gives what one chat identity reported, newest first, and nothing of others', async () => {
    await submit({ reportNo: no(1), plate: '京A99999', reportedAt: addMs(NOW, -HOUR_MS) });
    await submit({ reportNo: no(2), plate: '京A99999' });
    await submit({ reportNo: no(3), plate: '京A99999', identityId: 'idn_2' });
    const mine = await makeAccidentReader(db).ofIdentity('idn_1');
    expect(mine.map(({ reportNo }) => reportNo)).toEqual([no(2), no(1)]);
    expect(mine[0]).toMatchObject({ handler: HANDLER, documents: ['行驶证'] });
  });
});

describe('the list of the desk', () => {
  it('is masked, newest first, and pages by cursor', async () => {
    for (const n of [1, 2, 3]) {
      await submit({
        reportNo: no(n),
        reportedAt: addMs(NOW, n * 60_000),
        reporterName: '赵六',
        description: '我的电话 13800000001，车 沪A12345',
        location: { latitude: 31.216789, longitude: 121.404321 },
      });
    }
    const store = makeReportStore(db);
    const first = await store.list({ limit: 2 });
    expect(first.items.map(({ reportNo }) => reportNo)).toEqual([no(3), no(2)]);
    const rest = await store.list({ limit: 2, cursor: first.nextCursor });
    expect(rest.items.map(({ reportNo }) => reportNo)).toEqual([no(1)]);
    const detail = await store.find(no(1));
    expect(detail).toMatchObject({
      plate: '沪A****45',
      reporterPhone: '138****0001',
      reporterName: '赵*',
      customerNo: 'C1',
      claimNo: no(1),
      policyNo: 'PDAA1',
      adjusterName: '王磊',
      location: { latitude: 31.22, longitude: 121.4 },
      otherPlates: ['沪B****88'],
    });
    expect(JSON.stringify(detail)).not.toMatch(/13800000001|沪A12345|121\.404/);
  });

  it('takes its filters', async () => {
    await submit({ reportNo: no(1) });
    await submit({ reportNo: no(2), plate: '京A99999', hasInjury: true, urgency: 'urgent' });
    const store = makeReportStore(db);
    const numbers = async (query: Parameters<typeof store.list>[0]) =>
      (await store.list(query)).items.map(({ reportNo }) => reportNo);
    expect(await numbers({ limit: 9, plate: '沪A12345' })).toEqual([no(1)]);
    expect(await numbers({ limit: 9, urgency: 'urgent' })).toEqual([no(2)]);
    expect(await numbers({ limit: 9, hasInjury: false })).toEqual([no(1)]);
    expect(await numbers({ limit: 9, flag: 'unknown_plate' })).toEqual([no(2)]);
    expect(await numbers({ limit: 9, from: addMs(NOW, 1) })).toEqual([]);
    expect(await numbers({ limit: 9, to: NOW })).toEqual([]);
  });
});
