import { formatDay, type ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import type { AudienceRule } from '../../domain/outreach/audience.ts';
import { toAudienceSql } from '../outreach/audience-sql.ts';
import type { Sql } from '../sql.ts';

/**
 * How many customers a rule means on a day, counted up to `countMax`: a larger number is answered as `countMax`. With
 * 1 it only looks whether there is anybody.
 */
export async function countPeople(sql: Sql, { rule, day, countMax }: Counting): Promise<number> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const condition = toAudienceSql(rule, { add, day: formatDay(day) });
  const { rows } = await sql.query<{ people: number }>(
    `SELECT count(*)::int AS people FROM
       (SELECT FROM customers c WHERE ${condition} LIMIT ${add(countMax)}) AS found`,
    values,
  );
  return rows[0]?.people ?? 0;
}

export interface Counting {
  readonly rule: AudienceRule;
  readonly day: ShanghaiDay;
  readonly countMax: number;
}
