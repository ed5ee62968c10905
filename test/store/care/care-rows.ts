import type { Pool } from 'pg';
import type { CarePlanInput } from '../../../src/domain/care/plan.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';

export const AGENT = { kind: 'agent', id: 'agt_lead' } as const;

/** A plan for birthdays that a test changes as it likes. */
export const PLAN: CarePlanInput = {
  occasion: 'birthday',
  name: '生日祝福',
  templateCode: 'birthday',
  audienceRule: {},
  ways: ['wechat', 'sms'],
  dailyFrom: '09:00',
  dailyUntil: '20:00',
  graceDays: 0,
  isActive: true,
};

interface CustomerRow {
  readonly customerNo: string;
  readonly birthday?: string;
  readonly birthdayKind?: 'solar' | 'lunar';
  readonly isLeap?: boolean;
  readonly city?: string;
  readonly tier?: string;
}

const CREATED = new Date('2026-01-01T00:00:00Z');

export async function insertCustomer(pool: Pool, row: CustomerRow): Promise<string> {
  const id = newId('customer', systemRandom);
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, birthday, birthday_kind, birthday_in_leap_month, city, tier,
       created_at, updated_at) VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      id,
      row.customerNo,
      row.birthday ?? null,
      row.birthdayKind ?? 'solar',
      row.isLeap ?? false,
      row.city ?? null,
      row.tier ?? 'standard',
      CREATED,
    ],
  );
  return id;
}

export async function insertTemplate(
  pool: Pool,
  row: {
    readonly code: string;
    readonly version?: number;
    readonly pushClass?: string;
    readonly status?: string;
  },
): Promise<string> {
  const id = newId('outreachTemplate', systemRandom);
  await pool.query(
    `INSERT INTO outreach_templates (id, code, version, push_class, title, variants, status, author_id, created_at,
       updated_at) VALUES ($1, $2, $3, $4, $2, $5::jsonb, $6, 'agt_author', $7, $7)`,
    [
      id,
      row.code,
      row.version ?? 1,
      row.pushClass ?? 'care',
      JSON.stringify([{ key: 'A', text: 'x' }]),
      row.status ?? 'approved',
      CREATED,
    ],
  );
  return id;
}

export async function insertAgent(pool: Pool, id: string, role = 'supervisor'): Promise<void> {
  await pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     VALUES ($1, $1, 'Test', $2, 'none', $3)`,
    [id, role, CREATED],
  );
}

/** The campaigns that there are, by day. */
export async function campaignsOf(pool: Pool): Promise<
  readonly {
    readonly on: string;
    readonly status: string;
    readonly reason: string | null;
    readonly planned: number;
  }[]
> {
  const { rows } = await pool.query(
    `SELECT occasion_on AS "on", status, reason, planned FROM campaigns ORDER BY occasion_on, id`,
  );
  return rows;
}

const TABLES = [
  'outreach_deliveries',
  'campaigns',
  'care_plans',
  'outreach_templates',
  'silent_days',
  'desk_notices',
  'settings',
  'agents',
  'return_visits',
  'vehicles',
  'customers',
  'holidays',
  'calendars',
];

/** Deleted one by one: TRUNCATE would take tables along that only grow. */
export async function clear(pool: Pool): Promise<void> {
  for (const table of TABLES) await pool.query(`DELETE FROM ${table}`);
}
