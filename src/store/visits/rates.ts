import { z } from 'zod';
import { parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import type {
  VisitDay,
  VisitRate,
  VisitRateGroup,
  VisitRates,
} from '../../domain/visit/desk-view.ts';
import { VISIT_KINDS, type VisitKind } from '../../domain/visit/visit.ts';
import { AppError } from '../../lib/errors.ts';
import type { Sql } from '../sql.ts';

/** Days in Shanghai, both inclusive. */
export interface VisitPeriod {
  readonly from: string;
  readonly to: string;
}

const DAYS_MAX = 400;

const GROUP_KEYS: Readonly<Record<VisitRateGroup | 'all', string>> = {
  all: 'NULL',
  owner: `COALESCE(v.owner_id, '')`,
  branch: `COALESCE(u.branch, '')`,
  // The last day of the window: at its very end the next month may have begun.
  month: `to_char((v.due_until - interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`,
};

/** Whose reason went away was not due (domain.md 4.4 counts what was due). */
const AWAY = `v.status = 'stopped' AND v.reason IN ('policy_cancelled', 'renewed', 'sold', 'bereaved')`;

/** A partial answer counts from the half on; one below it has its reason beside it. */
const SUCCESS = `v.result = 'SUCCESS' OR (v.result = 'PARTIAL' AND v.reason IS NULL)`;

function ratesSql(group: VisitRateGroup | 'all'): string {
  return `SELECT ${GROUP_KEYS[group]} AS key, ${group === 'owner' ? 'max(a.display_name)' : 'NULL'} AS name,
      count(*) FILTER (WHERE is_due)::int AS due, count(*) FILTER (WHERE NOT is_due)::int AS away,
      count(DISTINCT v.customer_id) FILTER (WHERE is_due)::int AS customers,
      count(DISTINCT v.customer_id) FILTER (WHERE is_due AND v.attempts > 0)::int AS customers_tried,
      count(*) FILTER (WHERE is_due AND is_success)::int AS success,
      count(*) FILTER (WHERE is_due AND is_success AND v.result_at < v.due_until)::int AS in_time
    FROM (SELECT v.*, NOT (${AWAY}) AS is_due, COALESCE(v.status = 'done' AND (${SUCCESS}), false) AS is_success
        FROM return_visits v
        WHERE v.due_until > $1 AND v.due_until <= $2 AND ($3::text IS NULL OR v.kind = $3)
          AND (v.status IN ('done', 'stopped', 'missed') OR v.due_until <= $4)) v
      JOIN customers u ON u.id = v.customer_id LEFT JOIN agents a ON a.id = v.owner_id
    GROUP BY 1 ORDER BY 1`;
}

const rateRow = z.object({
  key: z.string().nullable(),
  name: z.string().nullable(),
  due: z.number(),
  away: z.number(),
  customers: z.number(),
  customers_tried: z.number(),
  success: z.number(),
  in_time: z.number(),
});

/** Rates of the visits whose window ended in the period, or that ended before it did (domain.md 4.4). */
export async function readRates(
  sql: Sql,
  query: VisitPeriod & {
    readonly kind?: VisitKind | undefined;
    readonly groupBy?: VisitRateGroup | undefined;
  },
  now: Date,
): Promise<{ readonly total: VisitRates; readonly groups: readonly VisitRates[] }> {
  const [from, to] = boundsOf(query);
  const values = [from, to, query.kind ?? null, now];
  const all = await sql.query(ratesSql('all'), values);
  const [total = NOTHING] = z.array(rateRow).parse(all.rows).map(toRates);
  if (query.groupBy === undefined) return { total, groups: [] };
  const { rows } = await sql.query(ratesSql(query.groupBy), values);
  return { total, groups: z.array(rateRow).parse(rows).map(toRates) };
}

/** A rate; nothing of nothing is no rate. */
export function toRate(numerator: number, denominator: number): VisitRate {
  return { numerator, denominator, rate: denominator === 0 ? null : numerator / denominator };
}

const NOTHING: VisitRates = {
  key: null,
  name: null,
  due: 0,
  away: 0,
  coverage: toRate(0, 0),
  success: toRate(0, 0),
  timeliness: toRate(0, 0),
};

function toRates(row: z.infer<typeof rateRow>): VisitRates {
  return {
    key: row.key,
    name: row.name,
    due: row.due,
    away: row.away,
    coverage: toRate(row.customers_tried, row.customers),
    success: toRate(row.success, row.due),
    timeliness: toRate(row.in_time, row.due),
  };
}

const DAYS = `SELECT to_char(v.due_from AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, v.kind, count(*)::int AS due,
    count(*) FILTER (WHERE v.status IN ('planned', 'inviting', 'calling'))::int AS open,
    count(*) FILTER (WHERE v.status = 'done')::int AS done, count(*) FILTER (WHERE v.status = 'missed')::int AS missed,
    count(*) FILTER (WHERE v.status = 'stopped')::int AS stopped
  FROM return_visits v WHERE v.due_from >= $1 AND v.due_from < $2 GROUP BY 1, 2 ORDER BY 1, 2`;

const dayRow = z.object({
  day: z.string(),
  kind: z.enum(VISIT_KINDS),
  due: z.number(),
  open: z.number(),
  done: z.number(),
  missed: z.number(),
  stopped: z.number(),
});

/** The visits whose window begins in the period, by day and kind: where they stand now. */
export async function readCalendar(sql: Sql, period: VisitPeriod): Promise<readonly VisitDay[]> {
  const { rows } = await sql.query(DAYS, [...boundsOf(period)]);
  return z.array(dayRow).parse(rows);
}

function boundsOf({ from, to }: VisitPeriod): readonly [Date, Date] {
  const first = parseDay(from);
  const last = parseDay(to);
  if (first !== undefined && last !== undefined && first <= last && last - first < DAYS_MAX)
    return [new Date(startOf(first)), new Date(startOf(last + 1))];
  throw new AppError('bad_request', 'no such period', {
    details: [{ path: 'query.to', problem: `use days, at most ${DAYS_MAX}, the first one first` }],
  });
}
