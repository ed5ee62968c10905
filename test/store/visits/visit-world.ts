import type { Pool } from 'pg';
import { pino } from 'pino';
import type { PushQueue } from '../../../src/domain/outreach/delivery.ts';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { makeInviter } from '../../../src/store/surveys/invite.ts';
import { findPublished } from '../../../src/store/surveys/questionnaire-store.ts';
import { saveAnswers } from '../../../src/store/surveys/save-answers.ts';
import { scanVisits } from '../../../src/store/visits/scan.ts';
import { tendVisits } from '../../../src/store/visits/tend.ts';
import { makeVisitDesk } from '../../../src/store/visits/visit-desk.ts';
import { makeVisitStore } from '../../../src/store/visits/visit-store.ts';

/** A time in Shanghai. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);

/** A queue of pushes that only writes the ledger; the sender is another test's. */
const queue: PushQueue<Sql> = {
  queue: async (sql, push, now) => {
    const { rows } = await sql.query<{ id: string }>(
      `INSERT INTO outreach_deliveries (occasion_key, customer_id, push_class, content, ways, not_before, not_after, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
      [
        push.occasionKey,
        push.customerId,
        push.pushClass,
        JSON.stringify(push.content),
        JSON.stringify(push.ways),
        push.notBefore,
        push.notAfter,
        now,
      ],
    );
    if (rows[0] !== undefined) return { deliveryId: BigInt(rows[0].id), isNew: true };
    const known = await sql.query<{ id: string }>(
      'SELECT id FROM outreach_deliveries WHERE occasion_key = $1 AND customer_id = $2',
      [push.occasionKey, push.customerId],
    );
    return { deliveryId: BigInt(known.rows[0]?.id ?? 0), isNew: false };
  },
  withdraw: async (sql, id, reason, now) => {
    const { rowCount } = await sql.query(
      `UPDATE outreach_deliveries SET status = 'suppressed', reason = $2, settled_at = $3
       WHERE id = $1 AND status = 'planned'`,
      [String(id), reason, now],
    );
    return rowCount === 1;
  },
};

/** Return visits over a database, with a clock that a test sets. */
export function makeVisitWorld(pool: Pool) {
  let now = at('2026-06-01 09:00');
  const random = systemRandom;
  const clock = { now: () => now, sleep: async () => undefined };
  const log = pino({ level: 'silent' });
  const inviter = makeInviter({
    random,
    queue,
    words: { push: ({ question }) => ({ text: question.texts['zh-CN'] }) },
    linkOf: () => undefined,
  });
  const surveys = {
    ...inviter,
    answer: (sql: Sql, input: Parameters<typeof saveAnswers>[1], when: Date) =>
      saveAnswers(sql, input, { now: when, random }),
    published: async (sql: Sql, code: string) => (await findPublished(sql, code))?.content,
  };
  const deps = { pool, clock, random, log, surveys, publishDesk: () => undefined };
  const words = () => ({ introduction: 'hello', identity: [], closing: 'bye' });
  return {
    deps,
    desk: makeVisitDesk(deps),
    store: makeVisitStore({ ...deps, words }),
    now: () => now,
    set: (text: string) => {
      now = at(text);
    },
    /** Looks once at this time. */
    tick: async (text?: string): Promise<void> => {
      if (text !== undefined) now = at(text);
      await scanVisits(deps, now);
      await tendVisits(deps, now);
    },
    /** Looks every hour until then. */
    run: async (until: string, everyHours = 1): Promise<void> => {
      while (now < at(until)) {
        now = addMs(now, everyHours * HOUR_MS);
        await scanVisits(deps, now);
        await tendVisits(deps, now);
      }
    },
    answer: (invitationId: string, values: Parameters<typeof saveAnswers>[1]['values']) =>
      saveAnswers(pool, { invitationId, values, via: 'chat', locale: 'zh-CN' }, { now, random }),
  };
}

const QUESTIONS = {
  questions: [
    { id: 'csat', kind: 'csat', texts: { 'zh-CN': '满意吗' } },
    { id: 'why', kind: 'text', texts: { 'zh-CN': '原因' } },
  ],
  turns: 1,
  whole: { csat: 'csat' },
};

const TABLES = [
  ...[
    'visit_attempts',
    'return_visits',
    'survey_answer_versions',
    'survey_answers',
    'follow_ups',
    'invitations',
  ],
  ...[
    'questionnaires',
    'outreach_deliveries',
    'desk_notices',
    'settings',
    'claims',
    'complaints',
    'policies',
  ],
  ...['vehicles', 'customers', 'agents'],
];

/** Nothing of visits is left but consents, which are never deleted; the questionnaires are there, of two questions each. */
export async function emptyVisits(pool: Pool): Promise<void> {
  for (const table of TABLES) await pool.query(`DELETE FROM ${table}`);
  for (const code of [
    'NEW_POLICY',
    'RENEWAL',
    'POST_CLAIM',
    'POST_COMPLAINT',
    'ANNUAL',
    'HIGH_VALUE',
  ]) {
    await pool.query(
      `INSERT INTO questionnaires (id, code, version, status, purpose, title, content, created_by, created_at)
       VALUES ($1, $2, 1, 'published', $2, $2, $3, 'system', '2026-01-01')`,
      [`qst_${code}`, code, JSON.stringify(QUESTIONS)],
    );
  }
}

/** A customer with a car, who agreed to be asked unless it is said otherwise. */
export async function addCustomer(
  pool: Pool,
  id: string,
  given: {
    readonly phone?: string | null;
    readonly tier?: string;
    readonly manager?: string;
    readonly consents?: boolean;
  } = {},
): Promise<void> {
  const { phone = '13800138000', tier = 'standard', manager = null, consents = true } = given;
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, tier, relationship_manager, branch, created_at, updated_at)
     VALUES ($1, $1, '王小明', $2, $3, $4, '上海', '2026-01-01', '2026-01-01')`,
    [id, phone, tier, manager],
  );
  await pool.query(
    `INSERT INTO vehicles (id, customer_id, plate, created_at, updated_at)
     VALUES ('car_' || $1, $1, '沪A12345', '2026-01-01', '2026-01-01')`,
    [id],
  );
  if (!consents) return;
  await pool.query(
    `INSERT INTO consents (id, customer_id, channel_account, source, purpose, is_granted, text_version, decided_at)
     VALUES ('cns_' || $1, $1, 'web', 'proposal_form', 'survey', true, 'v1', '2026-01-01')
     ON CONFLICT DO NOTHING`,
    [id],
  );
}

/** A policy of their car. */
export async function addPolicy(
  pool: Pool,
  no: string,
  given: {
    readonly customer: string;
    readonly from: string;
    readonly until: string;
    readonly kind?: string;
    readonly status?: string;
  },
): Promise<void> {
  const { customer, from, until, kind = 'commercial', status = 'active' } = given;
  await pool.query(
    `INSERT INTO policies (id, policy_no, customer_id, vehicle_id, kind, status, starts_at, ends_at, created_at, updated_at)
     VALUES ('pol_' || $1, $1, $2, 'car_' || $2, $3, $4, $5, $6, '2026-01-01', '2026-01-01')`,
    [no, customer, kind, status, at(from), at(until)],
  );
}

/** A claim that was paid and closed at a time. */
export async function addClaim(
  pool: Pool,
  no: string,
  given: {
    readonly customer: string;
    readonly closedAt: string;
    readonly status?: string;
    readonly hasInjury?: boolean;
    readonly paidFen?: number;
  },
): Promise<void> {
  const {
    customer,
    closedAt,
    status = 'CLOSED_PAID',
    hasInjury = false,
    paidFen = 100_000,
  } = given;
  await pool.query(
    `INSERT INTO claims (id, claim_no, customer_id, status, status_at, has_injury, reported_at, facts, handler_name,
       created_at, updated_at)
     VALUES ('clm_' || $1, $1, $2, $3, $4, $5, '2026-01-01', $6, '周查勘', '2026-01-01', '2026-01-01')`,
    [no, customer, status, at(closedAt), hasInjury, JSON.stringify({ payableFen: paidFen })],
  );
}

/** Somebody at the desk. */
export async function addAgent(
  pool: Pool,
  id: string,
  name: string,
  role = 'agent',
): Promise<void> {
  await pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     VALUES ($1, $1, $2, $3, 'x', '2026-01-01')`,
    [id, name, role],
  );
}

export interface VisitLine {
  readonly id: string;
  readonly kind: string;
  readonly event_key: string;
  readonly status: string;
  readonly result: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly owner_id: string | null;
  readonly invitation_id: string | null;
  readonly next_attempt_at: Date | null;
}

/** Every visit, by kind and event. */
export async function visitLines(pool: Pool): Promise<readonly VisitLine[]> {
  const { rows } = await pool.query<VisitLine>(
    `SELECT id, kind, event_key, status, result, reason, attempts, owner_id, invitation_id, next_attempt_at
     FROM return_visits ORDER BY kind, event_key`,
  );
  return rows;
}
