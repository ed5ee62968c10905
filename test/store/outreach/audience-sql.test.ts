import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AudienceRule,
  audienceRuleSchema,
  type Condition,
  conditionSchema,
} from '../../../src/domain/outreach/audience.ts';
import { toAudienceSql } from '../../../src/store/outreach/audience-sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
const DAY = '2026-12-01';

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(PEOPLE);
});
afterAll(() => db.stop());

/** Five people; each condition means exactly some of them. Times of +08 are Shanghai's. */
const PEOPLE = `
INSERT INTO customers (id, customer_no, name, gender, phone, birthday, birthday_kind, birthday_in_leap_month, city,
  licence_expires_on, branch, tier, tags, relationship_manager, created_at, updated_at) VALUES
  ('a', 'A', '甲', 'male', '13800000001', '02-29', 'solar', false, '上海市', '2026-12-01', '长宁', 'gold', '["多车", "新能源"]', '任静', now(), now()),
  ('b', 'B', '乙', 'female', '021-5555', '06-15', 'lunar', true, '苏州市', '2026-12-31', '苏州', 'diamond', '["多车"]', NULL, now(), now()),
  ('c', 'C', '丙', NULL, NULL, '06-15', 'lunar', false, '上海市', '2027-01-01', '长宁', 'standard', '[]', '', now(), now()),
  ('d', 'D', '丁', 'male', '13800000004', '06-15', 'solar', false, NULL, NULL, NULL, 'standard', '[]', '秦岭', now(), now()),
  ('e', 'E', '戊', NULL, NULL, NULL, 'solar', false, NULL, NULL, NULL, 'standard', '[]', NULL, now(), now());
INSERT INTO vehicles (id, customer_id, plate, energy, inspection_due_on, city, created_at, updated_at) VALUES
  ('va', 'a', '沪A12345', 'petrol', '2026-12-01', '苏州市', now(), now()),
  ('va2', 'a', '沪AD12345', 'electric', NULL, NULL, now(), now()),
  ('vb', 'b', '苏E12345', 'electric', '2027-02-28', NULL, now(), now()),
  ('vc', 'c', NULL, 'petrol', NULL, '', now(), now());
INSERT INTO policies (id, policy_no, customer_id, vehicle_id, kind, status, starts_at, ends_at, premium_fen, created_at, updated_at) VALUES
  -- The last day covered is 12-31.
  ('pa1', 'PA1', 'a', 'va', 'commercial', 'active', '2026-01-01 00:00+08', '2027-01-01 00:00+08', 300000, now(), now()),
  ('pa2', 'PA2', 'a', 'va', 'compulsory', 'active', '2026-01-01 00:00+08', '2027-01-01 00:00+08', 95000, now(), now()),
  ('pa3', 'PA3', 'a', 'va', 'compulsory', 'pending', '2027-01-01 00:00+08', '2028-01-01 00:00+08', 95000, now(), now()),
  ('pa0', 'PA0', 'a', 'va', 'commercial', 'expired', '2023-12-01 00:00+08', '2024-12-01 00:00+08', 300000, now(), now()),
  -- Lapsed yesterday.
  ('pb1', 'PB1', 'b', 'vb', 'commercial', 'expired', '2025-12-01 00:00+08', '2026-12-01 00:00+08', 500000, now(), now()),
  -- Began today, at noon.
  ('pc1', 'PC1', 'c', 'vc', 'compulsory', 'active', '2026-12-01 12:00+08', '2027-12-01 12:00+08', 95000, now(), now()),
  ('pd1', 'PD1', 'd', NULL, 'commercial', 'cancelled', '2026-01-01 00:00+08', '2027-01-01 00:00+08', 900000, now(), now());
INSERT INTO claims (id, claim_no, customer_id, status, status_at, has_injury, reported_at, created_at, updated_at) VALUES
  ('ka', 'KA', 'a', 'CLOSED_PAID', '2026-11-16 23:59+08', false, '2026-10-01 10:00+08', now(), now()),
  ('kb', 'KB', 'b', 'ASSESSING', '2026-11-30 10:00+08', true, '2026-11-30 09:00+08', now(), now()),
  ('kc', 'KC', 'c', 'CLOSED_ZERO', '2026-11-17 00:00+08', false, '2025-11-01 10:00+08', now(), now()),
  ('kd', 'KD', 'd', 'REJECTED', '2026-11-16 10:00+08', true, '2026-11-01 10:00+08', now(), now());
INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, level, unreachable, created_at) VALUES
  ('ia', 'wechat-oa:main', 'o1', 'a', 1, NULL, now()), ('ib', 'web', 'w1', 'b', 2, NULL, now()),
  ('ic', 'wechat-kf:main', 'k1', 'c', 1, 'unsubscribed', now()), ('id', 'web', 'w2', 'd', 0, NULL, now());
INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
  SELECT 'con_' || id, channel_account, id, now(), now() FROM channel_identities;
INSERT INTO questionnaires (id, code, version, purpose, title, content, created_by, created_at)
  VALUES ('q', 'post-claim', 1, 'POST_CLAIM', '理赔', '{}', 'x', now());
INSERT INTO invitations (id, questionnaire_id, questionnaire_code, event_key, customer_id, expires_at, created_at, updated_at)
  VALUES ('i1', 'q', 'post-claim', '1', 'a', now(), now(), now()), ('i2', 'q', 'post-claim', '2', 'a', now(), now(), now()),
    ('i3', 'q', 'post-claim', '3', 'b', now(), now(), now()), ('i4', 'q', 'post-claim', '4', 'c', now(), now(), now());
INSERT INTO survey_answers (id, invitation_id, status, via, is_anonymous, csat, nps, started_at, updated_at, completed_at) VALUES
  ('s1', 'i1', 'completed', 'chat', false, 1, 3, '2026-10-01', '2026-10-01', '2026-10-01'),
  ('s2', 'i2', 'completed', 'chat', false, 5, 10, '2026-11-20', '2026-11-20', '2026-11-20'),
  ('s3', 'i3', 'completed', 'chat', false, 2, NULL, '2026-11-20', '2026-11-20', '2026-11-20'),
  ('s4', 'i4', 'completed', 'chat', true, 1, 0, '2026-11-20', '2026-11-20', '2026-11-20');
INSERT INTO owner_events (id, event_no, title, description, city, place, starts_at, ends_at, sign_up_until, capacity, created_by, created_at, updated_at)
  VALUES ('ev', 'E12', '沙龙', '-', '上海市', '-', now(), now(), now(), 10, 'x', now(), now());
INSERT INTO event_sign_ups (id, event_id, person_key, customer_id, name, status, number, ticket, signed_up_at) VALUES
  ('u1', 'ev', 'a', 'a', '甲', 'signed_up', 1, 't1', now()), ('u2', 'ev', 'b', 'b', '乙', 'waiting', 2, 't2', now()),
  ('u3', 'ev', 'c', 'c', '丙', 'checked_in', 3, 't3', now()), ('u4', 'ev', 'd', 'd', '丁', 'cancelled', 4, 't4', now());
`;

async function meant(rule: AudienceRule): Promise<string> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const test = toAudienceSql(audienceRuleSchema.parse(rule), { add, day: DAY });
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT c.id FROM customers c WHERE ${test} ORDER BY c.id`,
    values,
  );
  return rows.map(({ id }) => id).join('');
}

const CASES: readonly (readonly [Condition, string])[] = [
  [{ kind: 'everyone' }, 'abcde'],
  [{ kind: 'customer_no_in', customerNos: ['A', 'E', 'X'] }, 'ae'],
  [{ kind: 'tier_in', tiers: ['gold', 'diamond'] }, 'ab'],
  // Where a car stands goes before where its owner lives.
  [{ kind: 'city_in', cities: ['上海市'] }, 'c'],
  [{ kind: 'city_in', cities: ['苏州市'] }, 'ab'],
  [{ kind: 'branch_in', branches: ['长宁'] }, 'ac'],
  [{ kind: 'tag_in', tags: ['新能源', '没有的'] }, 'a'],
  [{ kind: 'tag_in', tags: ['多车'] }, 'ab'],
  [{ kind: 'gender_is', gender: 'female' }, 'b'],
  [{ kind: 'manager_in' }, 'ad'],
  [{ kind: 'manager_in', managers: ['任静'] }, 'a'],
  // Blocked accounts and people who proved nothing are not reachable.
  [{ kind: 'reachable_by', way: 'wechat' }, 'a'],
  [{ kind: 'reachable_by', way: 'web' }, 'b'],
  [{ kind: 'reachable_by', way: 'sms' }, 'ad'],
  [{ kind: 'reachable_by', way: 'phone' }, 'abd'],
  [{ kind: 'policy_active' }, 'ac'],
  [{ kind: 'policy_active', policyKind: 'commercial' }, 'a'],
  [{ kind: 'policy_ends', days: { on: '2026-12-31' } }, 'a'],
  [{ kind: 'policy_ends', days: { on: '2027-01-01' } }, ''],
  [{ kind: 'policy_ends', days: { inDays: 30 }, policyKind: 'compulsory' }, 'a'],
  [{ kind: 'policy_ends', days: { inDays: 30 }, policyKind: 'compulsory', isUnrenewed: true }, ''],
  [{ kind: 'policy_ends', days: { inDays: 30 }, policyKind: 'commercial', isUnrenewed: true }, 'a'],
  [{ kind: 'policy_ends', days: { inDays: -1 }, isUnrenewed: true }, 'b'],
  [{ kind: 'policy_ends', days: { withinDays: 29 } }, ''],
  [{ kind: 'policy_ends', days: { withinDays: 30 } }, 'a'],
  [{ kind: 'policy_ends', days: { lastDays: 1 } }, 'b'],
  [{ kind: 'policy_started', days: { on: '2026-12-01' } }, 'c'],
  [{ kind: 'policy_started', days: { from: '2026-01-01', until: '2026-01-01' } }, 'a'],
  [
    { kind: 'policy_started', days: { from: '2026-01-01', until: '2026-12-01' }, isFirst: true },
    'c',
  ],
  // B's first policy began on this day too, but nothing of theirs is in force; C's began this very year.
  [{ kind: 'anniversary_on', monthDays: ['12-01'] }, 'a'],
  [{ kind: 'anniversary_on', monthDays: ['01-01'] }, ''],
  [{ kind: 'premium_at_least', fen: 395_000 }, 'a'],
  [{ kind: 'premium_at_least', fen: 395_001 }, ''],
  [{ kind: 'tenure_at_least', years: 1 }, 'ab'],
  [{ kind: 'tenure_at_least', years: 3 }, 'a'],
  [{ kind: 'tenure_at_least', years: 4 }, ''],
  [{ kind: 'energy_in', energies: ['electric'] }, 'ab'],
  [{ kind: 'plate_starts_with', prefixes: ['沪', '苏E'] }, 'ab'],
  [{ kind: 'plate_starts_with', prefixes: ['沪AD'] }, 'a'],
  [{ kind: 'plate_starts_with', prefixes: ['%'] }, ''],
  [{ kind: 'inspection_due', days: { inDays: 0 } }, 'a'],
  [{ kind: 'inspection_due', days: { withinDays: 89 } }, 'ab'],
  [{ kind: 'licence_expires', days: { inDays: 30 } }, 'b'],
  [{ kind: 'licence_expires', days: { withinDays: 31 } }, 'abc'],
  [{ kind: 'claim_open' }, 'b'],
  [{ kind: 'claim_open', hasInjury: true }, 'b'],
  [{ kind: 'claim_reported', days: { lastDays: 365 } }, 'abd'],
  [{ kind: 'claim_closed', days: { on: '2026-11-16' } }, 'a'],
  [{ kind: 'claim_closed', days: { on: '2026-11-16' }, isPaid: true }, 'a'],
  [{ kind: 'claim_closed', days: { on: '2026-11-17' } }, 'c'],
  [{ kind: 'claim_closed', days: { on: '2026-11-17' }, isPaid: true }, ''],
  [{ kind: 'birthday_on', monthDays: ['02-28', '02-29'] }, 'a'],
  [{ kind: 'birthday_on', monthDays: ['06-15'] }, 'd'],
  [{ kind: 'lunar_birthday_on', days: [{ monthDay: '06-15', isLeap: false }] }, 'c'],
  [{ kind: 'lunar_birthday_on', days: [{ monthDay: '06-15', isLeap: true }] }, 'b'],
  // A's low score is not the newest one, C's is anonymous.
  [{ kind: 'scored', scale: 'csat', atMost: 2 }, 'b'],
  [{ kind: 'scored', scale: 'csat', atLeast: 3, questionnaireCode: 'post-claim' }, 'a'],
  [{ kind: 'scored', scale: 'csat', questionnaireCode: 'other' }, ''],
  [{ kind: 'scored', scale: 'nps', days: { lastDays: 30 } }, 'a'],
  [{ kind: 'scored', scale: 'ces' }, ''],
  [{ kind: 'signed_up', eventNo: 'E12' }, 'ac'],
];

describe('toAudienceSql', () => {
  it.each(CASES)('%j means exactly %s', async (condition, who) => {
    expect(await meant({ all: [condition] })).toBe(who);
  });

  it.each(CASES)('not %j means exactly the others', async (condition, who) => {
    const others = [...'abcde'].filter((id) => !who.includes(id)).join('');
    expect(await meant({ all: [{ ...condition, not: true }] })).toBe(others);
  });

  it('has a case for every condition', () => {
    const kinds = conditionSchema.options.map((option) => option.shape.kind.value);
    expect(kinds.filter((kind) => !CASES.some(([one]) => one.kind === kind))).toEqual([]);
  });

  it.each<readonly [AudienceRule, string]>([
    [{}, 'abcde'],
    [
      {
        any: [
          { kind: 'gender_is', gender: 'female' },
          { kind: 'claim_open', not: true },
        ],
      },
      'abcde',
    ],
    [{ all: [{ kind: 'gender_is', gender: 'male' }, { kind: 'policy_active' }] }, 'a'],
    [
      {
        all: [
          {
            any: [
              { kind: 'gender_is', gender: 'male' },
              { kind: 'gender_is', gender: 'female' },
            ],
          },
          { any: [{ kind: 'claim_open' }, { kind: 'policy_active' }] },
        ],
      },
      'ab',
    ],
    [
      {
        any: [
          { all: [{ kind: 'gender_is', gender: 'male' }, { kind: 'policy_active' }] },
          { kind: 'customer_no_in', customerNos: ['E'] },
        ],
      },
      'ae',
    ],
  ])('%j joins its parts', async (rule, who) => {
    expect(await meant(rule)).toBe(who);
  });

  it('never writes a value into the statement', () => {
    const hostile = `'; DROP TABLE customers; --`;
    const test = toAudienceSql(
      {
        all: [
          { kind: 'tag_in', tags: [hostile] },
          { kind: 'signed_up', eventNo: hostile },
        ],
      },
      { add: () => '$1', day: DAY },
    );
    expect(test).not.toContain('DROP');
  });
});
