import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimFactsSchema } from '../../src/domain/claim/facts.ts';
import type { ClaimDetail } from '../../src/domain/claim/record.ts';
import { CLAIM_STATUSES } from '../../src/domain/claim/status.ts';
import { isClosed, stageRank } from '../../src/domain/claim/transitions.ts';
import {
  isIdNumberValid,
  isVinValid,
  normalizeNumber,
  normalizePhone,
  normalizePlate,
} from '../../src/domain/identifiers.ts';
import { addMs, DAY_MS } from '../../src/lib/clock.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { isPasswordRight } from '../../src/store/agents/password.ts';
import { makeClaimReader } from '../../src/store/claims/claim-reader.ts';
import { makeClaimStore } from '../../src/store/claims/claim-store.ts';
import { readClaims } from '../../src/store/claims/read-claims.ts';
import { demoPeople, missingOfChenMing, zhouJianguo } from '../../src/store/demo/data/people.ts';
import { wangLei } from '../../src/store/demo/data/staff.ts';
import { DEMO_LOADED_KEY, loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeDemoInsurer } from '../../src/store/demo/make-demo-insurer.ts';
import { makeIdentityReader } from '../../src/store/identity/identity-reader.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeManualClock } from '../support/manual-clock.ts';

/** 10:30 on a Thursday in Shanghai. */
const NOW = new Date('2026-06-11T02:30:00.000Z');
const log = pino({ level: 'silent' });

let db: TestDatabase;
const outcomes: string[] = [];
beforeAll(async () => {
  db = await startTestDatabase();
  outcomes.push(
    ...(await Promise.all([loadDemo({ pool: db.pool, log }, NOW), loadDemo({ pool: db.pool, log }, NOW)])),
  );
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

describe('loading', () => {
  it('happens once when two processes start at once, and never again', async () => {
    expect(outcomes.toSorted()).toEqual(['already', 'loaded']);
    expect(await loadDemo({ pool: db.pool, log }, addMs(NOW, DAY_MS))).toBe('already');
    expect(await column(`SELECT count(*)::int AS value FROM customers`)).toEqual([200]);
    expect(await column(`SELECT value FROM settings WHERE key = '${DEMO_LOADED_KEY}'`)).toEqual([
      NOW.toISOString(),
    ]);
    expect(await column(`SELECT action AS value FROM audit`)).toEqual(['demo.loaded']);
  });

  it('leaves a database with a customer of its own alone', async () => {
    const other = await startTestDatabase();
    try {
      await other.pool.query(
        `INSERT INTO customers (id, customer_no, name, created_at, updated_at)
         VALUES ('cus_own', 'OWN1', 'Own', now(), now())`,
      );
      expect(await loadDemo({ pool: other.pool, log }, NOW)).toBe('already');
      const { rows } = await other.pool.query('SELECT 1 FROM claims');
      expect(rows).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('does not come back after somebody cleared it away', async () => {
    const other = await startTestDatabase();
    try {
      expect(await loadDemo({ pool: other.pool, log }, NOW)).toBe('loaded');
      await other.pool.query('ALTER TABLE claim_events DISABLE TRIGGER claim_events_append_only');
      await other.pool.query('TRUNCATE customers CASCADE');
      expect(await loadDemo({ pool: other.pool, log }, NOW)).toBe('already');
    } finally {
      await other.stop();
    }
  });

  it('writes the same insurer whenever it is first started; only the dates move', () => {
    const later = new Date('2027-12-31T16:20:00.000Z');
    const [first, second] = [NOW, later].map((now) =>
      JSON.stringify(makeDemoInsurer(now)).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"then"'),
    );
    expect(first).toBe(second);
    expect(JSON.stringify(makeDemoInsurer(NOW))).not.toBe(JSON.stringify(makeDemoInsurer(later)));
  });

  it.each([
    '2027-01-01T00:00:00Z',
    '2028-02-28T16:00:00Z',
    '2028-02-29T12:00:00Z',
    '2026-12-31T15:59:59Z',
  ])('makes no event of the future when first started at %s', (text) => {
    const now = new Date(text);
    const { claims, customers } = makeDemoInsurer(now);
    expect(claims.flatMap((claim) => claim.events.filter((event) => event.occurredAt > now))).toEqual([]);
    expect(customers.filter((customer) => customer.since > now)).toEqual([]);
  });
});

describe('customers, vehicles and policies', () => {
  it('carry numbers that pass every check of the domain', async () => {
    const idNumbers = await column<string>('SELECT id_number AS value FROM customers');
    expect(idNumbers.filter((idNumber) => !isIdNumberValid(idNumber))).toEqual([]);
    const vins = await column<string>('SELECT vin AS value FROM vehicles');
    expect(vins.filter((vin) => !isVinValid(vin))).toEqual([]);
    const plates = await column<string>('SELECT plate AS value FROM vehicles WHERE plate IS NOT NULL');
    expect(plates.filter((plate) => normalizePlate(plate) !== plate)).toEqual([]);
    const phones = await column<string>('SELECT phone AS value FROM customers');
    expect(phones.filter((phone) => normalizePhone(phone) !== phone)).toEqual([]);
    const numbers = await column<string>(
      'SELECT policy_no AS value FROM policies UNION SELECT claim_no FROM claims UNION SELECT report_no FROM claims',
    );
    expect(numbers.filter((number) => !/^[PCR]D[A-Z]{2}\d{4}[0-9A-Z]{14}$/.test(number))).toEqual([]);
  });

  it('share no phone, plate, name or ID number, and no real phone', async () => {
    for (const [table, name] of [
      ['customers', 'phone'],
      ['customers', 'name'],
      ['customers', 'id_number'],
      ['vehicles', 'plate'],
    ]) {
      const values = await column(`SELECT ${name} AS value FROM ${table} WHERE ${name} IS NOT NULL`);
      expect(values.length).toBeGreaterThan(195);
      expect(new Set(values).size).toBe(values.length);
    }
    const phones = await column<string>(
      `SELECT phone AS value FROM customers UNION SELECT reporter_phone FROM claims
       WHERE reporter_phone IS NOT NULL`,
    );
    expect(phones.filter((phone) => !phone.startsWith('1380000'))).toEqual([]);
    const staff = await column<string>(
      'SELECT DISTINCT handler_phone AS value FROM claims WHERE handler_phone IS NOT NULL',
    );
    expect(staff.filter((phone) => !phone.startsWith('1390000'))).toEqual([]);
  });

  it('hold a birthday that is the one of the ID number', async () => {
    expect(
      await column(
        `SELECT customer_no AS value FROM customers WHERE birthday
         IS DISTINCT FROM substr(id_number, 11, 2) || '-' || substr(id_number, 13, 2)`,
      ),
    ).toEqual([]);
  });

  it('have policies that run, that expire within a month, that lapsed and that begin later', async () => {
    const { rows } = await db.pool.query(
      `SELECT
         count(DISTINCT vehicle_id) FILTER (WHERE status = 'active' AND ends_at <= $1::timestamptz + interval '30 days')::int AS expiring,
         count(*) FILTER (WHERE status = 'active' AND (ends_at <= $1 OR starts_at > $1))::int AS wrong,
         count(*) FILTER (WHERE status = 'pending' AND starts_at > $1)::int AS pending,
         count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
         count(DISTINCT kind)::int AS kinds
       FROM policies`,
      [NOW],
    );
    expect(rows[0]).toEqual({ expiring: 26, wrong: 0, pending: 10, cancelled: 6, kinds: 2 });
    const lapsed = await column<number>(
      `SELECT count(*)::int AS value FROM vehicles v
       WHERE NOT EXISTS (SELECT 1 FROM policies p WHERE p.vehicle_id = v.id AND p.status <> 'expired')`,
    );
    expect(lapsed).toEqual([14]);
  });

  it('insure one vehicle by each kind at most once at a time', async () => {
    expect(
      await column(
        `SELECT a.policy_no AS value FROM policies a JOIN policies b ON b.vehicle_id = a.vehicle_id
           AND b.kind = a.kind AND b.id <> a.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`,
      ),
    ).toEqual([]);
  });

  it('drive new-energy cars exactly under new-energy plates', async () => {
    const { rows } = await db.pool.query<{ plate: string; energy: string }>(
      'SELECT plate, energy FROM vehicles WHERE plate IS NOT NULL',
    );
    expect(rows.filter(({ plate, energy }) => (plate.length === 8) !== (energy !== 'petrol'))).toEqual([]);
    expect(new Set(rows.map(({ energy }) => energy)).size).toBe(3);
  });
});

describe('claims', () => {
  it('stand at every stage of the table', async () => {
    const statuses = await column<string>('SELECT status AS value FROM claims');
    expect(statuses).toHaveLength(60);
    expect([...new Set(statuses)].toSorted()).toEqual([...CLAIM_STATUSES].toSorted());
  });

  it('hold in their columns what the domain derives from their events', async () => {
    const { rows } = await db.pool.query<Record<string, unknown>>('SELECT * FROM claims ORDER BY id');
    const items = await db.pool.query<Record<string, unknown>>(
      'SELECT * FROM loss_items ORDER BY claim_id, item_no',
    );
    const claims = (await allClaims()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows).toHaveLength(60);
    expect(
      rows.map((row) => [row['id'], row['status'], row['status_at'], row['raw_status'], row['facts'],
        row['handler_name'], row['handler_phone']]),
    ).toEqual(
      claims.map(({ id, derived }) => [id, derived.status, derived.statusAt, null, derived.facts,
        derived.handler?.name ?? null, derived.handler?.phone ?? null]),
    );
    expect(
      items.rows.map((row) => [row['claim_id'], row['item_no'], row['kind'], row['status'],
        row['amount_fen'] === null ? undefined : Number(row['amount_fen'])]),
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
      expect(derived.handler !== undefined, claimNo).toBe(path.length > 1 && path[1]?.status !== 'CANCELLED');
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
    const several = await column('SELECT customer_id AS value FROM claims GROUP BY 1 HAVING count(*) > 1');
    expect(several.length).toBeGreaterThan(5);
    const { rows } = await db.pool.query<{ reporter: { phone: string }; reporter_phone: string }>(
      'SELECT reporter, reporter_phone FROM claims WHERE reporter IS NOT NULL',
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => row.reporter.phone !== row.reporter_phone)).toEqual([]);
    expect(await column(`SELECT reporter_phone AS value FROM claims c
      WHERE reporter_phone IN (SELECT phone FROM customers)`)).toEqual([]);
  });

  it('take a later event as if the insurer had sent all of them', async () => {
    const { claimNo } = demoPeople.chenMing.claims.docsPending;
    const told: string[] = [];
    const store = makeClaimStore({
      pool: db.pool,
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
    // Put back for the other tests: the row is theirs.
    await db.pool.query('ALTER TABLE claim_events DISABLE TRIGGER claim_events_append_only');
    await db.pool.query(`DELETE FROM claim_events WHERE source_event_id = 'next-1'`);
    await db.pool.query('ALTER TABLE claim_events ENABLE TRIGGER claim_events_append_only');
  });
});
