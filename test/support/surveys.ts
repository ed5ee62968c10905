import type { Pool } from 'pg';
import { makeSurveys, type Surveys } from '../../src/compose/surveys.ts';
import { addMs, type Clock, DAY_MS } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makePushQueue } from '../../src/store/outreach/queue.ts';
import { inTransaction } from '../../src/store/sql.ts';
import { saveAnswers } from '../../src/store/surveys/save-answers.ts';
import { startTestDatabase } from './database.ts';
import { makeManualClock } from './manual-clock.ts';

export const LINK_SECRET = 'a secret of this test';

/** The slice as the desk composes it, on a test's database and clock, with the bank loaded. */
export async function startSurveys(pool: Pool, clock: Clock): Promise<Surveys> {
  const surveys = makeSurveys({
    pool,
    clock,
    random: systemRandom,
    queue: makePushQueue(),
    brand: { name: '安途保险' },
    publicUrl: 'https://desk.example',
    linkSecret: LINK_SECRET,
  });
  await surveys.ensureBank(clock.now());
  return surveys;
}

/** A customer with a number and a manager. */
export async function putCustomer(
  pool: Pool,
  { no, manager, now }: { readonly no: string; readonly manager?: string; readonly now: Date },
): Promise<string> {
  const id = `cus_${no.toLowerCase()}`;
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, branch, tier, relationship_manager, created_at, updated_at)
     VALUES ($1, $2, '王小明', '13800001234', '深圳', 'gold', $3, $4, $4)`,
    [id, no, manager ?? null, now],
  );
  return id;
}

/** Somebody at the desk. */
export async function putAgent(
  pool: Pool,
  agent: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly teamId?: string;
    readonly now: Date;
  },
): Promise<void> {
  await pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, team_id, created_at)
     VALUES ($1, $1, $2, $3, 'x', $4, $5)`,
    [agent.id, agent.name, agent.role, agent.teamId ?? null, agent.now],
  );
}

/** What the sender does with a push: it left by this conversation at this time. */
export async function release(
  pool: Pool,
  of: { readonly deliveryId: bigint; readonly conversationId: string; readonly at: Date },
): Promise<void> {
  await pool.query(
    `UPDATE outreach_deliveries SET status = 'sent', way = 'web', account = 'web:default', conversation_id = $2,
       released_at = $3, settled_at = $3 WHERE id = $1`,
    [of.deliveryId, of.conversationId, of.at],
  );
}

/** Two teams, a handler and those who lead, with everything that a test asks, answers and counts. */
export async function openSurveyDesk() {
  const clock = makeManualClock(new Date('2026-06-11T02:00:00Z'));
  const db = await startTestDatabase();
  const { pool } = db;
  const surveys = await startSurveys(pool, clock);
  await putPeople(pool, clock.now());
  let number = 0;
  return { clock, db, surveys, ask, answer, count };

  /** Somebody new is asked. */
  async function ask(code = 'POST_CLAIM', more: object = {}) {
    number += 1;
    const no = `C${String(number).padStart(6, '0')}`;
    const from = clock.now();
    const customerId = await putCustomer(pool, { no, manager: '孙经理', now: from });
    const input = {
      questionnaireCode: code,
      eventKey: `claim_closed:${no}`,
      customerId,
      subject: { kind: 'claim', no: `CL${no}` },
      attributedTo: { kind: 'agent', id: 'agt_handler', name: '李明', team: '理赔一组' },
      dueFrom: from,
      dueUntil: addMs(from, 3 * DAY_MS),
      isAboutCase: true,
      ways: ['wechat', 'web'],
      ...more,
    } as const;
    const invited = await inTransaction(pool, (sql) => surveys.inviter.invite(sql, input, from));
    if (invited.kind !== 'invited') throw new Error(invited.kind);
    return { no, customerId, input, ...invited };
  }

  function answer(
    invitationId: string,
    values: Record<string, number | string | readonly string[] | null>,
    more: object = {},
  ) {
    const input = { invitationId, values, via: 'chat', locale: 'zh-CN', ...more } as const;
    const given = { now: clock.now(), random: systemRandom };
    return inTransaction(pool, (sql) => saveAnswers(sql, input, given));
  }

  async function count(table: string, where: string, value: string): Promise<number> {
    const text = `SELECT count(*)::int AS n FROM ${table} WHERE ${where} = $1`;
    const { rows } = await pool.query(text, [value]);
    return rows[0].n;
  }
}

async function putPeople(pool: Pool, now: Date): Promise<void> {
  await pool.query(
    `INSERT INTO teams (id, name, created_at) VALUES ('tea_1', '理赔一组', $1), ('tea_2', '理赔二组', $1)`,
    [now],
  );
  const people = [
    { id: 'agt_handler', name: '李明', role: 'agent', teamId: 'tea_1' },
    { id: 'agt_lead', name: '陈主管', role: 'supervisor', teamId: 'tea_1' },
    { id: 'agt_other', name: '赵主管', role: 'supervisor', teamId: 'tea_2' },
    { id: 'agt_manager', name: '孙经理', role: 'agent', teamId: 'tea_2' },
  ];
  for (const one of people) await putAgent(pool, { ...one, now });
}
