import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_ROLES } from '../../src/domain/agent.ts';
import {
  isIdNumberValid,
  isVinValid,
  normalizePhone,
  normalizePlate,
} from '../../src/domain/identifiers.ts';
import { addMs, DAY_MS } from '../../src/lib/clock.ts';
import { isPasswordRight } from '../../src/store/agents/password.ts';
import { DEMO_LOADED_KEY, loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeDemoInsurer } from '../../src/store/demo/make-demo-insurer.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

/** 10:30 on a Thursday in Shanghai. */
const NOW = new Date('2026-06-11T02:30:00.000Z');
const log = pino({ level: 'silent' });

let db: TestDatabase;
const outcomes: string[] = [];
beforeAll(async () => {
  db = await startTestDatabase();
  outcomes.push(
    ...(await Promise.all([
      loadDemo({ pool: db.pool, log }, NOW),
      loadDemo({ pool: db.pool, log }, NOW),
    ])),
  );
});
afterAll(() => db.stop());

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await db.pool.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

describe('loading', () => {
  it('happens once when two processes start at once, and never again', async () => {
    expect(outcomes.toSorted()).toEqual(['already', 'loaded']);
    expect(await loadDemo({ pool: db.pool, log }, addMs(NOW, DAY_MS))).toBe('already');
    expect(await column(`SELECT count(*)::int AS value FROM customers`)).toEqual([200]);
    expect(await column(`SELECT value FROM settings WHERE key = '${DEMO_LOADED_KEY}'`)).toEqual([
      NOW.toISOString(),
    ]);
    // Its complaints are worked on by real acts, which leave their rows too.
    expect(
      await column(`SELECT action AS value FROM audit WHERE action NOT LIKE 'complaint.%'`),
    ).toEqual(['demo.loaded']);
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
    expect(
      claims.flatMap((claim) => claim.events.filter((event) => event.occurredAt > now)),
    ).toEqual([]);
    expect(customers.filter((customer) => customer.since > now)).toEqual([]);
  });
});

describe('customers, vehicles and policies', () => {
  it('carry numbers that pass every check of the domain', async () => {
    const idNumbers = await column<string>('SELECT id_number AS value FROM customers');
    expect(idNumbers.filter((idNumber) => !isIdNumberValid(idNumber))).toEqual([]);
    const vins = await column<string>('SELECT vin AS value FROM vehicles');
    expect(vins.filter((vin) => !isVinValid(vin))).toEqual([]);
    const plates = await column<string>(
      'SELECT plate AS value FROM vehicles WHERE plate IS NOT NULL',
    );
    expect(plates.filter((plate) => normalizePlate(plate) !== plate)).toEqual([]);
    const phones = await column<string>('SELECT phone AS value FROM customers');
    expect(phones.filter((phone) => normalizePhone(phone) !== phone)).toEqual([]);
    const numbers = await column<string>(
      'SELECT policy_no AS value FROM policies UNION SELECT claim_no FROM claims UNION SELECT report_no FROM claims',
    );
    expect(numbers.filter((number) => !/^[PCR]D[A-Z]{2}\d{4}[0-9A-Z]{14}$/.test(number))).toEqual(
      [],
    );
  });

  it('share no phone, plate, name or ID number, and no real phone', async () => {
    for (const [table, name] of [
      ['customers', 'phone'],
      ['customers', 'name'],
      ['customers', 'id_number'],
      ['vehicles', 'plate'],
    ]) {
      const values = await column(
        `SELECT ${name} AS value FROM ${table} WHERE ${name} IS NOT NULL`,
      );
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

  it('hold a birthday that is the one of the ID number, unless it counts in the lunar calendar', async () => {
    expect(
      await column(
        `SELECT customer_no AS value FROM customers WHERE birthday_kind = 'solar' AND birthday
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
    expect(
      rows.filter(({ plate, energy }) => (plate.length === 8) !== (energy !== 'petrol')),
    ).toEqual([]);
    expect(new Set(rows.map(({ energy }) => energy)).size).toBe(3);
  });
});

it('has accounts of every role that nobody can sign in with', async () => {
  const { rows } = await db.pool.query<{ role: string; password_hash: string; disabled_at: Date }>(
    'SELECT role, password_hash, disabled_at FROM agents',
  );
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(AGENT_ROLES));
  for (const row of rows) {
    expect(row.disabled_at).toEqual(NOW);
    expect(await isPasswordRight(row.password_hash, row.password_hash)).toBe(false);
    expect(await isPasswordRight(row.password_hash, '')).toBe(false);
  }
});
