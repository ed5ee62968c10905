import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEnded } from '../../src/domain/complaint/record.ts';
import { makeComplaintReader } from '../../src/store/complaints/complaint-reader.ts';
import { loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeDemoInsurer } from '../../src/store/demo/make-demo-insurer.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-06-11T02:30:00.000Z');
const HOUR_MS = 3_600_000;
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await loadDemo({ pool: db.pool, log: pino({ level: 'silent' }) }, NOW);
});
afterAll(() => db.stop());

describe('the demo complaints', () => {
  const { complaints } = makeDemoInsurer(NOW);

  it('are of many states, severities and categories, each of another customer', () => {
    const count = (values: readonly unknown[]): number => new Set(values).size;
    expect(complaints).toHaveLength(14);
    expect(count(complaints.map(({ complaintNo }) => complaintNo))).toBe(14);
    expect(count(complaints.map(({ customer }) => customer.id))).toBe(14);
    expect(count(complaints.map(({ status }) => status))).toBeGreaterThanOrEqual(9);
    expect(count(complaints.map(({ category }) => category))).toBeGreaterThanOrEqual(11);
    expect([...new Set(complaints.map(({ severity }) => severity))].sort()).toEqual([
      'S1',
      'S2',
      'S3',
      'S4',
    ]);
  });

  it('are near a promise, past one, and kept', () => {
    const open = complaints.filter(
      ({ status, firstFeedbackAt }) => !isEnded(status) && !firstFeedbackAt,
    );
    const hoursLeft = open.map(
      ({ firstFeedbackDueAt }) => (firstFeedbackDueAt.getTime() - NOW.getTime()) / HOUR_MS,
    );
    expect(hoursLeft.filter((hours) => hours > 0 && hours < 3).length).toBeGreaterThanOrEqual(3);
    expect(hoursLeft.filter((hours) => hours <= 0)).toHaveLength(1);
  });

  it('name claims of their own customer only', () => {
    for (const { claim, customer } of complaints) {
      if (claim !== undefined) expect(claim.customer).toBe(customer);
    }
  });

  it('are read by their customer, with the handler by name', async () => {
    const one = complaints.find(({ handlerUsername }) => handlerUsername === 'demo.agent1');
    const reader = makeComplaintReader({ pool: db.pool });
    const seen = await reader.ofComplainant({
      identityId: 'idn_x',
      ...(one === undefined ? {} : { customerId: one.customer.id }),
    });
    expect(seen).toMatchObject([{ complaintNo: one?.complaintNo, handlerName: '何晓彤' }]);
  });
});
