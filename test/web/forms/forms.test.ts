import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/web/forms/address.ts';
import { faultOf, toInput } from '../../../src/web/forms/referral/referral.ts';
import { chinaTime } from '../../../src/web/forms/ticket/event-time.ts';

describe('an address', () => {
  it.each([
    ['/s/inv_1.t3k9.aB-_9', { kind: 'survey', key: 'inv_1.t3k9.aB-_9' }],
    ['/s/inv_1.t3k9.aB-_9.', { kind: 'survey', key: 'inv_1.t3k9.aB-_9' }],
    ['/s/inv_1.t3k9.aB-_9%E3%80%82', { kind: 'survey', key: 'inv_1.t3k9.aB-_9' }],
    ['/s/inv_1.t3k9.aB-_9/', { kind: 'survey', key: 'inv_1.t3k9.aB-_9' }],
    ['/t/tk_9f2m', { kind: 'ticket', key: 'tk_9f2m' }],
    ['/r/aaaabbbb)', { kind: 'referral', key: 'aaaabbbb' }],
    ['/s/', { kind: 'none' }],
    ['/x/aaaabbbb', { kind: 'none' }],
    ['/console/s/aaaabbbb', { kind: 'none' }],
  ])('%s opens %j', (path, address) => {
    expect(readAddress(path)).toEqual(address);
  });
});

describe('the time of an event', () => {
  it.each([
    ['2026-06-20T06:00:00Z', '2026-6-20', 6, '14:00'],
    ['2026-12-31T16:05:00.000Z', '2027-1-1', 5, '00:05'],
    ['2028-02-28T16:00:00Z', '2028-2-29', 2, '00:00'],
  ])('%s is shown as clocks in China show it', (at, day, weekday, time) => {
    const read = chinaTime(at);
    expect([`${read.year}-${read.month}-${read.day}`, read.weekday, read.time]).toEqual([
      day,
      weekday,
      time,
    ]);
  });
});

describe('what a friend writes', () => {
  const friend = { name: ' 李女士 ', phone: '139 1111 2222', city: '', hasAgreed: true };

  it.each([
    [{}, undefined],
    [{ phone: '+86 139-1111-2222' }, undefined],
    [{ phone: '008613911112222' }, undefined],
    [{ phone: '１３９１１１１２２２２' }, undefined],
    [{ phone: '12911112222' }, 'phone'],
    [{ phone: '1391111222' }, 'phone'],
    [{ name: '   ' }, 'name'],
    [{ hasAgreed: false }, 'consent'],
  ] as const)('is checked before it is sent: %j', (given, fault) => {
    expect(faultOf({ ...friend, ...given })).toBe(fault);
  });

  it('is sent without what surrounds it, and without a city that is none', () => {
    expect(toInput({ ...friend, phone: '+86 139-1111-2222' }, 'referral-1')).toEqual({
      name: '李女士',
      phone: '13911112222',
      consent: true,
      consentVersion: 'referral-1',
    });
  });
});
