import { z } from 'zod';
import { formatDay, parseDay } from '../calendar/shanghai-day.ts';

/** A rule names at most so many conditions: more is no rule that a person can explain. */
export const CONDITIONS_MAX = 20;
/** Customers named one by one. */
export const CUSTOMER_NOS_MAX = 1_000;
const DAYS_MAX = 3_660;

/** `YYYY-MM-DD` in Asia/Shanghai. */
const day = z.string().refine((text) => parseDay(text) !== undefined, 'use YYYY-MM-DD');
const nth = z.int().min(-DAYS_MAX).max(DAYS_MAX);
const count = z.int().min(0).max(DAYS_MAX);
/** `MM-DD` of the solar year; 02-29 too. */
const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'use MM-DD');
/** `MM-DD` of the lunar year: months have 29 or 30 days. */
const lunarMonthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|30)$/, 'use MM-DD');
const word = z.string().trim().min(1).max(100);
const words = z.array(word).min(1).max(100);

/**
 * Days, both ends included. `inDays` is one day counted from the occasion's, `withinDays` from the occasion's day on,
 * `lastDays` up to the occasion's day.
 */
export const daySpanSchema = z.union([
  z.strictObject({ on: day }),
  z
    .strictObject({ from: day, until: day })
    .refine(({ from, until }) => from <= until, 'until is before from'),
  z.strictObject({ inDays: nth }),
  z.strictObject({ withinDays: count }),
  z.strictObject({ lastDays: count }),
]);
/** See daySpanSchema. */
export type DaySpan = z.infer<typeof daySpanSchema>;

const policyKind = z.enum(['compulsory', 'commercial']).exactOptional();
/** True: whoever is none of these. */
const not = z.literal(true).exactOptional();
const span = daySpanSchema;

/** What can be asked of a customer: a closed list, so that each has its words and its SQL. */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everyone'), not }),
  z.strictObject({
    kind: z.literal('customer_no_in'),
    customerNos: z.array(word).min(1).max(CUSTOMER_NOS_MAX),
    not,
  }),
  z.strictObject({ kind: z.literal('tier_in'), tiers: words, not }),
  /** Where the vehicle is at home; where the customer lives when no vehicle says. */
  z.strictObject({ kind: z.literal('city_in'), cities: words, not }),
  z.strictObject({ kind: z.literal('branch_in'), branches: words, not }),
  z.strictObject({ kind: z.literal('tag_in'), tags: words, not }),
  z.strictObject({ kind: z.literal('gender_is'), gender: z.enum(['male', 'female']), not }),
  /** Has a personal manager: one of these, or any. */
  z.strictObject({ kind: z.literal('manager_in'), managers: words.exactOptional(), not }),
  z.strictObject({
    kind: z.literal('reachable_by'),
    way: z.enum(['wechat', 'web', 'sms', 'phone']),
    not,
  }),
  /** In force on the occasion's day. */
  z.strictObject({ kind: z.literal('policy_active'), policyKind, not }),
  /** The last day covered. `isUnrenewed`: no policy of the same kind and vehicle follows it. */
  z.strictObject({
    kind: z.literal('policy_ends'),
    policyKind,
    days: span,
    isUnrenewed: z.literal(true).exactOptional(),
    not,
  }),
  /** The first day covered. `isFirst`: the customer's first policy with us. */
  z.strictObject({
    kind: z.literal('policy_started'),
    policyKind,
    days: span,
    isFirst: z.literal(true).exactOptional(),
    not,
  }),
  /** The first policy began on such a day of an earlier year, and one is in force. */
  z.strictObject({
    kind: z.literal('anniversary_on'),
    monthDays: z.array(monthDay).min(1).max(366),
    not,
  }),
  /** Of the policies in force, together. */
  z.strictObject({
    kind: z.literal('premium_at_least'),
    fen: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    not,
  }),
  z.strictObject({ kind: z.literal('tenure_at_least'), years: z.int().min(0).max(100), not }),
  z.strictObject({ kind: z.literal('energy_in'), energies: words, not }),
  z.strictObject({ kind: z.literal('plate_starts_with'), prefixes: words, not }),
  z.strictObject({ kind: z.literal('inspection_due'), days: span, not }),
  z.strictObject({ kind: z.literal('licence_expires'), days: span, not }),
  z.strictObject({
    kind: z.literal('claim_open'),
    hasInjury: z.literal(true).exactOptional(),
    not,
  }),
  z.strictObject({ kind: z.literal('claim_reported'), days: span, not }),
  /** Closed with a payment, or without one; `isPaid`: only with one. */
  z.strictObject({
    kind: z.literal('claim_closed'),
    days: span,
    isPaid: z.literal(true).exactOptional(),
    not,
  }),
  z.strictObject({
    kind: z.literal('birthday_on'),
    monthDays: z.array(monthDay).min(1).max(366),
    not,
  }),
  z.strictObject({
    kind: z.literal('lunar_birthday_on'),
    days: z
      .array(z.strictObject({ monthDay: lunarMonthDay, isLeap: z.boolean() }))
      .min(1)
      .max(400),
    not,
  }),
  /** What they answered last to a questionnaire, of any or of this code, lies within these. */
  z.strictObject({
    kind: z.literal('scored'),
    scale: z.enum(['csat', 'nps', 'ces']),
    questionnaireCode: word.exactOptional(),
    atLeast: z.int().min(0).max(10).exactOptional(),
    atMost: z.int().min(0).max(10).exactOptional(),
    days: span.exactOptional(),
    not,
  }),
  /** Has a place at the event, or was there. */
  z.strictObject({ kind: z.literal('signed_up'), eventNo: word, not }),
]);
/** See conditionSchema. */
export type Condition = z.infer<typeof conditionSchema>;

const conditions = z.array(conditionSchema).min(1).max(CONDITIONS_MAX);
const group = z.union([z.strictObject({ all: conditions }), z.strictObject({ any: conditions })]);
const node = z.union([conditionSchema, group]);
const nodes = z.array(node).min(1).max(CONDITIONS_MAX);

/** Who is meant: all or any of its conditions, of which some may be groups. `{}`: everybody. */
export const audienceRuleSchema = z.union([
  z.strictObject({ all: nodes }),
  z.strictObject({ any: nodes }),
  z.strictObject({}),
]);
/** See audienceRuleSchema. */
export type AudienceRule = z.infer<typeof audienceRuleSchema>;
export type AudienceNode = z.infer<typeof node>;

/** A rule in its shape for reading: how its parts belong together, and the parts. */
export interface RuleParts<T> {
  readonly join: 'all' | 'any';
  readonly parts: readonly T[];
}

/** How a rule or a group joins its parts; undefined for `{}` and for a condition. */
export function partsOf(rule: AudienceRule): RuleParts<AudienceNode> | undefined {
  if ('all' in rule) return { join: 'all', parts: rule.all };
  if ('any' in rule) return { join: 'any', parts: rule.any };
  return undefined;
}

/** As partsOf, of what stands inside a rule. */
export function groupOf(part: AudienceNode): RuleParts<Condition> | undefined {
  if ('all' in part) return { join: 'all', parts: part.all };
  if ('any' in part) return { join: 'any', parts: part.any };
  return undefined;
}

/** Both rules at once: an occasion's people, and whom its plan keeps of them. Undefined: two levels cannot say it. */
export function narrowRule(rule: AudienceRule, by: AudienceRule): AudienceRule | undefined {
  const left = partsOf(rule);
  const right = partsOf(by);
  if (left === undefined) return by;
  if (right === undefined) return rule;
  const both = [...inAll(left), ...inAll(right)];
  const known = both.filter((part) => part !== undefined);
  return known.length === both.length ? { all: known } : undefined;
}

/** The same as parts of an `all`; undefined where an `any` has groups of its own. */
function inAll({ join, parts }: RuleParts<AudienceNode>): readonly (AudienceNode | undefined)[] {
  if (join === 'all' || parts.length === 1) return parts;
  const singles = parts.flatMap((part) => (isCondition(part) ? [part] : []));
  return [singles.length === parts.length ? { any: singles } : undefined];
}

/** True for a condition, false for a group. */
export function isCondition(part: AudienceNode): part is Condition {
  return groupOf(part) === undefined;
}

/** The days of a span as `YYYY-MM-DD`, both included; `day` is the occasion's. */
export function daysOf(
  given: DaySpan,
  day: string,
): { readonly from: string; readonly until: string } {
  if ('on' in given) return { from: given.on, until: given.on };
  if ('from' in given) return given;
  if ('inDays' in given) {
    const on = addDays(day, given.inDays);
    return { from: on, until: on };
  }
  if ('withinDays' in given) return { from: day, until: addDays(day, given.withinDays) };
  return { from: addDays(day, -given.lastDays), until: day };
}

function addDays(from: string, days: number): string {
  const start = parseDay(from);
  if (start === undefined) throw new Error(`not a day: ${from}`);
  return formatDay(start + days);
}
