import { describe, expect, it } from 'vitest';
import {
  isOpenAt,
  makeBusinessCalendar,
  nextOpening,
  openSlots,
} from '../../../src/domain/calendar/business-calendar.ts';
import { makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import { ALWAYS_OPEN, weeklyProblem } from '../../../src/domain/calendar/weekly-hours.ts';
import { at, calendarOf, OFFICE, show } from './calendars.ts';

const office = calendarOf(OFFICE);

describe('isOpenAt', () => {
  it.each([
    ['2026-11-23 08:59:59.999', false, 'before the morning'],
    ['2026-11-23 09:00', true, 'the first moment is open'],
    ['2026-11-23 11:59:59.999', true, 'the last moment before lunch'],
    ['2026-11-23 12:00', false, 'lunch: the end is not open'],
    ['2026-11-23 13:00', true, 'after lunch'],
    ['2026-11-23 18:00', false, 'the end of the day'],
    ['2026-11-21 10:00', false, 'a Saturday'],
    ['2026-10-01 10:00', false, 'a holiday, a Thursday'],
    ['2026-09-20 10:00', true, 'a make-up Sunday has the hours of a Monday'],
    ['2026-10-10 17:59', true, 'a make-up Saturday'],
    ['2026-02-14 10:00', true, 'the make-up Saturday before Spring Festival'],
    ['2026-02-16 10:00', false, "New Year's Eve, a Monday"],
    ['2026-01-04 10:00', true, 'the make-up Sunday after New Year'],
  ])('%s is %s: %s', (time, isOpen) => {
    expect(isOpenAt(office, at(time))).toBe(isOpen);
  });

  it('is open on holidays when the calendar does not keep them, and a make-up day is a Sunday', () => {
    const keepsNone = calendarOf(OFFICE, { keepsHolidays: false });
    expect(isOpenAt(keepsNone, at('2026-10-01 10:00'))).toBe(true);
    expect(isOpenAt(keepsNone, at('2026-09-20 10:00'))).toBe(false);
  });

  it('gives a make-up day whole working hours, also where that weekday is a short one', () => {
    const shortSaturday = calendarOf({ ...OFFICE, sat: [['09:00', '12:00']] });
    expect(isOpenAt(shortSaturday, at('2026-10-10 15:00'))).toBe(true);
    expect(isOpenAt(shortSaturday, at('2026-10-17 15:00'))).toBe(false);
  });
});

describe('nextOpening', () => {
  it.each([
    ['2026-11-23 10:00', '2026-11-23 10:00', 'open already'],
    ['2026-11-23 12:00', '2026-11-23 13:00', 'lunch'],
    ['2026-11-23 18:00', '2026-11-24 09:00', 'the evening'],
    ['2026-11-20 18:00', '2026-11-23 09:00', 'the weekend'],
    ['2026-09-30 18:00', '2026-10-08 09:00', 'seven days of National Day'],
    ['2026-02-14 18:00', '2026-02-24 09:00', 'nine days of Spring Festival'],
    ['2026-09-19 10:00', '2026-09-20 09:00', 'a make-up Sunday'],
  ])('after %s is %s: %s', (from, opens) => {
    expect(show(nextOpening(office, at(from)))).toBe(opens);
  });

  it('is unknown for a desk that never opens, and for no date', () => {
    const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    expect(nextOpening(calendarOf(closed), at('2026-11-23 10:00'))).toBeUndefined();
    expect(nextOpening(office, new Date(Number.NaN))).toBeUndefined();
  });
});

describe('openSlots', () => {
  const slots = (from: string, days: number, lengthMinutes: number): readonly string[] =>
    openSlots(office, at(from), { days, lengthMinutes }).map(
      (slot) => `${show(slot.from)} ${show(slot.to).slice(11)}`,
    );

  it('are round, lie within the hours and begin after now', () => {
    expect(slots('2026-11-23 10:20', 1, 60)).toEqual([
      '2026-11-23 11:00 12:00',
      '2026-11-23 13:00 14:00',
      '2026-11-23 14:00 15:00',
      '2026-11-23 15:00 16:00',
      '2026-11-23 16:00 17:00',
      '2026-11-23 17:00 18:00',
    ]);
  });

  it('skip the weekend, and what is left of the hours when it is too short', () => {
    expect(slots('2026-11-20 16:00', 4, 120)).toEqual([
      '2026-11-23 09:00 11:00',
      '2026-11-23 13:00 15:00',
      '2026-11-23 15:00 17:00',
    ]);
  });

  it.each([0, -1, Number.NaN])('are none of %s minutes', (lengthMinutes) => {
    expect(slots('2026-11-23 10:00', 1, lengthMinutes)).toEqual([]);
  });
});

describe('a holiday table', () => {
  it('knows until when it knows', () => {
    expect(makeHolidayTable(STATE_COUNCIL_2026).knownUntil).toBe('2026-12-31');
  });

  it("is not made to know a year by the insurer's own days", () => {
    const own = { date: '2027-05-08', isWorkday: false, name: '司庆' };
    expect(makeHolidayTable([...STATE_COUNCIL_2026, own]).knownUntil).toBe('2026-12-31');
    expect(makeHolidayTable([own]).knownUntil).toBeUndefined();
  });

  it('has the 33 days off and the 6 make-up days of 2026', () => {
    expect(STATE_COUNCIL_2026.filter(({ isWorkday }) => !isWorkday)).toHaveLength(33);
    expect(STATE_COUNCIL_2026.filter(({ isWorkday }) => isWorkday)).toHaveLength(6);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', ''])('refuses the day %s', (date) => {
    expect(() => makeHolidayTable([{ date, isWorkday: false, name: '' }])).toThrow(RangeError);
  });
});

describe('weekly hours', () => {
  it.each([
    [[['09:00', '12:00']], undefined],
    [[['00:00', '24:00']], undefined],
    [
      [
        ['09:00', '12:00'],
        ['12:00', '13:00'],
      ],
      undefined,
    ],
    [[['12:00', '09:00']], 'ends_before_it_begins'],
    [[['09:00', '09:00']], 'ends_before_it_begins'],
    [
      [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
      ],
      'overlaps',
    ],
    [
      [
        ['13:00', '18:00'],
        ['09:00', '12:00'],
      ],
      'overlaps',
    ],
    [[['9:00', '12:00']], 'no_time'],
    [[['09:00', '24:01']], 'no_time'],
  ] as const)('%j: %s', (wed, problem) => {
    expect(weeklyProblem({ ...OFFICE, wed })?.problem).toBe(problem);
    const make = () => calendarOf({ ...OFFICE, wed });
    if (problem === undefined) expect(make).not.toThrow();
    else expect(make).toThrow(RangeError);
  });

  it('are day and night where nobody gave any', () => {
    const always = makeBusinessCalendar({
      weekly: ALWAYS_OPEN,
      keepsHolidays: false,
      holidays: makeHolidayTable([]),
    });
    expect(isOpenAt(always, at('2026-11-22 03:00'))).toBe(true);
    expect(isOpenAt(always, at('2026-11-22 23:59:59.999'))).toBe(true);
  });
});
