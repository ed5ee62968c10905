import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { CarePlan, CarePlanInput } from '../../domain/care/plan.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';
import { type ApprovedTemplate, readApproved } from './approved-templates.ts';
import { PLAN_COLUMNS, toPlan } from './plan-row.ts';

/** A plan with the words that it would send now. */
export interface CarePlanRecord extends CarePlan {
  readonly template?: ApprovedTemplate | undefined;
}

export type CarePlanOutcome =
  | { readonly kind: 'done'; readonly plan: CarePlanRecord }
  | { readonly kind: 'not_found' }
  /** Another plan sends this template on this occasion. */
  | { readonly kind: 'taken' }
  /** What was sent for one occasion cannot become what is sent for another. */
  | { readonly kind: 'other_occasion' };

export interface CarePlanStore {
  /** By occasion; at most 500. */
  list(): Promise<readonly CarePlanRecord[]>;
  create(input: CarePlanInput, actor: Actor): Promise<CarePlanOutcome>;
  /** Days that passed while it was switched off are none that it missed. */
  change(id: string, input: CarePlanInput, actor: Actor): Promise<CarePlanOutcome>;
}

interface StoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

const PLANS_MAX = 500;
const UNIQUE = 'care_plans_occasion_template_code_key';

/** What is sent each time its occasion comes round, for whoever leads. */
export function makeCarePlanStore({ pool, clock, random }: StoreDeps): CarePlanStore {
  return {
    list: async () => {
      const { rows } = await pool.query(
        `SELECT ${PLAN_COLUMNS} FROM care_plans ORDER BY occasion, template_code LIMIT ${PLANS_MAX}`,
      );
      return withTemplates(pool, rows.map(toPlan));
    },
    create: (input, actor) =>
      write(pool, {
        action: 'care_plan.created',
        actor,
        now: clock.now(),
        run: (sql) => insert(sql, newId('carePlan', random), { input, actor, now: clock.now() }),
      }),
    change: (id, input, actor) =>
      write(pool, {
        action: 'care_plan.changed',
        actor,
        now: clock.now(),
        run: (sql) => update(sql, id, { input, actor, now: clock.now() }),
      }),
  };
}

interface Given {
  readonly input: CarePlanInput;
  readonly actor: Actor;
  readonly now: Date;
}

interface Writing {
  readonly action: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly run: (sql: Sql) => Promise<CarePlan | 'not_found' | 'other_occasion'>;
}

async function write(pool: Pool, { action, actor, now, run }: Writing): Promise<CarePlanOutcome> {
  try {
    return await inTransaction(pool, async (sql) => {
      const plan = await run(sql);
      if (typeof plan === 'string') return { kind: plan };
      const { occasion, templateCode, isActive } = plan;
      const data = { occasion, templateCode, isActive };
      const subject = { actor, subjectKind: 'care_plan', subjectId: plan.id };
      await insertAudit(sql, [{ ...subject, action, data }], now);
      const [record] = await withTemplates(sql, [plan]);
      return { kind: 'done', plan: record ?? plan };
    });
  } catch (error) {
    if (isUniqueViolation(error, UNIQUE)) return { kind: 'taken' };
    throw error;
  }
}

async function insert(sql: Sql, id: string, { input, actor, now }: Given): Promise<CarePlan> {
  const { rows } = await sql.query(
    `INSERT INTO care_plans (id, occasion, name, template_code, audience_rule, ways, daily_from, daily_until,
       grace_days, is_active, updated_by, updated_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $11, $12) RETURNING ${PLAN_COLUMNS}`,
    [id, input.occasion, ...wordsOf(input), actor.id, now],
  );
  return toPlan(rows[0]);
}

async function update(
  sql: Sql,
  id: string,
  { input, actor, now }: Given,
): Promise<CarePlan | 'not_found' | 'other_occasion'> {
  const { rows } = await sql.query<{ occasion: string }>(
    'SELECT occasion FROM care_plans WHERE id = $1 FOR UPDATE',
    [id],
  );
  const [known] = rows;
  if (known === undefined) return 'not_found';
  if (known.occasion !== input.occasion) return 'other_occasion';
  const changed = await sql.query(
    `UPDATE care_plans SET name = $2, template_code = $3, audience_rule = $4::jsonb, ways = $5::jsonb,
       daily_from = $6, daily_until = $7, grace_days = $8, is_active = $9, updated_by = $10, updated_at = $11,
       planned_until = CASE WHEN $9 AND NOT is_active THEN NULL ELSE planned_until END
     WHERE id = $1 RETURNING ${PLAN_COLUMNS}`,
    [id, ...wordsOf(input), actor.id, now],
  );
  return toPlan(changed.rows[0]);
}

function wordsOf(input: CarePlanInput): readonly unknown[] {
  return [
    input.name,
    input.templateCode,
    JSON.stringify(input.audienceRule),
    JSON.stringify(input.ways),
    input.dailyFrom,
    input.dailyUntil,
    input.graceDays,
    input.isActive,
  ];
}

async function withTemplates(
  sql: Sql,
  plans: readonly CarePlan[],
): Promise<readonly CarePlanRecord[]> {
  const approved = await readApproved(
    sql,
    plans.map(({ templateCode }) => templateCode),
  );
  return plans.map((plan) => ({ ...plan, template: approved(plan) }));
}
