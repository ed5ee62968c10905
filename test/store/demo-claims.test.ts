import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { claimFactsSchema } from '../../src/domain/claim/facts.ts';
import type { ClaimDetail } from '../../src/domain/claim/record.ts';
import { CLAIM_STATUSES } from '../../src/domain/claim/status.ts';
import { isClosed, stageRank } from '../../src/domain/claim/transitions.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeClaimStore } from '../../src/store/claims/claim-store.ts';
import { readClaims } from '../../src/store/claims/read-claims.ts';
import { demoPeople } from '../../src/store/demo/data/people.ts';
import { loadDemo } from '../../src/store/demo/load-demo.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeManualClock } from '../support/manual-clock.ts';

/** 10:30 on a Thursday in Shanghai. */
const NOW = new Date('2026-06-11T02:30:00.000Z');
const log = pino({ level: 'silent' });

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  await loadDemo({ pool: db.pool, log }, NOW);
});
afterAll(() => db.stop());

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await db.pool.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

async function allClaims(): Promise<readonly ClaimDetail[]> {
  const ids = await column<string>('SELECT id AS value FROM claims');
  const claims = await Promise.all(ids.map((value) => readClaims(db.pool, { key: 'id', value })));
  return claims.flat();
}

describe('the claims of the demo', () => {
  it('stand at every stage of the table', async () => {
    const statuses = await column<string>('SELECT status AS value FROM claims');
    expect(statuses).toHaveLength(60);
    expect([...new Set(statuses)].toSorted()).toEqual([...CLAIM_STATUSES].toSorted());
  });

  it('hold in their columns what the domain derives from their events', async () => {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      'SELECT * FROM claims ORDER BY id',
    );
    const items = await db.pool.query<Record<string, unknown>>(
      'SELECT * FROM loss_items ORDER BY claim_id, item_no',
    );
    const claims = (await allClaims()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows).toHaveLength(60);
    expect(
      rows.map((row) => [
        row['id'],
        row['status'],
        row['status_at'],
        row['raw_status'],
        row['facts'],
        row['handler_name'],
        row['handler_phone'],
      ]),
    ).toEqual(
      claims.map(({ id, derived }) => [
        id,
        derived.status,
        derived.statusAt,
        null,
        derived.facts,
        derived.handler?.name ?? null,
        derived.handler?.phone ?? null,
      ]),
    );
    expect(
      items.rows.map((row) => [
        row['claim_id'],
        row['item_no'],
        row['kind'],
        row['status'],
        row['amount_fen'] === null ? undefined : Number(row['amount_fen']),
      ]),
    ).toEqual(
      claims.flatMap(({ id, derived }) =>
        derived.lossItems.map((item) => [id, item.itemNo, item.kind, item.status, item.amountFen]),
      ),
    );
  });

  it('follow the table of stages from the report to now, in order of time', async () => {
    const claims = await allClaims();
    for (const { derived, events, reportedAt, accidentAt, claimNo } of claims) {
      expect(derived.anomalies, claimNo).toEqual(new Map());
      expect(events.filter(({ anomaly }) => anomaly !== undefined)).toEqual([]);
      expect(events.map(({ source }) => source)).toEqual(events.map(() => 'demo-core'));
      const times = events.map(({ occurredAt }) => occurredAt.getTime());
      expect(times, claimNo).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBe(reportedAt.getTime());
      expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime());
      expect(accidentAt?.getTime()).toBeLessThan(reportedAt.getTime());
      const stages = derived.path.map(({ at }) => at.getTime());
      expect(new Set(stages).size, claimNo).toBe(stages.length);
    }
  });

  it('tell only what belongs to where they stand', async () => {
    for (const { derived, claimNo } of await allClaims()) {
      const { facts, path, status } = derived;
      const reached = (stage: string): boolean => path.some((step) => step.status === stage);
      expect(claimFactsSchema.safeParse(facts).success, claimNo).toBe(true);
      expect(facts.assessedFen !== undefined, claimNo).toBe(reached('LOSS_CONFIRMED'));
      expect(facts.payableFen !== undefined, claimNo).toBe(reached('APPROVED'));
      expect(facts.payeeLast4 !== undefined, claimNo).toBe(reached('APPROVED'));
      expect(facts.decisionChannel !== undefined, claimNo).toBe(status === 'REJECTED');
      expect(facts.documentsCompleteAt !== undefined, claimNo).toBe(reached('DOCS_COMPLETE'));
      if (status === 'DOCS_PENDING') expect(facts.missingDocuments?.length).toBeGreaterThan(0);
      if (reached('DOCS_COMPLETE')) expect(facts.missingDocuments, claimNo).toBeUndefined();
      if (isClosed(status)) expect(facts.expectedAt, claimNo).toBeUndefined();
      if (facts.expectedAt !== undefined) {
        expect(new Date(facts.expectedAt).getTime()).toBeGreaterThan(NOW.getTime());
      }
      expect(derived.handler !== undefined, claimNo).toBe(
        path.length > 1 && path[1]?.status !== 'CANCELLED',
      );
      for (const item of derived.lossItems) {
        const isConfirmed = stageRank(item.status) >= stageRank('LOSS_CONFIRMED');
        if (item.amountFen !== undefined) expect(isConfirmed, claimNo).toBe(true);
      }
    }
  });

  it('lose every kind of thing, one, several and partly assessed ones', async () => {
    const kinds = await column('SELECT DISTINCT kind AS value FROM loss_items');
    expect(kinds.toSorted()).toEqual(['OWN_VEHICLE', 'PERSON', 'PROPERTY', 'THIRD_VEHICLE']);
    const partly = await column(
      `SELECT claim_id AS value FROM loss_items GROUP BY claim_id HAVING count(DISTINCT status) > 1`,
    );
    expect(partly.length).toBeGreaterThan(0);
    const injured = await column(
      `SELECT id AS value FROM claims c WHERE NOT has_injury
         AND EXISTS (SELECT 1 FROM loss_items i WHERE i.claim_id = c.id AND i.kind = 'PERSON')`,
    );
    expect(injured).toEqual([]);
  });

  it('happened while the policy that they name covered the car', async () => {
    expect(
      await column(
        `SELECT c.claim_no AS value FROM claims c LEFT JOIN policies p ON p.id = c.policy_id
           AND p.vehicle_id = c.vehicle_id AND p.customer_id = c.customer_id
           AND p.starts_at <= c.accident_at AND c.accident_at < p.ends_at
         LEFT JOIN vehicles v ON v.id = c.vehicle_id AND v.plate = c.plate
         WHERE p.id IS NULL OR v.id IS NULL`,
      ),
    ).toEqual([]);
  });

  it('come from several claims a customer and from people who are not the insured', async () => {
    const several = await column(
      'SELECT customer_id AS value FROM claims GROUP BY 1 HAVING count(*) > 1',
    );
    expect(several.length).toBeGreaterThan(5);
    const { rows } = await db.pool.query<{ reporter: { phone: string }; reporter_phone: string }>(
      'SELECT reporter, reporter_phone FROM claims WHERE reporter IS NOT NULL',
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => row.reporter.phone !== row.reporter_phone)).toEqual([]);
    expect(
      await column(`SELECT reporter_phone AS value FROM claims c
      WHERE reporter_phone IN (SELECT phone FROM customers)`),
    ).toEqual([]);
  });

  it('take a later event as if the insurer had sent all of them', async () => {
    const other = await startTestDatabase();
    onTestFinished(() => other.stop());
    await loadDemo({ pool: other.pool, log }, NOW);
    const { claimNo } = demoPeople.chenMing.claims.docsPending;
    const told: string[] = [];
    const store = makeClaimStore({
      pool: other.pool,
      clock: makeManualClock(NOW),
      random: systemRandom,
      news: {
        tell: async (_sql, { claim, previousStatus }) => {
          told.push(`${previousStatus}>${claim.status}`);
          return [];
        },
        publish: () => undefined,
      },
    });
    const recorded = await store.recordEvents(claimNo, {
      events: [
        {
          sourceEventId: 'next-1',
          source: 'core',
          status: 'DOCS_COMPLETE',
          occurredAt: NOW,
          facts: {},
          isSnapshot: false,
        },
      ],
      actor: { kind: 'api_key', id: 'key_test' },
    });
    expect(recorded).toMatchObject({
      kind: 'recorded',
      claim: { derived: { status: 'DOCS_COMPLETE', anomalies: new Map() } },
      events: [{ isDuplicate: false }],
    });
    expect(told).toEqual(['DOCS_PENDING>DOCS_COMPLETE']);
  });
});
