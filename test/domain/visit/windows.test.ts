import { describe, expect, it } from 'vitest';
import { makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import {
  annualWindow,
  type ClaimSize,
  claimSizeOf,
  claimWindow,
  complaintWindow,
  halfYearOf,
  highValueWindow,
  newPolicyWindow,
  renewalWindow,
  type VisitWindow,
} from '../../../src/domain/visit/windows.ts';

const holidays = makeHolidayTable(STATE_COUNCIL_2026);

/** A time in Shanghai. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
const days = ({ dueFrom, dueUntil }: VisitWindow): string =>
  `${shown(dueFrom)} .. ${shown(dueUntil)}`;
const shown = (date: Date): string =>
  new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

describe('the window of a visit after a policy begins', () => {
  it.each([
    ['at midnight', '2026-06-01 00:00', '06-08 00:00 .. 07-02 00:00'],
    ['in the last minute of a day', '2026-06-01 23:59', '06-08 00:00 .. 07-02 00:00'],
    ['over the end of February', '2026-02-20 10:00', '02-27 00:00 .. 03-23 00:00'],
    ['over the end of a year', '2026-12-20 00:00', '12-27 00:00 .. 01-20 00:00'],
  ])('holds whole days 7 to 30: %s', (_, startsAt, expected) => {
    expect(days(newPolicyWindow(at(startsAt)))).toBe(expected);
  });
});

describe('the window of a visit before renewal', () => {
  it.each([
    [
      'a policy until midnight covers the day before',
      '2026-12-31 00:00',
      '11-15 00:00 .. 12-16 00:00',
    ],
    ['a policy until noon covers that day', '2026-12-31 12:00', '11-16 00:00 .. 12-17 00:00'],
  ])('holds days 45 to 15 before the last covered day: %s', (_, endsAt, expected) => {
    expect(days(renewalWindow(at(endsAt)))).toBe(expected);
  });
});

describe('the window of a visit after a claim', () => {
  it.each<[string, string, ClaimSize, string]>([
    ['on a Monday', '2026-06-01 15:00', 'small', '06-02 00:00 .. 06-05 00:00'],
    ['on a Monday', '2026-06-01 15:00', 'normal', '06-04 00:00 .. 06-09 00:00'],
    ['on a Monday', '2026-06-01 15:00', 'severe', '06-08 00:00 .. 06-11 00:00'],
    ['on a Friday', '2026-06-05 15:00', 'small', '06-08 00:00 .. 06-11 00:00'],
    ['on a Saturday', '2026-06-06 15:00', 'small', '06-08 00:00 .. 06-11 00:00'],
    // Spring Festival 15 to 23 February; the 14th and the 28th are worked (调休).
    ['before the make-up Saturday', '2026-02-13 10:00', 'small', '02-14 00:00 .. 02-26 00:00'],
    ['within the Spring Festival', '2026-02-18 10:00', 'small', '02-24 00:00 .. 02-27 00:00'],
    [
      'so that the make-up Saturday is its last',
      '2026-02-25 10:00',
      'small',
      '02-26 00:00 .. 03-01 00:00',
    ],
    ['over the Spring Festival', '2026-02-13 10:00', 'severe', '02-27 00:00 .. 03-03 00:00'],
    // National Day 1 to 7 October; 10 October is worked.
    ['before National Day', '2026-09-30 10:00', 'normal', '10-10 00:00 .. 10-14 00:00'],
  ])('counts working days, make-up days too: %s (%s, %s)', (_, closedAt, size, expected) => {
    expect(days(claimWindow(at(closedAt), { size, holidays }))).toBe(expected);
  });

  it('counts natural days when a table calls every day a holiday', () => {
    const all = makeHolidayTable(
      Array.from({ length: 90 }, (_, day) => ({
        date: new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10),
        isWorkday: false,
        name: 'closed',
      })),
    );
    expect(days(claimWindow(at('2026-06-01 10:00'), { size: 'small', holidays: all }))).toBe(
      '06-02 00:00 .. 06-05 00:00',
    );
  });

  it.each([
    [{ hasInjury: true, isTotalLoss: false, paidFen: 100 }, 'severe'],
    [{ hasInjury: false, isTotalLoss: true, paidFen: 100 }, 'severe'],
    [{ hasInjury: false, isTotalLoss: false, paidFen: 500_000 }, 'small'],
    [{ hasInjury: false, isTotalLoss: false, paidFen: 500_001 }, 'normal'],
    [{ hasInjury: false, isTotalLoss: false }, 'normal'],
  ] as const)('takes a claim of %o for %s', (claim, size) => {
    expect(claimSizeOf(claim)).toBe(size);
  });
});

it('asks about a complaint 24 to 72 hours after it was closed', () => {
  expect(days(complaintWindow(at('2026-06-01 15:30')))).toBe('06-02 15:30 .. 06-04 15:30');
});

it('visits in four weeks around the middle of a policy year', () => {
  expect(days(annualWindow(at('2026-01-01 00:00')))).toBe('06-18 00:00 .. 07-16 00:00');
});

describe('the window of a customer with a named manager', () => {
  it.each([
    ['2026-06-30 23:59', '2026H1'],
    ['2026-07-01 00:00', '2026H2'],
    ['2027-01-01 00:00', '2027H1'],
  ])('belongs to the half-year of %s: %s', (now, half) => {
    expect(halfYearOf(at(now))).toBe(half);
  });

  it('lies within its half-year, is always the same, and spreads customers over it', () => {
    const begins = new Set<number>();
    for (let nth = 0; nth < 500; nth += 1) {
      const { dueFrom, dueUntil } = highValueWindow(`cus_${nth}`, '2026H2');
      expect(dueFrom >= at('2026-07-01 00:00')).toBe(true);
      expect(dueUntil <= at('2027-01-01 00:00')).toBe(true);
      expect(highValueWindow(`cus_${nth}`, '2026H2')).toEqual({ dueFrom, dueUntil });
      begins.add(dueFrom.getTime());
    }
    expect(begins.size).toBe(22);
  });

  it('refuses a word that is no half-year', () => {
    expect(() => highValueWindow('cus_1', 'soon')).toThrow(RangeError);
  });
});
