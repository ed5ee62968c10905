import { describe, expect, it } from 'vitest';
import {
  dayProblem,
  nextInterval,
  openingAt,
  sortDay,
  type Week,
} from '../../../src/web/console/pages/hours/week.ts';

const shut: Week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const office: Week = {
  ...shut,
  mon: [
    ['09:00', '12:00'],
    ['13:30', '18:00'],
  ],
  tue: [['09:00', '18:00']],
};
/** In Asia/Shanghai. 2026-11-23 is a Monday. */
const at = (text: string): Date => new Date(`${text}:00+08:00`);

describe('the problem of a day', () => {
  it.each([
    [[], undefined],
    [[['09:00', '18:00']], undefined],
    [[['00:00', '24:00']], undefined],
    [[['18:00', '09:00']], 'backwards'],
    [[['09:00', '09:00']], 'backwards'],
    [
      [
        ['13:00', '18:00'],
        ['09:00', '13:00'],
      ],
      undefined,
    ],
    [
      [
        ['09:00', '13:01'],
        ['13:00', '18:00'],
      ],
      'overlap',
    ],
  ] as const)('of %j is %s', (intervals, problem) => {
    expect(dayProblem(intervals.map(([from, to]) => [from, to]))).toBe(problem);
  });
});

describe('the next interval', () => {
  it('begins an hour after the last one, whatever their order', () => {
    expect(
      nextInterval([
        ['13:00', '17:00'],
        ['08:00', '12:00'],
      ]),
    ).toEqual(['18:00', '22:00']);
  });
  it('ends at midnight at the latest', () => {
    expect(nextInterval([['09:00', '21:30']])).toEqual(['22:30', '24:00']);
  });
  it('is none when the day is full', () => {
    expect(nextInterval([['09:00', '23:30']])).toBeUndefined();
  });
  it('of an empty day are office hours', () => {
    expect(nextInterval([])).toEqual(['09:00', '18:00']);
  });
});

it('puts the intervals of a day in order', () => {
  const day: [string, string][] = [
    ['13:00', '17:00'],
    ['08:00', '12:00'],
  ];
  expect(sortDay(day)).toEqual([
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ]);
});

describe('the opening', () => {
  const calendar = { weekly: office, keepsHolidays: true };
  it.each([
    ['2026-11-23T08:59', { kind: 'opens', at: at('2026-11-23T09:00') }],
    ['2026-11-23T09:00', { kind: 'open', until: at('2026-11-23T12:00') }],
    ['2026-11-23T12:00', { kind: 'opens', at: at('2026-11-23T13:30') }],
    ['2026-11-23T18:00', { kind: 'opens', at: at('2026-11-24T09:00') }],
    ['2026-11-24T23:00', { kind: 'opens', at: at('2026-11-30T09:00') }],
  ])('at %s is %j', (now, opening) => {
    expect(openingAt(calendar, [], at(now))).toEqual(opening);
  });
  it('is not on a public holiday', () => {
    const holidays = [{ date: '2026-11-23', isWorkday: false }];
    expect(openingAt(calendar, holidays, at('2026-11-23T10:00'))).toEqual({
      kind: 'opens',
      at: at('2026-11-24T09:00'),
    });
  });
  it('is on a public holiday where holidays are not kept', () => {
    const holidays = [{ date: '2026-11-23', isWorkday: false }];
    const kept = { weekly: office, keepsHolidays: false };
    expect(openingAt(kept, holidays, at('2026-11-23T10:00'))).toMatchObject({ kind: 'open' });
  });
  it('is on a made-up Saturday as on the first weekday that is worked', () => {
    const holidays = [{ date: '2026-11-28', isWorkday: true }];
    expect(openingAt(calendar, holidays, at('2026-11-28T10:00'))).toEqual({
      kind: 'open',
      until: at('2026-11-28T12:00'),
    });
  });
  it('lasts over midnight where hours touch', () => {
    const weekly: Week = { ...shut, mon: [['09:00', '24:00']], tue: [['00:00', '06:00']] };
    expect(openingAt({ weekly, keepsHolidays: true }, [], at('2026-11-23T23:00'))).toEqual({
      kind: 'open',
      until: at('2026-11-24T06:00'),
    });
  });
  it('has no end where every day is whole', () => {
    const day: Week['mon'] = [['00:00', '24:00']];
    const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
    const always = { weekly, keepsHolidays: false };
    expect(openingAt(always, [], at('2026-11-23T10:00'))).toEqual({ kind: 'always' });
  });
  it('never comes for a week without hours', () => {
    const never = { weekly: shut, keepsHolidays: true };
    expect(openingAt(never, [], at('2026-11-23T10:00'))).toEqual({ kind: 'never' });
  });
});
