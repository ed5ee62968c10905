import { describe, expect, it } from 'vitest';
import type { VisitFacts } from '../../../src/domain/visit/facts.ts';
import type { Visit, VisitKind } from '../../../src/domain/visit/visit.ts';
import { INVITING, SENT, shown } from './shown-step.ts';

describe('a visit', () => {
  it.each<[string, VisitKind, Partial<Visit>, Partial<VisitFacts>, string, string]>([
    ['waits for its window', 'NEW_POLICY', {}, {}, '01 10:00', 'wait 02 00:00'],
    ['waits for the day', 'NEW_POLICY', {}, {}, '02 03:00', 'wait 02 09:00'],
    ['is asked by message first', 'NEW_POLICY', {}, {}, '02 09:00', 'invite 1 wechat,web,sms'],
    ['is called at once by a named manager', 'HIGH_VALUE', {}, {}, '02 09:30', 'call 02 09:30'],
    [
      'has nobody to call without a number',
      'HIGH_VALUE',
      {},
      { hasPhone: false },
      '02 09:30',
      'end missed no_phone',
    ],
    [
      'is not called without consent',
      'HIGH_VALUE',
      {},
      { phoneObstacle: 'no_consent' },
      '02 09:30',
      'end missed no_consent',
    ],
    [
      'waits two days for an answer',
      'NEW_POLICY',
      INVITING,
      { push: SENT },
      '04 08:59',
      'wait 04 09:00',
    ],
    [
      'is called after silence',
      'NEW_POLICY',
      INVITING,
      { push: SENT },
      '04 09:00',
      'call 04 12:00',
    ],
    [
      'is written to again without a number',
      'NEW_POLICY',
      INVITING,
      { push: SENT, hasPhone: false },
      '04 12:00',
      'invite 2 wechat,web,sms',
    ],
    [
      'is not written to a third time',
      'NEW_POLICY',
      INVITING,
      { push: { ...SENT, isReminded: true }, hasPhone: false },
      '04 12:00',
      'wait 20 00:00',
    ],
    [
      'about a claim is written to again',
      'POST_CLAIM',
      INVITING,
      { push: SENT },
      '04 12:00',
      'invite 2 wechat,web,sms',
    ],
    ['of the year is asked once', 'ANNUAL', INVITING, { push: SENT }, '04 12:00', 'wait 20 00:00'],
    [
      'waits while its message waits',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'planned', isReminded: false } },
      '03 09:00',
      'wait 04 09:00',
    ],
    [
      'is called when its message waits too long',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'planned', reason: 'quota', isReminded: false } },
      '04 09:00',
      'call 04 12:00',
    ],
    [
      'is not called instead of the budget',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'planned', reason: 'cap_class', isReminded: false } },
      '04 09:00',
      'wait 20 00:00',
    ],
    [
      'is called when nothing reaches them',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'suppressed', reason: 'no_way', isReminded: false } },
      '02 10:00',
      'call 03 12:00',
    ],
    [
      'of the year is not called',
      'ANNUAL',
      INVITING,
      { push: { state: 'suppressed', reason: 'no_way', isReminded: false } },
      '02 10:00',
      'end missed no_way',
    ],
    [
      'is missed when the channel failed and nobody may call',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'failed', reason: 'blocked', isReminded: false }, hasPhone: false },
      '02 10:00',
      'end missed push_failed',
    ],
  ])('%s', (_, kind, given, facts, now, expected) => {
    expect(shown(kind, given, facts, now)).toBe(expected);
  });
});
