import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { type CrashReport, crashCampaign } from '../support/outreach-crash.ts';

const RECIPIENTS = 3_000;
const KILLS = 20;

const databases: TestDatabase[] = [];
beforeAll(async () => {
  for (let nth = 0; nth < 2; nth += 1) databases.push(await startTestDatabase());
});
afterAll(async () => {
  for (const db of databases) await db.stop();
});

async function crash(nth: number, honoursIds: boolean): Promise<CrashReport> {
  const db = databases[nth];
  if (db === undefined) throw new Error('no database');
  const report = await crashCampaign({
    pool: db.pool,
    connectionString: db.url,
    recipients: RECIPIENTS,
    kills: KILLS,
    honoursIds,
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(report.planned).toBe(RECIPIENTS);
  expect(report.kills).toBeGreaterThanOrEqual(KILLS);
  // Otherwise nothing was tested.
  expect(report.killsInFlight).toBeGreaterThan(KILLS / 4);
  return report;
}

test('on a transport that honours ids everybody gets it once, however often two senders are killed', async () => {
  const report = await crash(0, true);
  expect(report).toMatchObject({ once: RECIPIENTS, doubled: 0, lost: 0, unknown: 0 });
  // Otherwise nobody was sent anything again.
  expect(report.requests).toBeGreaterThan(RECIPIENTS);
}, 120_000);

test('on one that does not nobody is lost, and what may have arrived is unknown and not sent again', async () => {
  const report = await crash(1, false);
  expect(report).toMatchObject({ lost: 0, doubledNotUnknown: 0 });
  expect(report.doubled).toBeLessThanOrEqual(report.unknown);
  expect(report.unknown).toBeGreaterThan(0);
  expect(report.unknown).toBeLessThanOrEqual(report.inFlightMax);
  expect(report.once + report.doubled + report.unknown - report.unknownArrived).toBe(RECIPIENTS);
}, 120_000);
