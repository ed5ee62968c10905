import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimView } from '../../src/domain/claim/view.ts';
import { isIdNumberValid } from '../../src/domain/identifiers.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { makeClaimReader } from '../../src/store/claims/claim-reader.ts';
import {
  demoPeople,
  missingOfChenMing,
  peoplePlaces,
  zhouJianguo,
} from '../../src/store/demo/data/people.ts';
import { wangLei } from '../../src/store/demo/data/staff.ts';
import { loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeIdentityReader } from '../../src/store/identity/identity-reader.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

/** 10:30 on a Thursday in Shanghai. */
const NOW = new Date('2026-06-11T02:30:00.000Z');

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  await loadDemo({ pool: db.pool, log: pino({ level: 'silent' }) }, NOW);
});
afterAll(() => db.stop());

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await db.pool.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

async function claimsOf(customerNo: string): Promise<readonly ClaimView[]> {
  const ids = await column<string>(
    `SELECT id AS value FROM customers WHERE customer_no = '${customerNo}'`,
  );
  return makeClaimReader({ pool: db.pool }).ofCustomer(ids[0] ?? '');
}

describe('the people of the README', () => {
  const people = Object.entries(demoPeople);

  it.each(people)('%s proves who they are and sees exactly their claims', async (_, person) => {
    const identity = makeIdentityReader({ pool: db.pool });
    const { plate, phone, idNumber } = person;
    const evidence = { plate, phone, idLast4: idNumber.slice(-4) };
    const check = await identity.check(newId('identity', systemRandom), evidence, NOW);
    if (check.kind !== 'matched' || check.subject.kind !== 'customer') throw new Error(check.kind);
    expect(check.level).toBe(2);
    const claims = await makeClaimReader({ pool: db.pool }).ofCustomer(check.subject.customerId);
    const expected = Object.values<{ reportNo: string }>(person.claims);
    expect(claims.map(({ reportNo }) => reportNo)).toEqual(
      expected.map(({ reportNo }) => reportNo),
    );
  });

  it.each(people)('%s proves nothing with a wrong ID number', async (_, person) => {
    const identity = makeIdentityReader({ pool: db.pool });
    const evidence = { plate: person.plate, phone: person.phone, idLast4: '0000' };
    const check = await identity.check(newId('identity', systemRandom), evidence, NOW);
    expect(check).toEqual({ kind: 'no_match' });
  });

  it.each([
    [demoPeople.chenMing, '1234'],
    [demoPeople.linXiaoyu, '2345'],
    [demoPeople.heLi, '3456'],
    [demoPeople.zhaoQiang, '4567'],
    [demoPeople.sunYue, '5678'],
  ])('have ID numbers that end as the README says', ({ idNumber }, last4) => {
    expect(idNumber.slice(-4)).toBe(last4);
    expect(isIdNumberValid(idNumber)).toBe(true);
  });

  it('find the claim of today with its handler, the one that waits and the one of last year', async () => {
    const [newest, waiting, old] = await claimsOf(demoPeople.chenMing.customerNo);
    expect(newest).toMatchObject({
      status: 'ASSESSING',
      reportedAt: new Date('2026-06-09T01:32:00.000Z'),
      accidentPlace: peoplePlaces.assessing,
      handler: { name: wangLei.name, phone: wangLei.phone },
      // Tomorrow, 18:00 in Shanghai.
      facts: { expectedAt: '2026-06-12T10:00:00.000Z' },
    });
    expect(newest?.facts.assessedFen).toBeUndefined();
    expect(waiting).toMatchObject({
      status: 'DOCS_PENDING',
      facts: { missingDocuments: missingOfChenMing },
    });
    expect(old?.status).toBe('CLOSED_PAID');
    expect(old?.statusAt.getUTCFullYear()).toBe(NOW.getUTCFullYear() - 1);
    expect(await claimsOf(demoPeople.linXiaoyu.customerNo)).toEqual([]);
  });

  it('stand at a refusal without a reason, and at a payment with its account', async () => {
    const [refused] = await claimsOf(demoPeople.zhaoQiang.customerNo);
    expect(refused?.status).toBe('REJECTED');
    expect(refused?.facts.decisionChannel).toEqual(expect.any(String));
    expect(refused?.history.map(({ status }) => status)).not.toContain('REJECTION_REVIEW');
    const [paid] = await claimsOf(demoPeople.sunYue.customerNo);
    expect(paid).toMatchObject({
      status: 'PAYING',
      facts: { payableFen: 680_000, payeeLast4: '8866' },
    });
  });

  it('lets the driver who reported see that one claim by its number and his phone', async () => {
    const { claimNo, reportNo } = demoPeople.heLi.claims.surveying;
    const identity = makeIdentityReader({ pool: db.pool });
    const asker = newId('identity', systemRandom);
    const evidence = { claimNo: reportNo, phone: zhouJianguo.phone };
    expect(await identity.check(asker, evidence, NOW)).toEqual({
      kind: 'matched',
      subject: { kind: 'reporter', claimNo },
      level: 1,
    });
    const view = await makeClaimReader({ pool: db.pool }).byNumber(claimNo);
    expect(view).toMatchObject({ status: 'SURVEYING', isReportedByOther: true });
    // He is no customer, and her phone did not report it.
    const { phone } = demoPeople.heLi;
    expect(await identity.check(asker, { claimNo: reportNo, phone }, NOW)).toEqual({
      kind: 'no_match',
    });
    expect(
      await column(`SELECT id AS value FROM customers WHERE phone = '${zhouJianguo.phone}'`),
    ).toEqual([]);
  });
});
