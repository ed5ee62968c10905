import { describe, expect, it } from 'vitest';
import { decideCheckIn, doorCode, isDoorCode } from '../../../src/domain/owner-event/check-in.ts';
import {
  decideSignUp,
  mayCancelSignUp,
  placesToFill,
  type SignUpStatus,
} from '../../../src/domain/owner-event/owner-event.ts';
import { remindAt } from '../../../src/domain/owner-event/reminder.ts';

const at = (text: string): Date => new Date(`2026-06-${text}:00+08:00`);
const EVENT = {
  status: 'published',
  startsAt: at('20T14:00'),
  endsAt: at('20T16:00'),
  signUpUntil: at('19T18:00'),
  capacity: 5,
  waitingMax: 2,
} as const;
const BEFORE = at('18T10:00');

describe('signing up', () => {
  it.each([
    ['a free place', {}, { taken: 4, waiting: 0 }, undefined, BEFORE, 'signed_up'],
    ['the last place is gone', {}, { taken: 5, waiting: 0 }, undefined, BEFORE, 'waiting'],
    [
      'a free place, but somebody waits for it',
      {},
      { taken: 4, waiting: 1 },
      undefined,
      BEFORE,
      'waiting',
    ],
    ['the line is full', {}, { taken: 5, waiting: 2 }, undefined, BEFORE, 'full'],
    ['nobody may wait', { waitingMax: 0 }, { taken: 5, waiting: 0 }, undefined, BEFORE, 'full'],
    [
      'a millisecond before the end of sign-up',
      {},
      { taken: 0, waiting: 0 },
      undefined,
      new Date(+EVENT.signUpUntil - 1),
      'signed_up',
    ],
    [
      'at the end of sign-up',
      {},
      { taken: 0, waiting: 0 },
      undefined,
      EVENT.signUpUntil,
      'too_late',
    ],
    ['on the list', {}, { taken: 1, waiting: 0 }, 'signed_up', BEFORE, 'already'],
    ['in the line', {}, { taken: 5, waiting: 1 }, 'waiting', BEFORE, 'already'],
    ['cancelled before', {}, { taken: 1, waiting: 0 }, 'cancelled', BEFORE, 'signed_up'],
    ['a draft', { status: 'draft' }, { taken: 0, waiting: 0 }, undefined, BEFORE, 'not_open'],
    [
      'called off',
      { status: 'cancelled' },
      { taken: 0, waiting: 0 },
      undefined,
      BEFORE,
      'not_open',
    ],
    ['over', { status: 'finished' }, { taken: 0, waiting: 0 }, undefined, BEFORE, 'not_open'],
  ] as const)('%s', (_, more, seats, own, now, expected) => {
    const decision = decideSignUp({ ...EVENT, ...more }, { ...seats, own }, now);
    expect(decision.kind === 'refused' ? decision.reason : decision.kind).toBe(expected);
  });
});

describe('places for those who wait', () => {
  it.each([
    [{ taken: 4, waiting: 3 }, BEFORE, 1],
    [{ taken: 2, waiting: 2 }, BEFORE, 2],
    [{ taken: 5, waiting: 2 }, BEFORE, 0],
    [{ taken: 4, waiting: 3 }, EVENT.startsAt, 0],
  ] as const)('%j', (seats, now, count) => {
    expect(placesToFill(EVENT, seats, now)).toBe(count);
  });
});

describe('giving a place back', () => {
  it.each([
    ['signed_up', BEFORE, true],
    ['waiting', BEFORE, true],
    ['checked_in', BEFORE, false],
    ['no_show', BEFORE, false],
    ['signed_up', EVENT.endsAt, false],
  ] as const satisfies (readonly [SignUpStatus, Date, boolean])[])('%s', (status, now, may) => {
    expect(mayCancelSignUp(EVENT, status, now)).toBe(may);
  });
});

describe('being let in', () => {
  it.each([
    ['signed_up', at('20T11:59'), 'too_early'],
    ['signed_up', at('20T12:00'), 'checked_in'],
    ['signed_up', at('20T15:59'), 'checked_in'],
    ['signed_up', at('20T16:00'), 'over'],
    ['checked_in', at('20T16:00'), 'already'],
    ['waiting', at('20T14:00'), 'waiting'],
    ['cancelled', at('20T14:00'), 'cancelled'],
  ] as const)('%s at %s', (status, now, expected) => {
    const decision = decideCheckIn(EVENT, status, now);
    expect(decision.kind === 'refused' ? decision.reason : decision.kind).toBe(expected);
  });
});

describe('the code at the door', () => {
  const secret = 's'.repeat(32);
  const now = at('20T14:02');
  const { code, validUntil } = doorCode('E1', secret, now);

  it('has six digits, and changes every five minutes', () => {
    expect(code).toMatch(/^\d{6}$/);
    expect(validUntil).toEqual(at('20T14:05'));
    expect(doorCode('E1', secret, at('20T14:04')).code).toBe(code);
    expect(doorCode('E1', secret, validUntil).code).not.toBe(code);
  });

  it.each([
    ['now', 'E1', at('20T14:04'), true],
    ['for whoever types slowly', 'E1', at('20T14:09'), true],
    ['two codes later', 'E1', at('20T14:10'), false],
    ['before it was shown', 'E1', at('20T13:59'), false],
    ['at another event', 'E2', now, false],
  ] as const)('is taken %s', (_, eventNo, when, isTaken) => {
    expect(isDoorCode(code, { eventNo, secret, now: when })).toBe(isTaken);
  });
});

it('people are reminded at 10:00 of the day before, in Shanghai', () => {
  expect(remindAt({ startsAt: at('20T00:30') })).toEqual(at('19T10:00'));
  expect(remindAt({ startsAt: at('20T23:30') })).toEqual(at('19T10:00'));
});
