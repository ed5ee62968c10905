import { describe, expect, it } from 'vitest';
import { HANDOFF_REASONS } from '../../../src/domain/handoff/handoff.ts';
import { addFlags, flagsOf, rankAt } from '../../../src/domain/handoff/priority.ts';

const AT = new Date('2026-11-23T09:00:00+08:00');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const flags = (...set: readonly ('isInjury' | 'isComplaint' | 'isVip')[]) => ({
  isInjury: set.includes('isInjury'),
  isComplaint: set.includes('isComplaint'),
  isVip: set.includes('isVip'),
});

describe('rankAt', () => {
  it.each([
    ['whoever came first', flags(), 0, flags(), 1],
    [
      'a complaint before somebody who came 14 minutes earlier',
      flags('isComplaint'),
      14,
      flags(),
      0,
    ],
    ['a VIP before somebody who came 9 minutes earlier', flags('isVip'), 9, flags(), 0],
    ['a complaint before a VIP', flags('isComplaint'), 0, flags('isVip'), 0],
    [
      'a VIP who complains before a complaint',
      flags('isVip', 'isComplaint'),
      5,
      flags('isComplaint'),
      0,
    ],
    [
      'an injury before whoever waited all day',
      flags('isInjury'),
      720,
      flags('isVip', 'isComplaint'),
      0,
    ],
    ['whoever waited 16 minutes before a new complaint', flags(), 0, flags('isComplaint'), 16],
    ['whoever waited 11 minutes before a new VIP', flags(), 0, flags('isVip'), 11],
  ])('puts %s', (_, first, firstAt, second, secondAt) => {
    expect(rankAt(first, later(firstAt)).getTime()).toBeLessThan(
      rankAt(second, later(secondAt)).getTime(),
    );
  });

  it('starves nobody: an hour of VIPs who complain does not keep anybody back', () => {
    const waiting = rankAt(flags(), AT);
    const overtaking = Array.from({ length: 60 }, (_, i) =>
      rankAt(flags('isVip', 'isComplaint'), later(i)),
    );
    expect(overtaking.filter((rank) => rank < waiting)).toHaveLength(25);
  });
});

describe('flagsOf', () => {
  it.each([
    ['injury', {}, flags('isInjury')],
    ['self_harm', {}, flags('isInjury')],
    ['complaint', {}, flags('isComplaint')],
    ['asked', { tier: 'diamond' }, flags('isVip')],
    ['asked', { tier: 'platinum' }, flags('isVip')],
    ['asked', { tier: 'gold' }, flags()],
    ['asked', { tier: 'standard' }, flags()],
    ['asked', { hasOpenComplaint: true }, flags('isComplaint')],
    ['asked', { isInjuryReported: true, tier: 'diamond' }, flags('isInjury', 'isVip')],
  ] as const)('%s with %j', (reason, facts, expected) => {
    expect(flagsOf(reason, facts)).toEqual(expected);
  });

  it('are none for every other reason', () => {
    const others = HANDOFF_REASONS.filter(
      (each) => !['injury', 'self_harm', 'complaint'].includes(each),
    );
    expect(others.map((reason) => flagsOf(reason, {}))).toEqual(others.map(() => flags()));
  });
});

it('asking again never takes a flag away', () => {
  expect(addFlags(flags('isInjury'), flags('isVip'))).toEqual(flags('isInjury', 'isVip'));
});
