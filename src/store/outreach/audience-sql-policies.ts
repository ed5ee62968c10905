import type { Condition } from '../../domain/outreach/audience.ts';
import {
  type AudienceSqlOptions,
  beginsWithin,
  dayStart,
  endsWithin,
  instant,
} from './audience-sql-days.ts';

type PolicyCondition = Extract<
  Condition,
  {
    readonly kind:
      | 'policy_active'
      | 'policy_ends'
      | 'policy_started'
      | 'anniversary_on'
      | 'premium_at_least'
      | 'tenure_at_least';
  }
>;

/** Conditions about what a customer has bought. A cancelled policy counts for none of them. */
export function policySql(condition: PolicyCondition, options: AudienceSqlOptions): string {
  const { add } = options;
  switch (condition.kind) {
    case 'policy_active':
      return existsPolicy(`${inForce(options)}${ofKind(condition.policyKind, add)}`);
    case 'policy_ends': {
      const test = `${endsWithin('p.ends_at', condition.days, options)}${ofKind(condition.policyKind, add)}`;
      return existsPolicy(condition.isUnrenewed === true ? `${test} AND ${NOT_FOLLOWED}` : test);
    }
    case 'policy_started': {
      const test = `${beginsWithin('p.starts_at', condition.days, options)}${ofKind(condition.policyKind, add)}`;
      return existsPolicy(condition.isFirst === true ? `${test} AND ${IS_FIRST}` : test);
    }
    case 'anniversary_on':
      return anniversarySql(condition.monthDays, options);
    case 'premium_at_least':
      return `(SELECT COALESCE(sum(p.premium_fen), 0) FROM policies p
        WHERE p.customer_id = c.id AND ${inForce(options)}) >= ${add(condition.fen)}::bigint`;
    case 'tenure_at_least':
      return existsPolicy(
        `p.starts_at < ${instant(add, dayStart(options.day, 1))} - make_interval(years => ${add(condition.years)}::int)`,
      );
  }
}

function existsPolicy(test: string): string {
  return `EXISTS (SELECT 1 FROM policies p WHERE p.customer_id = c.id AND p.status <> 'cancelled' AND ${test})`;
}

/** On the occasion's day, at any moment of it. */
function inForce({ add, day }: AudienceSqlOptions): string {
  return `(p.status NOT IN ('cancelled', 'expired') AND p.starts_at < ${instant(add, dayStart(day, 1))}
    AND p.ends_at > ${instant(add, dayStart(day))})`;
}

function ofKind(
  policyKind: 'compulsory' | 'commercial' | undefined,
  add: AudienceSqlOptions['add'],
): string {
  return policyKind === undefined ? '' : ` AND p.kind = ${add(policyKind)}`;
}

/** Nothing of the same kind goes on for the same car: whoever has renewed is not reminded. */
const NOT_FOLLOWED = `NOT EXISTS (SELECT 1 FROM policies f WHERE f.customer_id = c.id AND f.kind = p.kind
  AND f.vehicle_id IS NOT DISTINCT FROM p.vehicle_id AND f.status <> 'cancelled' AND f.ends_at > p.ends_at)`;

const IS_FIRST = `NOT EXISTS (SELECT 1 FROM policies b WHERE b.customer_id = c.id AND b.starts_at < p.starts_at)`;

/** The first start lies in an earlier year than the occasion, and somebody is still insured. */
function anniversarySql(monthDays: readonly string[], options: AudienceSqlOptions): string {
  const { add, day } = options;
  const year = add(Number(day.slice(0, 4)));
  return `EXISTS (SELECT 1 FROM (SELECT min(p.starts_at) AT TIME ZONE 'Asia/Shanghai' AS day FROM policies p
      WHERE p.customer_id = c.id AND p.status <> 'cancelled') first
    WHERE to_char(first.day, 'MM-DD') = ANY(${add([...monthDays])}::text[])
      AND extract(year FROM first.day) < ${year}::int) AND ${existsPolicy(inForce(options))}`;
}
