import type { Pool } from 'pg';
import { dayAt, formatDay, type ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import { planPeople } from '../../domain/care/occasion-people.ts';
import { traitsOf } from '../../domain/care/occasions.ts';
import { type CarePlan, planWindow, unplannedDays } from '../../domain/care/plan.ts';
import { occasionValues } from '../../domain/outreach/occasion-values.ts';
import type { Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type ApprovedTemplate, readApproved } from './approved-templates.ts';
import { countPeople } from './count-people.ts';
import { insertCampaign } from './insert-campaign.ts';
import { PLAN_COLUMNS, toPlan } from './plan-row.ts';

interface TickDeps {
  readonly pool: Pool;
  readonly random: Random;
}

const BY = 'system:care';
const ACTOR = { kind: 'system', id: 'care' } as const;
/** Plans looked at in one go; the next go takes the rest. */
const PLANS_MAX = 500;
/** People who are counted of what was not sent; beyond it the number is a lower bound. */
const SKIPPED_MAX = 1_000_000;

/**
 * Makes today's campaign of each active plan whose occasion is due, and of days that were missed meanwhile: sent as
 * long as the plan's grace lasts, else recorded as missed. One campaign for a plan and a day, whoever asks and however
 * often; none when the occasion is nobody's.
 */
export async function planCare({ pool, random }: TickDeps, now: Date): Promise<void> {
  const today = formatDay(dayAt(now.getTime()));
  const given = { now, random, today };
  const { rows } = await pool.query(
    `SELECT ${PLAN_COLUMNS} FROM care_plans WHERE is_active AND (planned_until IS NULL OR planned_until < $1)
     ORDER BY planned_until NULLS FIRST, id LIMIT ${PLANS_MAX}`,
    [today],
  );
  const idle: string[] = [];
  const failures: unknown[] = [];
  for (const plan of rows.map(toPlan)) {
    try {
      if (await isIdle(pool, plan, given)) idle.push(plan.id);
      else await inTransaction(pool, (sql) => planOne(sql, plan.id, given));
    } catch (error) {
      // One plan that cannot be planned keeps nobody else's birthday back.
      failures.push(error);
    }
  }
  await pool.query(
    `UPDATE care_plans SET planned_until = $2
     WHERE id = ANY($1) AND is_active AND (planned_until IS NULL OR planned_until < $2)`,
    [idle, today],
  );
  if (failures.length > 0) throw new AggregateError(failures, 'care plans that were not planned');
}

/** Most plans have nothing to do on most days: they are moved on together. True only when all days up to today are seen. */
async function isIdle(sql: Sql, plan: CarePlan, { now, today }: Given): Promise<boolean> {
  const days = unplannedDays(plan, now);
  const last = days.at(-1);
  if (last === undefined) return true;
  if (formatDay(last) !== today) return false;
  for (const day of days) {
    const rule = planPeople(plan, day);
    if (rule !== undefined && (await countPeople(sql, { rule, day, countMax: 1 })) > 0)
      return false;
  }
  return true;
}

interface Given {
  readonly now: Date;
  readonly random: Random;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

async function planOne(sql: Sql, id: string, given: Given): Promise<void> {
  // Whoever else is planning it does all that there is to do.
  const { rows } = await sql.query(
    `SELECT ${PLAN_COLUMNS} FROM care_plans
     WHERE id = $1 AND is_active AND (planned_until IS NULL OR planned_until < $2) FOR UPDATE SKIP LOCKED`,
    [id, given.today],
  );
  if (rows[0] === undefined) return;
  const plan = toPlan(rows[0]);
  const days = unplannedDays(plan, given.now);
  const template = (await readApproved(sql, [plan.templateCode]))(plan);
  for (const day of days) await planDay(sql, { plan, template, day }, given);
  const last = days.at(-1);
  await sql.query('UPDATE care_plans SET planned_until = $2 WHERE id = $1', [
    id,
    last === undefined ? given.today : formatDay(last),
  ]);
}

interface PlanDay {
  readonly plan: CarePlan;
  readonly template: ApprovedTemplate | undefined;
  readonly day: ShanghaiDay;
}

async function planDay(
  sql: Sql,
  { plan, template, day }: PlanDay,
  { now, random }: Given,
): Promise<void> {
  const rule = planPeople(plan, day);
  if (rule === undefined) return;
  const { skip: late, ...window } = planWindow(plan, day, now);
  const skip = late ?? (template === undefined ? 'no_approved_template' : undefined);
  const countMax = skip === undefined ? 1 : SKIPPED_MAX;
  const count = await countPeople(sql, { rule, day, countMax });
  if (count === 0) return;
  const occasionOn = formatDay(day);
  const isNews = skip === 'no_approved_template' && !(await wasToldOf(sql, plan.id));
  const campaignId = await insertCampaign(
    sql,
    {
      ...window,
      name: plan.name,
      occasionKey: `${plan.id}:${occasionOn}`,
      pushClass: traitsOf(plan.occasion).pushClass,
      isUrgent: false,
      carePlanId: plan.id,
      occasionOn,
      templateId: template?.id,
      values: occasionValues(plan.occasion, occasionOn),
      audienceRule: rule,
      ways: plan.ways,
      dailyFrom: plan.dailyFrom,
      dailyUntil: plan.dailyUntil,
      skipped: skip === undefined ? undefined : { reason: skip, people: count },
      createdBy: BY,
    },
    { now, random },
  );
  if (campaignId === undefined) return;
  const subject = { actor: ACTOR, subjectKind: 'campaign', subjectId: campaignId };
  const data = { carePlanId: plan.id, occasionOn };
  await insertAudit(
    sql,
    [
      skip === undefined
        ? { ...subject, action: 'campaign.created', data }
        : { ...subject, action: 'campaign.cancelled', reason: skip, data },
    ],
    now,
  );
  if (isNews) await tell(sql, { plan, campaignId }, { now, random });
}

/** True when the plan's last campaign lacked words already: whoever was told of that one knows. */
async function wasToldOf(sql: Sql, planId: string): Promise<boolean> {
  const { rows } = await sql.query<{ reason: string | null }>(
    'SELECT reason FROM campaigns WHERE care_plan_id = $1 ORDER BY occasion_on DESC LIMIT 1',
    [planId],
  );
  return rows[0]?.reason === 'no_approved_template';
}

/** Whoever wrote the plan hears of it, or everybody who leads when it was nobody who is still here. */
async function tell(
  sql: Sql,
  { plan, campaignId }: { readonly plan: CarePlan; readonly campaignId: string },
  given: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM agents WHERE disabled_at IS NULL AND (id = $1 OR (role IN ('supervisor', 'admin')
       AND NOT EXISTS (SELECT FROM agents WHERE id = $1 AND disabled_at IS NULL))) LIMIT 100`,
    [plan.updatedBy],
  );
  const data = { campaignId, carePlanId: plan.id, reason: 'no_approved_template' };
  const notices = rows.map(({ id }) => ({ agentId: id, kind: 'outreach', data }));
  await insertNotices(sql, notices, given);
}
