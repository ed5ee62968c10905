import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenAt } from '../../../src/domain/calendar/business-calendar.ts';
import type { HolidayDay } from '../../../src/domain/calendar/holiday-table.ts';
import { formatDay } from '../../../src/domain/calendar/shanghai-day.ts';
import type { HoursOfDay, WeeklyHours } from '../../../src/domain/calendar/weekly-hours.ts';
import { addWorkingMs, workingMsBetween } from '../../../src/domain/calendar/working-time.ts';
import { at, calendarOf, OFFICE, show } from './calendars.ts';

const HOUR = 3_600_000;
const office = calendarOf(OFFICE);

describe('addWorkingMs', () => {
  it.each([
    [
      '2026-11-23 09:00',
      8 * HOUR,
      '2026-11-23 18:00',
      'a whole day ends at its end, not the next morning',
    ],
    ['2026-11-23 09:00', 3 * HOUR, '2026-11-23 12:00', 'the border of lunch is before lunch'],
    [
      '2026-11-23 09:00',
      3 * HOUR + 1,
      '2026-11-23 13:00:00.001',
      'and a millisecond more is after it',
    ],
    ['2026-11-23 17:59:59.999', 1, '2026-11-23 18:00', 'the last millisecond'],
    ['2026-11-23 17:59:59.999', 2, '2026-11-24 09:00:00.001', 'and the first of the next day'],
    ['2026-11-23 12:30', HOUR, '2026-11-23 14:00', 'from lunch on'],
    ['2026-11-20 20:00', HOUR, '2026-11-23 10:00', 'from a Friday evening on'],
    ['2026-09-30 17:00', 2 * HOUR, '2026-10-08 10:00', 'across National Day'],
    ['2026-09-18 17:00', 2 * HOUR, '2026-09-20 10:00', 'into a make-up Sunday'],
    [
      '2026-02-13 18:00',
      16 * HOUR,
      '2026-02-24 18:00',
      'a make-up Saturday, nine days off, a Tuesday',
    ],
    ['2026-11-23 09:00', 40 * HOUR, '2026-11-27 18:00', 'a week ends on its Friday'],
    ['2026-11-23 09:00', 48 * HOUR, '2026-11-30 18:00', '48 hours of work'],
    ['2027-01-04 09:00', 5_200 * HOUR, '2029-06-29 18:00', '130 weeks, beyond what is known'],
    ['2026-11-22 03:00', 0, '2026-11-22 03:00', 'no work is at once, also at night'],
  ])('%s and %i ms is %s: %s', (from, ms, due) => {
    expect(show(addWorkingMs(office, at(from), ms))).toBe(due);
  });

  it.each([
    [
      'across midnight',
      { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] },
      '2026-11-24 02:00',
    ],
    ['only on Sundays', { sun: [['10:00', '14:00']] }, '2026-11-29 14:00'],
  ] as const)('works %s', (_, hours, due) => {
    const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const calendar = calendarOf({ ...closed, ...hours });
    expect(show(addWorkingMs(calendar, at('2026-11-23 12:00'), 4 * HOUR))).toBe(due);
  });

  const never: WeeklyHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  it.each([
    ['no hours', never, 1],
    ['more than time holds', OFFICE, 1e300],
    ['the largest number', OFFICE, Number.MAX_VALUE],
    ['an endless time', OFFICE, Number.POSITIVE_INFINITY],
    ['no number', OFFICE, Number.NaN],
    ['a negative time', OFFICE, -1],
  ])('has no answer for %s', (_, weekly, ms) => {
    expect(addWorkingMs(calendarOf(weekly), at('2026-11-23 09:00'), ms)).toBeUndefined();
  });

  it('has no answer for no date, and none after the end of time', () => {
    expect(addWorkingMs(office, new Date(Number.NaN), 1)).toBeUndefined();
    expect(addWorkingMs(office, new Date(8.64e15), HOUR)).toBeUndefined();
  });
});

const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 8 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) => {
    const spans: HoursOfDay[] = [];
    for (let i = 0; i + 1 < quarters.length; i += 2) {
      spans.push([timeOf(quarters[i] ?? 0), timeOf(quarters[i + 1] ?? 0)]);
    }
    return spans;
  });
const weeks = fc.record({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
});
const START_DAY = 20_454; // 2026-01-01
const exceptions: fc.Arbitrary<readonly HolidayDay[]> = fc.array(
  fc.record({
    date: fc.integer({ min: START_DAY, max: START_DAY + 60 }).map(formatDay),
    isWorkday: fc.boolean(),
    name: fc.constant('x'),
  }),
  { maxLength: 20 },
);
const instants = fc.date({
  min: new Date('2025-12-15T00:00:00Z'),
  max: new Date('2026-03-15T00:00:00Z'),
  noInvalidDate: true,
});
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 200 * HOUR }),
  fc.integer({ min: 0, max: 800 }).map((quarters) => (quarters * HOUR) / 4),
);

function timeOf(quarter: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
}

describe('for any hours, holidays and instants', () => {
  it('as much work lies before a deadline as was asked for, and none of it after', () => {
    fc.assert(
      fc.property(weeks, exceptions, instants, amounts, (weekly, days, from, ms) => {
        const calendar = calendarOf(weekly, { days });
        const due = addWorkingMs(calendar, from, ms);
        if (due === undefined) return;
        expect(workingMsBetween(calendar, from, due)).toBe(ms);
        // The earliest such instant: a millisecond before it something was left to do.
        const before = new Date(due.getTime() - 1);
        expect(ms === 0 || isOpenAt(calendar, before)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what is worked through at once is what is worked through in two parts', () => {
    fc.assert(
      fc.property(weeks, exceptions, instants, amounts, amounts, (weekly, days, from, a, b) => {
        const calendar = calendarOf(weekly, { days });
        const first = addWorkingMs(calendar, from, a);
        const whole = addWorkingMs(calendar, from, a + b);
        if (first === undefined || whole === undefined) return;
        const second = addWorkingMs(calendar, first, b);
        expect(b === 0 ? first : whole).toEqual(second);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the work between two instants is counted as a walk minute by minute counts it', () => {
    fc.assert(
      fc.property(
        weeks,
        exceptions,
        fc.integer({ min: 0, max: 20 * 1_440 }),
        fc.integer({ min: 0, max: 12 * 1_440 }),
        (weekly, days, startMinute, minutes) => {
          const calendar = calendarOf(weekly, { days });
          const from = at('2026-01-01 00:00').getTime() + startMinute * 60_000;
          let walked = 0;
          for (let i = 0; i < minutes; i += 1) {
            if (isOpenAt(calendar, new Date(from + i * 60_000))) walked += 60_000;
          }
          const to = new Date(from + minutes * 60_000);
          expect(workingMsBetween(calendar, new Date(from), to)).toBe(walked);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('ends whatever it is given', () => {
    const any = fc.oneof(fc.double(), fc.constantFrom(1e15, 1e18, Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(weeks, exceptions, fc.date(), any, (weekly, days, from, ms) => {
        const due = addWorkingMs(calendarOf(weekly, { days }), from, ms);
        expect(due === undefined || due >= from).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
