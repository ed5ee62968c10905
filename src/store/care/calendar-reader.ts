import type { Pool } from 'pg';
import { z } from 'zod';
import { dayAt, formatDay, type ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import { type CalendarDay, type CalendarItem, calendarDay } from '../../domain/care/calendar.ts';
import { planPeople } from '../../domain/care/occasion-people.ts';
import { type CarePlan, type PlanSkip, planWindow } from '../../domain/care/plan.ts';
import { CAMPAIGN_STATES } from '../../domain/outreach/campaign.ts';
import { addMs, type Clock } from '../../lib/clock.ts';
import { HOLIDAY_COLUMNS, readHolidayTable, toHoliday } from '../calendars/calendar-rows.ts';
import type { Sql } from '../sql.ts';
import { type FindApproved, readApproved } from './approved-templates.ts';
import { type Counting, countPeople } from './count-people.ts';
import { PLAN_COLUMNS, toPlan } from './plan-row.ts';
import { readSilentDays } from './silent-day-store.ts';

/** What is planned on the days that were asked for. */
export interface CareCalendar {
  readonly items: readonly CalendarDay[];
  /** The last day whose public holidays are known. */
  readonly holidaysKnownUntil?: string | undefined;
  readonly isBeyondHolidays: boolean;
}

/** People who are counted of one plan and day; more are answered as "at least so many". */
const PEOPLE_MAX = 100_000;
/** Counting is worth so much of the reader's time; what is not counted by then is answered without a number. */
const COUNT_MS_MAX = 3_000;

/** Reads what care sends on these days, both included: what it did, and by what is known today what it will do. */
export async function readCareCalendar(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  { from, to }: { readonly from: ShanghaiDay; readonly to: ShanghaiDay },
): Promise<CareCalendar> {
  const now = clock.now();
  const span = [formatDay(from), formatDay(to)];
  const [plans, campaigns, silent, holidays, table] = await Promise.all([
    readPlans(pool),
    readCampaigns(pool, span),
    readSilentDays(pool),
    pool.query(`SELECT ${HOLIDAY_COLUMNS} FROM holidays WHERE date BETWEEN $1 AND $2`, span),
    readHolidayTable(pool),
  ]);
  const approved = await readApproved(
    pool,
    plans.map(({ templateCode }) => templateCode),
  );
  const stopAt = addMs(now, COUNT_MS_MAX);
  const reading = { sql: pool, clock, now, stopAt, plans, campaigns, approved };
  const days: CalendarDay[] = [];
  for (let day = from; day <= to; day += 1) {
    const items = await readItems(reading, day);
    days.push(calendarDay(day, { items, silent, holidays: holidays.rows.map(toHoliday) }));
  }
  const { knownUntil } = table;
  return {
    items: days,
    holidaysKnownUntil: knownUntil,
    isBeyondHolidays: knownUntil === undefined || formatDay(to) > knownUntil,
  };
}

interface Reading {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly now: Date;
  readonly stopAt: Date;
  readonly plans: readonly CarePlan[];
  readonly campaigns: ReadonlyMap<string, NonNullable<CalendarItem['campaign']>>;
  readonly approved: FindApproved;
}

async function readItems(reading: Reading, day: ShanghaiDay): Promise<readonly CalendarItem[]> {
  const { now, plans, campaigns, approved } = reading;
  const items: CalendarItem[] = [];
  for (const plan of plans) {
    const rule = planPeople(plan, day);
    if (rule === undefined) continue;
    const campaign = campaigns.get(`${plan.id}:${formatDay(day)}`);
    const isToCome = plan.isActive && day >= dayAt(now.getTime()) && !isPlanned(plan, day);
    if (campaign === undefined && !isToCome) continue;
    const { skip: late, startsAt, endsAt } = planWindow(plan, day, now);
    const hasApprovedTemplate = approved(plan) !== undefined;
    const skip: PlanSkip | undefined =
      late ?? (hasApprovedTemplate ? undefined : 'no_approved_template');
    const expected = campaign === undefined ? await count(reading, { rule, day }) : undefined;
    // An occasion of nobody's is no news.
    if (expected === 0) continue;
    items.push({
      planId: plan.id,
      planName: plan.name,
      occasion: plan.occasion,
      templateCode: plan.templateCode,
      hasApprovedTemplate,
      campaign,
      expected,
      isAtLeast: expected === PEOPLE_MAX,
      skip: campaign === undefined ? skip : undefined,
      startsAt,
      endsAt,
    });
  }
  return items;
}

/** A day that was looked at and has no campaign was nobody's. */
function isPlanned({ plannedUntil }: CarePlan, day: ShanghaiDay): boolean {
  return plannedUntil !== undefined && formatDay(day) <= plannedUntil;
}

async function count(
  { sql, clock, stopAt }: Reading,
  asked: Pick<Counting, 'rule' | 'day'>,
): Promise<number | undefined> {
  if (clock.now() >= stopAt) return undefined;
  return countPeople(sql, { ...asked, countMax: PEOPLE_MAX });
}

async function readPlans(sql: Sql): Promise<readonly CarePlan[]> {
  const { rows } = await sql.query(
    `SELECT ${PLAN_COLUMNS} FROM care_plans ORDER BY occasion, template_code LIMIT 500`,
  );
  return rows.map(toPlan);
}

const campaignSchema = z.object({
  id: z.string(),
  occasion_key: z.string(),
  status: z.enum(CAMPAIGN_STATES),
  reason: z.string().nullable(),
  planned: z.number().int(),
  sent: z.number().int(),
  suppressed: z.number().int(),
});

async function readCampaigns(
  sql: Sql,
  span: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<CalendarItem['campaign']>>> {
  const { rows } = await sql.query(
    `SELECT c.id, c.occasion_key, c.status, c.reason, c.planned, d.sent, d.suppressed
     FROM campaigns c CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE status IN ('sending', 'sent', 'delivered', 'unknown'))::int AS sent,
         count(*) FILTER (WHERE status = 'suppressed')::int AS suppressed
       FROM outreach_deliveries WHERE occasion_key = c.occasion_key) d
     WHERE c.care_plan_id IS NOT NULL AND c.occasion_on BETWEEN $1 AND $2`,
    [...span],
  );
  return new Map(
    z
      .array(campaignSchema)
      .parse(rows)
      .map(({ occasion_key, ...campaign }) => [occasion_key, campaign]),
  );
}
