import { describe, expect, it } from 'vitest';
import {
  type AudienceRule,
  audienceRuleSchema,
  type Condition,
  type DaySpan,
  daysOf,
  narrowRule,
} from '../../../src/domain/outreach/audience.ts';

const GOLD: Condition = { kind: 'tier_in', tiers: ['gold'] };
const MALE: Condition = { kind: 'gender_is', gender: 'male' };

describe('a rule', () => {
  it.each<readonly [string, unknown]>([
    ['everybody', {}],
    ['one condition', { all: [GOLD] }],
    ['a group inside', { any: [{ all: [GOLD, MALE] }, MALE] }],
    ['a denied condition', { all: [{ ...GOLD, not: true }] }],
    ['a leap day', { all: [{ kind: 'birthday_on', monthDays: ['02-29'] }] }],
    [
      'a lunar thirtieth',
      { all: [{ kind: 'lunar_birthday_on', days: [{ monthDay: '12-30', isLeap: true }] }] },
    ],
  ])('may be %s', (_, rule) => {
    expect(audienceRuleSchema.safeParse(rule).success).toBe(true);
  });

  it.each<readonly [string, unknown]>([
    ['an empty list', { all: [] }],
    ['three levels', { all: [{ any: [{ all: [GOLD] }] }] }],
    ['a condition of another kind', { all: [{ kind: 'sql', text: '1=1' }] }],
    ['a field that the condition lacks', { all: [{ ...GOLD, sql: 'true' }] }],
    ['both at once', { all: [GOLD], any: [MALE] }],
    ['a day that there is not', { all: [{ kind: 'policy_ends', days: { on: '2026-02-30' } }] }],
    [
      'an end before its beginning',
      { all: [{ kind: 'policy_ends', days: { from: '2026-02-02', until: '2026-02-01' } }] },
    ],
    [
      'a lunar 31st',
      { all: [{ kind: 'lunar_birthday_on', days: [{ monthDay: '01-31', isLeap: false }] }] },
    ],
    [
      'more than 1,000 customers',
      { all: [{ kind: 'customer_no_in', customerNos: Array(1_001).fill('C1') }] },
    ],
    ['not: false', { all: [{ ...GOLD, not: false }] }],
  ])('may not be %s', (_, rule) => {
    expect(audienceRuleSchema.safeParse(rule).success).toBe(false);
  });
});

describe('narrowRule', () => {
  it.each<readonly [AudienceRule, AudienceRule, AudienceRule | undefined]>([
    [{}, { any: [GOLD] }, { any: [GOLD] }],
    [{ all: [GOLD] }, {}, { all: [GOLD] }],
    [{ all: [GOLD] }, { all: [MALE] }, { all: [GOLD, MALE] }],
    [{ any: [GOLD, MALE] }, { all: [MALE] }, { all: [{ any: [GOLD, MALE] }, MALE] }],
    [{ any: [GOLD] }, { any: [MALE] }, { all: [GOLD, MALE] }],
    [{ any: [{ all: [GOLD, MALE] }, GOLD] }, { all: [MALE] }, undefined],
  ])('%j and %j are %j', (rule, by, both) => {
    expect(narrowRule(rule, by)).toEqual(both);
  });
});

describe('daysOf', () => {
  it.each<readonly [DaySpan, string, string]>([
    [{ on: '2027-01-01' }, '2027-01-01', '2027-01-01'],
    [{ from: '2027-01-01', until: '2027-01-03' }, '2027-01-01', '2027-01-03'],
    [{ inDays: 30 }, '2026-12-31', '2026-12-31'],
    [{ inDays: -1 }, '2026-11-30', '2026-11-30'],
    [{ withinDays: 31 }, '2026-12-01', '2027-01-01'],
    [{ lastDays: 1 }, '2026-11-30', '2026-12-01'],
  ])('%j of 2026-12-01 is from %s until %s', (span, from, until) => {
    expect(daysOf(span, '2026-12-01')).toEqual({ from, until });
  });
});
