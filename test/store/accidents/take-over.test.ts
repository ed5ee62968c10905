import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimPut } from '../../../src/domain/claim/record.ts';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makeClaimReader } from '../../../src/store/claims/claim-reader.ts';
import { makeClaimStore } from '../../../src/store/claims/claim-store.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertInsurer, NOW, report } from './rows.ts';

const ACTOR = { kind: 'api_key', id: 'key_core' } as const;
const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => code });
let db: TestDatabase;
let told: string[] = [];

beforeAll(async () => {
  db = await startTestDatabase();
  await insertInsurer(db.pool);
});
afterAll(() => db.stop());

const submit = (reportNo: string) =>
  inTransaction(db.pool, (sql) =>
    apply(sql, { kind: 'submitAccidentReport', report: report({ reportNo }) }, NOW),
  );

function put(claimNo: string, reportNo: string, more: Partial<ClaimPut> = {}) {
  const store = makeClaimStore({
    pool: db.pool,
    clock: { now: () => NOW, sleep: async () => {} },
    random: systemRandom,
    news: {
      tell: async (_sql, change) => {
        told.push(change.claim.status);
        return [];
      },
      publish: () => {},
    },
  });
  const updatedAt = addMs(NOW, HOUR_MS);
  const base = { claimNo, reportNo, customerNo: 'C1', reportedAt: NOW, updatedAt };
  return store.put({ ...base, ...more }, ACTOR);
}

const claimsOf = () => makeClaimReader(db).ofCustomer('cus_1');

describe('the insurer’s own number for a report made here', () => {
  it('is taken by the case that is there: same row, whole history, nothing twice', async () => {
    told = [];
    await submit('RP20260620000001');
    const [before] = await claimsOf();
    const outcome = await put('CL1', 'RP20260620000001', {
      status: 'SURVEYING',
      statusAt: addMs(NOW, HOUR_MS),
    });
    expect(outcome).toEqual({ kind: 'updated' });
    const claims = await claimsOf();
    expect(claims.map(({ id, claimNo, reportNo }) => ({ id, claimNo, reportNo }))).toEqual([
      { id: before?.id, claimNo: 'CL1', reportNo: 'RP20260620000001' },
    ]);
    expect(claims[0]?.history.map(({ status }) => status)).toEqual([
      'REPORTED',
      'DISPATCHED',
      'SURVEYING',
    ]);
    expect(told).toEqual(['SURVEYING']);
    const { rows } = await db.pool.query(
      'SELECT k.claim_no FROM accident_reports r JOIN claims k ON k.id = r.claim_id',
    );
    expect(rows).toEqual([{ claim_no: 'CL1' }]);
  });

  it('is found by both numbers afterwards', async () => {
    const reader = makeClaimReader(db);
    expect((await reader.byNumber('RP20260620000001'))?.claimNo).toBe('CL1');
    expect((await reader.byNumber('CL1'))?.reportNo).toBe('RP20260620000001');
  });

  it('is taken once: a second claim of the same report is a row of its own', async () => {
    expect(await put('CL2', 'RP20260620000001')).toEqual({ kind: 'created' });
    expect((await claimsOf()).map(({ claimNo }) => claimNo).toSorted()).toEqual(['CL1', 'CL2']);
  });

  it('repeated changes nothing', async () => {
    expect(await put('CL1', 'RP20260620000001')).toEqual({ kind: 'updated' });
    expect(await claimsOf()).toHaveLength(2);
  });

  it('may be the report’s own', async () => {
    await submit('RP20260620000002');
    expect(await put('RP20260620000002', 'RP20260620000002')).toEqual({ kind: 'updated' });
    expect((await claimsOf()).filter(({ claimNo }) => claimNo.startsWith('RP'))).toHaveLength(1);
  });

  it('never takes a claim that the insurer told under that number', async () => {
    await put('RP20260620000003', 'RP20260620000003');
    expect(await put('CL4', 'RP20260620000003')).toEqual({ kind: 'created' });
    expect((await makeClaimReader(db).byNumber('CL4'))?.claimNo).toBe('CL4');
  });

  it('given at once in two requests makes one row', async () => {
    await submit('RP20260620000005');
    const both = await Promise.all([
      put('CL5', 'RP20260620000005'),
      put('CL5', 'RP20260620000005'),
    ]);
    expect(both).toEqual([{ kind: 'updated' }, { kind: 'updated' }]);
    const found = (await claimsOf()).filter(({ reportNo }) => reportNo === 'RP20260620000005');
    expect(found.map(({ claimNo }) => claimNo)).toEqual(['CL5']);
  });
});
