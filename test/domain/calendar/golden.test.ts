import { describe, expect, it } from 'vitest';
import { isOpenAt } from '../../../src/domain/calendar/business-calendar.ts';
import { type HolidayDay, makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { formatDay, parseDay, weekdayOf } from '../../../src/domain/calendar/shanghai-day.ts';
import { STATE_COUNCIL_2024 } from '../../../src/domain/calendar/state-council-2024.ts';
import { STATE_COUNCIL_2025 } from '../../../src/domain/calendar/state-council-2025.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import type { HoursOfDay, WeeklyHours } from '../../../src/domain/calendar/weekly-hours.ts';
import { deadlineOf } from '../../../src/domain/sla/lengths.ts';
import { at, calendarOf, OFFICE, show } from './calendars.ts';

const YEARS: readonly (readonly [year: number, rows: readonly HolidayDay[]])[] = [
  [2024, STATE_COUNCIL_2024],
  [2025, STATE_COUNCIL_2025],
  [2026, STATE_COUNCIL_2026],
];
const THREE_YEARS = YEARS.flatMap(([, rows]) => rows);
const office = calendarOf(OFFICE, { days: THREE_YEARS });

/**
 * Every day of each month as a wall calendar with the State Council's notice shows it, made from two calendar
 * libraries that agree: `.` worked, `-` a Saturday or Sunday off, `H` a public holiday, `W` a Saturday or Sunday that
 * is worked (调休). Checked on 2026-11-23.
 */
const WALL_CALENDAR: Readonly<Record<number, readonly string[]>> = {
  2024: [
    'H....--.....--.....--.....--...',
    '..-W.....HHHHHHHHW.....--....',
    '.--.....--.....--.....--.....--',
    '...HHHW.....--.....--.....-W..',
    'HHHHH.....W-.....--.....--.....',
    '--.....--H....--.....--.....--',
    '.....--.....--.....--.....--...',
    '..--.....--.....--.....--.....-',
    '-.....--.....WHHH...--.....-W.',
    'HHHHHHH....W-.....--.....--....',
    '.--.....--.....--.....--.....-',
    '-.....--.....--.....--.....--..',
  ],
  2025: [
    'H..--.....--.....--.....-W.HHHH',
    'HHHH...W-.....--.....--.....',
    '--.....--.....--.....--.....--.',
    '...HHH.....--.....--.....-W...',
    'HHHHH....--.....--.....--.....H',
    'HH....--.....--.....--.....--.',
    '....--.....--.....--.....--....',
    '.--.....--.....--.....--.....--',
    '.....--.....--.....--.....-W..',
    'HHHHHHHH..W-.....--.....--.....',
    '--.....--.....--.....--.....--',
    '.....--.....--.....--.....--...',
  ],
  2026: [
    'HHHW.....--.....--.....--.....-',
    '-.....--.....WHHHHHHHHH....W',
    '-.....--.....--.....--.....--..',
    '...HHH....--.....--.....--....',
    'HHHHH...W-.....--.....--.....--',
    '.....--.....--....HHH.....--..',
    '...--.....--.....--.....--.....',
    '--.....--.....--.....--.....--.',
    '....--.....--.....-W....HHH...',
    'HHHHHHH..W-.....--.....--.....-',
    '-.....--.....--.....--.....--.',
    '....--.....--.....--.....--....',
  ],
};

/** How many days off and make-up days the notices name for each holiday. */
const NAMED: Readonly<
  Record<number, Readonly<Record<string, readonly [off: number, made: number]>>>
> = {
  2024: {
    元旦: [1, 0],
    春节: [8, 2],
    清明节: [3, 1],
    劳动节: [5, 2],
    端午节: [1, 0],
    中秋节: [3, 1],
    国庆节: [7, 2],
  },
  2025: {
    元旦: [1, 0],
    春节: [8, 2],
    清明节: [3, 0],
    劳动节: [5, 1],
    端午节: [3, 0],
    国庆节: [7, 2],
    中秋节: [1, 0],
  },
  2026: {
    元旦: [3, 1],
    春节: [9, 2],
    清明节: [3, 0],
    劳动节: [5, 1],
    端午节: [3, 0],
    中秋节: [3, 0],
    国庆节: [7, 2],
  },
};

describe.each(YEARS)('%i', (year, rows) => {
  it('has every holiday and every make-up day, and each other day is what its weekday says', () => {
    const table = makeHolidayTable(rows);
    const months = Array.from({ length: 12 }, (_, month) => signsOf(year, month, table.kindOf));
    expect(months).toEqual(WALL_CALENDAR[year]);
  });

  it('is worked on the days that the wall calendar says, and on no others', () => {
    const wrong = (WALL_CALENDAR[year] ?? []).flatMap((signs, month) =>
      [...signs].flatMap((sign, index) => {
        const date = formatDay(firstOf(year, month) + index);
        const isOpen = isOpenAt(office, at(`${date} 10:00`));
        return isOpen === (sign === '.' || sign === 'W') ? [] : [date];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has as many days off and made up as each holiday of the notice', () => {
    const named = Object.keys(NAMED[year] ?? {}).map((name) => [
      name,
      [
        rows.filter((row) => !row.isWorkday && row.name === name).length,
        rows.filter((row) => row.isWorkday && row.name === `${name}调休上班`).length,
      ],
    ]);
    expect(Object.fromEntries(named)).toEqual(NAMED[year]);
    const counts = Object.values(NAMED[year] ?? {}).flat();
    expect(rows).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
  });
});

describe('make-up days', () => {
  it.each(['2026-02-14', '2026-10-10'])('%s is a working Saturday', (date) => {
    expect(weekdayOf(parseDay(date) ?? 0)).toBe(5);
    expect(isOpenAt(office, at(`${date} 09:00`))).toBe(true);
    expect(isOpenAt(office, at(`${date} 17:59`))).toBe(true);
  });
});

/** Worked out by hand with a wall calendar: eight hours a day, 09:00 to 12:00 and 13:00 to 18:00. */
const DEADLINES: readonly (readonly [from: string, hours: number, due: string, why: string])[] = [
  ['2024-02-02 17:00', 2, '2024-02-04 10:00', 'into the Sunday that is worked before 春节 2024'],
  ['2024-02-09 17:00', 2, '2024-02-18 10:00', "New Year's Eve is worked, and the Sunday after"],
  ['2024-02-08 09:00', 48, '2024-02-21 18:00', 'six days: 8th, 9th, 18th to 21st'],
  ['2024-04-03 17:00', 10, '2024-04-08 10:00', '清明 and its Sunday'],
  ['2024-09-13 17:00', 10, '2024-09-18 10:00', 'a worked Saturday, then 中秋'],
  ['2024-09-27 17:00', 2, '2024-09-29 10:00', 'the Sunday before 国庆 2024'],
  ['2024-09-30 17:00', 2, '2024-10-08 10:00', '国庆 2024'],
  ['2024-09-30 09:00', 48, '2024-10-12 18:00', 'six days, the last a worked Saturday'],
  ['2025-01-24 17:00', 10, '2025-01-27 10:00', 'the Sunday before 春节 2025'],
  ['2025-01-27 17:00', 2, '2025-02-05 10:00', '春节 2025'],
  ['2025-01-27 09:00', 48, '2025-02-10 18:00', 'six days with the Saturday after, the Sunday off'],
  ['2025-04-30 17:00', 2, '2025-05-06 10:00', '劳动节 2025'],
  ['2025-09-26 17:00', 2, '2025-09-28 10:00', 'the Sunday before 国庆 2025'],
  ['2025-09-30 17:00', 2, '2025-10-09 10:00', '国庆 and 中秋 2025: eight days'],
  ['2025-09-29 09:00', 48, '2025-10-13 18:00', 'six days with the Saturday after'],
  ['2025-12-31 17:00', 2, '2026-01-04 10:00', '元旦 2026 and its Sunday'],
  ['2026-02-13 17:00', 10, '2026-02-24 10:00', 'the Saturday before 春节 2026 and nine days off'],
  ['2026-02-14 09:00', 48, '2026-02-28 18:00', 'six days, both worked Saturdays among them'],
  ['2026-09-18 17:00', 2, '2026-09-20 10:00', 'the Sunday before 国庆 2026'],
  ['2026-09-24 17:00', 2, '2026-09-28 10:00', '中秋 2026'],
  ['2026-09-30 17:00', 2, '2026-10-08 10:00', '国庆 2026'],
  ['2026-09-30 09:00', 48, '2026-10-13 18:00', 'six days with the Saturday, the Sunday off'],
  ['2026-11-23 11:30', 1, '2026-11-23 13:30', 'lunch'],
];

function working(hours: number) {
  return { basis: 'working', minutes: hours * 60, calendarId: 'office' } as const;
}

describe('deadlines', () => {
  it.each(DEADLINES)('%s and %i working hours: %s, %s', (from, hours, due) => {
    expect(show(deadlineOf(working(hours), at(from), office))).toBe(due);
  });

  it.each([
    ['2026-09-28 10:00', '2026-10-14 00:00', 'not the first day, and holidays count'],
    ['2026-09-28 00:00', '2026-10-14 00:00', 'the first instant of a day is of that day'],
    ['2026-09-27 23:59:59.999', '2026-10-13 00:00', 'and the one before it is not'],
    ['2024-02-14 12:00', '2024-03-01 00:00', 'a leap year'],
    ['2025-12-25 09:00', '2026-01-10 00:00', 'into another year'],
  ])('of 15 natural days from %s is the end of the last day, %s: %s', (from, due) => {
    expect(show(deadlineOf({ basis: 'natural_days', days: 15 }, at(from)))).toBe(due);
  });

  it('of 48 hours is two days later to the millisecond, whatever day it is', () => {
    const due = deadlineOf({ basis: 'continuous', minutes: 2_880 }, at('2026-02-14 03:04:05.678'));
    expect(show(due)).toBe('2026-02-16 03:04:05.678');
  });
});

const NIGHT: readonly HoursOfDay[] = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
];
const NIGHTS = everyDay(NIGHT);

describe('a night shift across midnight', () => {
  it.each([
    ['2026-11-23 23:00', 3, '2026-11-24 02:00', 'across midnight'],
    ['2026-11-23 12:00', 8, '2026-11-24 06:00', 'a whole night'],
    ['2026-11-24 05:00', 2, '2026-11-24 23:00', 'from one night into the next'],
    ['2026-11-23 22:00', 2, '2026-11-24 00:00', 'until midnight'],
  ])('%s and %i hours: %s, %s', (from, hours, due) => {
    const night = calendarOf(NIGHTS, { keepsHolidays: false, days: THREE_YEARS });
    expect(show(deadlineOf(working(hours), at(from), night))).toBe(due);
  });

  it('ends at midnight before a holiday and begins at midnight after it', () => {
    const night = calendarOf(NIGHTS, { days: THREE_YEARS });
    const due = deadlineOf(working(3), at('2026-09-30 23:00'), night);
    expect(show(due)).toBe('2026-10-08 02:00');
  });
});

describe('a team with a calendar of its own', () => {
  const accidents = calendarOf(everyDay([['08:00', '20:00']]), { keepsHolidays: false });

  it.each([
    ['2026-10-01 09:00', '2026-10-01 11:00', '2026-10-08 11:00', 'on a holiday'],
    ['2026-11-21 19:00', '2026-11-22 09:00', '2026-11-23 11:00', 'on a Saturday evening'],
  ])('%s and two hours: the team by %s, the office by %s, %s', (from, team, others) => {
    expect(show(deadlineOf(working(2), at(from), accidents))).toBe(team);
    expect(show(deadlineOf(working(2), at(from), office))).toBe(others);
  });
});

describe('after the last year that is known', () => {
  it('says until when it knows', () => {
    expect(office.holidays.knownUntil).toBe('2026-12-31');
    expect(makeHolidayTable(STATE_COUNCIL_2024).knownUntil).toBe('2024-12-31');
    expect(makeHolidayTable([]).knownUntil).toBeUndefined();
  });

  it.each([
    ['2026-12-31 17:00', 2, '2027-01-01 10:00', 'New Year 2027 is taken for a Friday'],
    ['2027-01-01 17:00', 2, '2027-01-04 10:00', 'Saturday and Sunday are off'],
    ['2027-10-01 09:00', 48, '2027-10-08 18:00', '国庆 2027 is worked, for want of a notice'],
  ])('%s and %i hours: %s, %s', (from, hours, due) => {
    expect(show(deadlineOf(working(hours), at(from), office))).toBe(due);
  });
});

function everyDay(hours: readonly HoursOfDay[]): WeeklyHours {
  const [mon, tue, wed, thu, fri, sat, sun] = [hours, hours, hours, hours, hours, hours, hours];
  return { mon, tue, wed, thu, fri, sat, sun };
}

function firstOf(year: number, month: number): number {
  return parseDay(`${year}-${String(month + 1).padStart(2, '0')}-01`) ?? Number.NaN;
}

function signsOf(
  year: number,
  month: number,
  kindOf: (day: number) => 'off' | 'workday' | undefined,
): string {
  const next = month === 11 ? firstOf(year + 1, 0) : firstOf(year, month + 1);
  let signs = '';
  for (let day = firstOf(year, month); day < next; day += 1) {
    const kind = kindOf(day);
    const isWeekend = weekdayOf(day) > 4;
    if (kind === 'off') signs += 'H';
    else if (kind === 'workday') signs += 'W';
    else signs += isWeekend ? '-' : '.';
  }
  return signs;
}
