import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimStatus } from '../../../src/domain/claim/status.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeClaimReader } from '../../../src/store/claims/claim-reader.ts';
import { makeClaimStore } from '../../../src/store/claims/claim-store.ts';
import { putCustomer } from '../../../src/store/customers/put-customer.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let customerId: string;
const ACTOR = { kind: 'system', id: 'test' } as const;
const at = (minute: number): Date => new Date(Date.UTC(2026, 5, 10, 0, minute));

beforeAll(async () => {
  db = await startTestDatabase();
  const deps = { pool: db.pool, clock: systemClock, random: systemRandom };
  const news = { tell: async () => [], publish: () => undefined };
  const claims = makeClaimStore({ ...deps, news });
  await putCustomer(deps, { customerNo: 'C1', name: '陈明', updatedAt: at(0) }, ACTOR);
  const common = { customerNo: 'C1', updatedAt: at(0) };
  await claims.put(
    {
      ...common,
      claimNo: 'CL00000001',
      reportNo: 'RP00000001',
      reportedAt: at(0),
      reporter: { name: '李强', phone: '13800009999', relation: '驾驶人' },
      accidentPlace: '世纪大道',
      plate: '沪A12345',
    },
    ACTOR,
  );
  await claims.put({ ...common, claimNo: 'CL00000002', reportedAt: at(30) }, ACTOR);
  const way: ClaimStatus[] = ['DISPATCHED', 'SURVEYING', 'SURVEYED', 'REJECTION_REVIEW'];
  await claims.recordEvents('CL00000001', {
    actor: ACTOR,
    events: way.map((status, i) => ({
      sourceEventId: `e${i}`,
      status,
      occurredAt: at(i + 1),
      facts: i === 0 ? { handlingMode: '正常', contactWithinMinutes: 10 } : {},
      ...(i === 0 ? { handler: { name: '王磊', phone: '13900000001' } } : {}),
      isSnapshot: false,
      source: 'core',
    })),
  });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM customers');
  customerId = rows[0]?.id ?? '';
});
afterAll(() => db.stop());

describe('reading claims for a customer', () => {
  it('gives the newest first, with the handler and the facts', async () => {
    const claims = await makeClaimReader(db).ofCustomer(customerId);
    expect(claims.map((claim) => claim.claimNo)).toEqual(['CL00000002', 'CL00000001']);
    expect(claims[0]).toMatchObject({
      status: 'REPORTED',
      isReportedByOther: false,
      lossItems: [],
    });
    // The promise to call within ten minutes ended with its stage.
    expect(claims[1]?.facts).toEqual({ handlingMode: '正常' });
    expect(claims[1]).toMatchObject({
      reportNo: 'RP00000001',
      plate: '沪A12345',
      isReportedByOther: true,
      accidentPlace: '世纪大道',
      handler: { name: '王磊', phone: '13900000001' },
    });
  });

  it('never lets a review of a rejection out', async () => {
    const [, claim] = await makeClaimReader(db).ofCustomer(customerId);
    expect(claim).toMatchObject({ status: 'CLAIM_REVIEW', statusAt: at(4) });
    expect(claim?.history.map((step) => step.status)).toEqual([
      'REPORTED',
      'DISPATCHED',
      'SURVEYING',
      'SURVEYED',
    ]);
    expect(JSON.stringify(claim)).not.toContain('REJECTION');
  });

  it('says nothing of who reported', async () => {
    const [, claim] = await makeClaimReader(db).ofCustomer(customerId);
    expect(JSON.stringify(claim)).not.toMatch(/李强|13800009999/);
  });

  it.each(['CL00000001', 'RP00000001', 'rp 0000 0001'])('finds one by %s', async (number) => {
    const claim = await makeClaimReader(db).byNumber(number);
    expect(claim?.claimNo).toBe('CL00000001');
  });

  it('finds nothing for others', async () => {
    const reader = makeClaimReader(db);
    expect(await reader.byNumber('CL99999999')).toBeUndefined();
    expect(await reader.byNumber('%')).toBeUndefined();
    expect(await reader.ofCustomer('cus_nobody')).toEqual([]);
  });
});
