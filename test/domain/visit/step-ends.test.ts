import { describe, expect, it } from 'vitest';
import type { VisitFacts } from '../../../src/domain/visit/facts.ts';
import type { Visit, VisitKind } from '../../../src/domain/visit/visit.ts';
import { ANSWER, at, INVITING, PUSHED, SENT, shown } from './shown-step.ts';

describe('a visit that goes on or ends', () => {
  it.each<[string, VisitKind, Partial<Visit>, Partial<VisitFacts>, string, string]>([
    [
      'is done when it is answered',
      'NEW_POLICY',
      INVITING,
      { push: SENT, answer: { ...ANSWER, isComplete: true, share: 1, csat: 1 } },
      '03 10:00',
      'end done SUCCESS',
    ],
    [
      'about a claim is called after a bad answer',
      'POST_CLAIM',
      INVITING,
      { push: SENT, answer: { ...ANSWER, isComplete: true, share: 1, csat: 2 } },
      '02 10:00',
      'call 03 12:00 low_score',
    ],
    [
      'is not called beside a follow-up',
      'POST_CLAIM',
      INVITING,
      { push: SENT, answer: { ...ANSWER, isComplete: true, share: 1, csat: 2, hasFollowUp: true } },
      '02 10:00',
      'end done SUCCESS followed_up',
    ],
    [
      'counts half of an answer',
      'NEW_POLICY',
      INVITING,
      { push: SENT, answer: { ...ANSWER, share: 0.5 } },
      '20 00:00',
      'end done PARTIAL',
    ],
    [
      'does not count less than half',
      'NEW_POLICY',
      INVITING,
      { push: SENT, answer: { ...ANSWER, share: 0.4 } },
      '20 00:00',
      'end missed PARTIAL below_half',
    ],
    [
      'stops at a refusal',
      'NEW_POLICY',
      INVITING,
      { push: SENT, answer: { ...ANSWER, isRefused: true } },
      '03 10:00',
      'end stopped REFUSED refused',
    ],
    [
      'stops at a death',
      'NEW_POLICY',
      {},
      { isBereaved: true },
      '02 10:00',
      'end stopped bereaved',
    ],
    [
      'stops when the policy is cancelled',
      'NEW_POLICY',
      { status: 'calling' },
      { gone: 'policy_cancelled' },
      '02 10:00',
      'end stopped policy_cancelled',
    ],
    [
      'stops when they are left alone',
      'NEW_POLICY',
      {},
      { surveySilentUntil: at('30 00:00') },
      '02 10:00',
      'end stopped survey_silent',
    ],
    [
      'waits for the end of the silence',
      'NEW_POLICY',
      {},
      { surveySilentUntil: at('10 00:00') },
      '02 10:00',
      'wait 02 16:00 survey_silent',
    ],
    [
      'waits while a complaint is open',
      'NEW_POLICY',
      {},
      { hold: 'open_complaint' },
      '02 10:00',
      'wait 02 16:00 open_complaint',
    ],
    [
      'is missed with what kept it back',
      'NEW_POLICY',
      {},
      { hold: 'open_injury_claim' },
      '20 00:00',
      'end missed open_injury_claim',
    ],
    [
      'is missed when nobody called',
      'HIGH_VALUE',
      { status: 'calling' },
      {},
      '20 00:00',
      'end missed not_called',
    ],
    [
      'is missed when nobody answered',
      'NEW_POLICY',
      INVITING,
      { push: SENT },
      '20 00:00',
      'end missed NO_ANSWER no_answer',
    ],
    ['is missed when the desk slept', 'NEW_POLICY', {}, {}, '20 00:00', 'end missed standstill'],
    [
      'is missed with why its message waited',
      'NEW_POLICY',
      INVITING,
      { push: { state: 'planned', reason: 'cap_total', isReminded: false } },
      '20 00:00',
      'end missed cap_total',
    ],
    [
      'ends a call that was planned before a refusal',
      'HIGH_VALUE',
      { status: 'calling' },
      { phoneObstacle: 'refused' },
      '03 10:00',
      'end stopped refused',
    ],
    ['is over when it is over', 'NEW_POLICY', { status: 'done' }, {}, '03 10:00', 'nothing'],
  ])('%s', (_, kind, given, facts, now, expected) => {
    expect(shown(kind, given, facts, now)).toBe(expected);
  });
});

describe('a visit after a complaint', () => {
  const asked = { askedAt: at('02 09:00'), isInChat: true, isAnswered: false };
  const tries = [PUSHED];
  it.each<[string, Partial<Visit>, Partial<VisitFacts>, string, string]>([
    [
      'leaves the question to the desk that closed it',
      {},
      { rating: { isInChat: false, isAnswered: false } },
      '02 10:00',
      'wait 02 13:00',
    ],
    [
      'takes the answer in the chat for its own',
      { tries },
      { rating: { ...asked, isAnswered: true } },
      '02 10:00',
      'end done SUCCESS rated_in_chat',
    ],
    ['does not call about a light one', { tries }, { rating: asked }, '04 10:00', 'wait 04 13:00'],
    [
      'calls about a severe one after a day of silence',
      { tries },
      { rating: asked, isSevere: true },
      '03 09:00',
      'call 03 12:00',
    ],
    ['waits that day', { tries }, { rating: asked, isSevere: true }, '03 08:00', 'wait 03 09:00'],
    [
      'calls whom no chat reaches',
      {},
      { rating: { ...asked, isInChat: false } },
      '02 10:00',
      'call 02 10:00',
    ],
    [
      'was not asked at all',
      {},
      { rating: { isInChat: false, isAnswered: false } },
      '20 00:00',
      'end missed not_asked',
    ],
    [
      'was asked and not answered',
      { tries },
      { rating: asked },
      '20 00:00',
      'end missed NO_ANSWER no_answer',
    ],
  ])('%s', (_, given, facts, now, expected) => {
    expect(shown('POST_COMPLAINT', given, facts, now)).toBe(expected);
  });
});
