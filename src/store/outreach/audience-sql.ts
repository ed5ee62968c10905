import {
  type AudienceNode,
  type AudienceRule,
  type Condition,
  groupOf,
  isCondition,
  partsOf,
  type RuleParts,
} from '../../domain/outreach/audience.ts';
import { type AudienceSqlOptions, betweenDays } from './audience-sql-days.ts';
import { claimSql, scoredSql } from './audience-sql-past.ts';
import { policySql } from './audience-sql-policies.ts';

/**
 * A boolean expression over `customers c` that is never null. Each condition about something a customer has is an
 * EXISTS by customer_id, so that a page of customers costs what a page costs. It knows nothing of consent: whoever
 * sends asks the policy (domain/push).
 */
export function toAudienceSql(rule: AudienceRule, options: AudienceSqlOptions): string {
  const parts = partsOf(rule);
  return parts === undefined ? 'true' : join(parts, (part) => nodeSql(part, options));
}

function nodeSql(part: AudienceNode, options: AudienceSqlOptions): string {
  if (isCondition(part)) return conditionSql(part, options);
  const group = groupOf(part);
  return group === undefined ? 'true' : join(group, (one) => conditionSql(one, options));
}

function join<T>({ join: how, parts }: RuleParts<T>, toSql: (part: T) => string): string {
  return `(${parts.map(toSql).join(how === 'all' ? ' AND ' : ' OR ')})`;
}

function conditionSql(condition: Condition, options: AudienceSqlOptions): string {
  const expression = `COALESCE(${positiveSql(condition, options)}, false)`;
  return condition.not === true ? `NOT ${expression}` : expression;
}

function positiveSql(condition: Condition, options: AudienceSqlOptions): string {
  const { add } = options;
  const isIn = (column: string, values: readonly string[]): string =>
    `${column} = ANY(${add([...values])}::text[])`;
  switch (condition.kind) {
    case 'everyone':
      return 'true';
    case 'customer_no_in':
      return isIn('c.customer_no', condition.customerNos);
    case 'tier_in':
      return isIn('c.tier', condition.tiers);
    case 'city_in':
      return citySql(condition.cities, isIn);
    case 'branch_in':
      return isIn('c.branch', condition.branches);
    case 'tag_in':
      return `c.tags ?| ${add([...condition.tags])}::text[]`;
    case 'gender_is':
      return `c.gender = ${add(condition.gender)}`;
    case 'manager_in':
      return condition.managers === undefined
        ? `c.relationship_manager <> ''`
        : isIn('c.relationship_manager', condition.managers);
    case 'reachable_by':
      return reachableSql(condition.way);
    case 'energy_in':
    case 'plate_starts_with':
    case 'inspection_due':
      return vehicleSql(carSql(condition, options));
    case 'licence_expires':
      return betweenDays('c.licence_expires_on', condition.days, options);
    case 'birthday_on':
      return `(c.birthday_kind = 'solar' AND ${isIn('c.birthday', condition.monthDays)})`;
    case 'lunar_birthday_on':
      return lunarSql(condition.days, add);
    case 'signed_up':
      return signedUpSql(condition.eventNo, add);
    case 'scored':
      return scoredSql(condition, options);
    case 'claim_open':
    case 'claim_reported':
    case 'claim_closed':
      return claimSql(condition, options);
    case 'policy_active':
    case 'policy_ends':
    case 'policy_started':
    case 'anniversary_on':
    case 'premium_at_least':
    case 'tenure_at_least':
      return policySql(condition, options);
  }
}

function carSql(
  condition: Extract<
    Condition,
    { readonly kind: 'energy_in' | 'plate_starts_with' | 'inspection_due' }
  >,
  options: AudienceSqlOptions,
): string {
  const { add } = options;
  switch (condition.kind) {
    case 'energy_in':
      return `v.energy = ANY(${add([...condition.energies])}::text[])`;
    case 'plate_starts_with':
      return `v.plate ^@ ANY(${add([...condition.prefixes])}::text[])`;
    case 'inspection_due':
      return betweenDays('v.inspection_due_on', condition.days, options);
  }
}

function vehicleSql(test: string): string {
  return `EXISTS (SELECT 1 FROM vehicles v WHERE v.customer_id = c.id AND ${test})`;
}

/** A storm is where the car stands; where its owner lives counts when no car says. */
function citySql(
  cities: readonly string[],
  isIn: (column: string, values: readonly string[]) => string,
): string {
  const hasCity = `EXISTS (SELECT 1 FROM vehicles v WHERE v.customer_id = c.id AND v.city <> '')`;
  return `(${vehicleSql(isIn('v.city', cities))} OR (${isIn('c.city', cities)} AND NOT ${hasCity}))`;
}

function reachableSql(way: 'wechat' | 'web' | 'sms' | 'phone'): string {
  if (way === 'sms') return `c.phone ~ '^1[3-9][0-9]{9}$'`;
  if (way === 'phone') return `c.phone <> ''`;
  const account = way === 'web' ? `= 'web'` : `LIKE 'wechat%'`;
  return `EXISTS (SELECT 1 FROM channel_identities i JOIN conversations n ON n.identity_id = i.id
    WHERE i.customer_id = c.id AND i.level >= 1 AND i.unreachable IS NULL AND i.channel_account ${account})`;
}

function lunarSql(
  days: readonly { readonly monthDay: string; readonly isLeap: boolean }[],
  add: AudienceSqlOptions['add'],
): string {
  const of = (isLeap: boolean): string => {
    const own = days.filter((day) => day.isLeap === isLeap).map(({ monthDay }) => monthDay);
    return `(c.birthday_in_leap_month = ${isLeap} AND c.birthday = ANY(${add(own)}::text[]))`;
  };
  return `(c.birthday_kind = 'lunar' AND (${of(false)} OR ${of(true)}))`;
}

function signedUpSql(eventNo: string, add: AudienceSqlOptions['add']): string {
  return `EXISTS (SELECT 1 FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id
    WHERE s.customer_id = c.id AND e.event_no = ${add(eventNo)} AND s.status IN ('signed_up', 'checked_in'))`;
}
