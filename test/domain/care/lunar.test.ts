import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../src/domain/calendar/shanghai-day.ts';
import {
  birthdaysIn,
  birthdaysOn,
  type LunarBirthday,
  lunarOf,
  solarOf,
  solarTermOn,
} from '../../../src/domain/care/lunar.ts';
import { SOLAR_TERMS } from '../../../src/domain/care/solar-terms.ts';
import { lunarTable, type TableMonth, termAt } from './lunar-table.ts';

const FROM = 2000;
const TO = 2060;
const TABLE = lunarTable(FROM, TO);
const BY_YEAR = new Map<number, readonly TableMonth[]>();
for (let year = FROM; year <= TO; year += 1) {
  BY_YEAR.set(
    year,
    TABLE.filter((month) => month.year === year),
  );
}
const day = (date: string): number => parseDay(date) ?? Number.NaN;

/** A generator that gives the same numbers every time. */
function makeNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the lunar calendar', () => {
  it('has the months of the astronomical table, 2000 to 2060', () => {
    expect(TABLE).toHaveLength(754);
    const wrong = TABLE.flatMap((month) =>
      [0, month.length - 1].filter((nth) => {
        const found = lunarOf(month.first + nth);
        return (
          found.year !== month.year ||
          found.month !== month.month ||
          found.isLeap !== month.isLeap ||
          found.day !== nth + 1 ||
          solarOf(found) !== month.first + nth
        );
      }),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['2026-02-17', 2026, 1, 1, false],
    ['2027-02-05', 2026, 12, 29, false],
    ['2028-01-26', 2028, 1, 1, false],
    ['2028-06-22', 2028, 5, 30, false],
    ['2028-06-23', 2028, 5, 1, true],
    ['2033-12-22', 2033, 11, 1, true],
    ['2034-01-20', 2033, 12, 1, false],
  ])('has %s as day of %i-%i-%i', (date, year, month, nth, isLeap) => {
    expect(lunarOf(day(date))).toEqual({ year, month, day: nth, isLeap });
  });

  it('has no day 30 in a short month and no leap month in a year without one', () => {
    expect(solarOf({ year: 2026, month: 12, day: 30, isLeap: false })).toBeUndefined();
    expect(solarOf({ year: 2026, month: 4, day: 15, isLeap: true })).toBeUndefined();
    expect(solarOf({ year: 2026, month: 4, day: 0, isLeap: false })).toBeUndefined();
  });

  it('agrees with ICU but for four months whose new moon is near midnight, where ICU is a day off', () => {
    const icu = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const differing = new Set<string>();
    for (let at = day('2000-03-01'); at < day('2061-01-01'); at += 1) {
      const parts = new Map<string, string>(
        icu.formatToParts(new Date(at * 86_400_000)).map(({ type, value }) => [type, value]),
      );
      const { year, month, day: nth, isLeap } = lunarOf(at);
      const own = `${year} ${month}${isLeap ? 'bis' : ''} ${nth}`;
      const theirs = `${parts.get('relatedYear')} ${parts.get('month')} ${parts.get('day')}`;
      if (own !== theirs) differing.add(formatDay(at).slice(0, 7));
    }
    // Whole lunar months that begin a day off in ICU; the table by Meeus has the product's day for each of them.
    const known = [
      '2012-08',
      '2012-09',
      '2018-11',
      '2018-12',
      '2027-02',
      '2027-03',
      '2030-02',
      '2030-03',
    ];
    expect([...differing].filter((month) => !known.includes(month))).toEqual([]);
  });
});

/** When a birthday is celebrated in a lunar year, by the words of domain.md 5.1 and the table alone. */
function expectedIn(year: number, { month, day: nth, isLeap }: LunarBirthday): number {
  const same = (BY_YEAR.get(year) ?? []).filter((it) => it.month === month);
  const leap: TableMonth | undefined = same.find((it) => it.isLeap);
  const ordinary = same.find((it) => !it.isLeap);
  const own = isLeap && leap !== undefined ? leap : ordinary;
  if (own === undefined) throw new Error(`no month ${month} in ${year}`);
  return own.first + (nth > own.length ? own.length : nth) - 1;
}

/** A thousand people who were born on days that there were, every third in a leap month, every fourth on a 30th. */
function makeBirthdays(): readonly LunarBirthday[] {
  const below = makeNumbers(7);
  const leap = TABLE.filter((it) => it.isLeap);
  const long = TABLE.filter((it) => it.length === 30);
  return Array.from({ length: 1_000 }, (_, nth) => {
    const from = nth % 3 === 0 ? leap : nth % 4 === 0 ? long : TABLE;
    const born = from[below(from.length)];
    if (born === undefined) throw new Error('the table is empty');
    const isLast = nth % 4 === 0;
    return {
      month: born.month,
      day: isLast ? born.length : 1 + below(born.length),
      isLeap: born.isLeap,
    };
  });
}

describe('a thousand lunar birthdays', () => {
  const birthdays = makeBirthdays();
  const years = Array.from({ length: TO - FROM }, (_, nth) => FROM + 1 + nth);

  it('hold every case that is hard', () => {
    expect(birthdays.filter(({ isLeap }) => isLeap).length).toBeGreaterThan(300);
    expect(birthdays.filter((it) => it.day === 30).length).toBeGreaterThan(100);
    expect(birthdays.filter((it) => it.isLeap && it.day === 30).length).toBeGreaterThan(10);
  });

  it('fall on the days of the table in each year from 2001 to 2060', () => {
    const counts = new Map<number, number>();
    let wrong = 0;
    for (const birthday of birthdays) {
      const all = [FROM, ...years].map((year) => expectedIn(year, birthday));
      for (const year of years) {
        const expected = all.filter((at) => formatDay(at).startsWith(`${year}-`));
        const found = birthdaysIn(year, birthday);
        counts.set(found.length, (counts.get(found.length) ?? 0) + 1);
        if (found.join() !== expected.join()) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
    // A solar year has none, one or two of them.
    expect([...counts.keys()].sort()).toEqual([0, 1, 2]);
  });

  it('are found again from each of their days, and on no day around them', () => {
    const isSame = (a: LunarBirthday, b: LunarBirthday): boolean =>
      a.month === b.month && a.day === b.day && a.isLeap === b.isLeap;
    let wrong = 0;
    for (const birthday of birthdays) {
      for (const year of [2020, 2025, 2027, 2028, 2033, 2044]) {
        const at = expectedIn(year, birthday);
        if (!birthdaysOn(at).some((it) => isSame(it, birthday))) wrong += 1;
        for (const other of [at - 30, at - 29, at - 1, at + 1, at + 29, at + 30]) {
          if (birthdaysOn(other).some((it) => isSame(it, birthday))) wrong += 1;
        }
      }
    }
    expect(wrong).toBe(0);
  });

  it('would be wrong without the rules for leap months and short months', () => {
    const naive = (year: number, { month, day: nth }: LunarBirthday): number | undefined =>
      solarOf({ year, month, day: nth, isLeap: false });
    const count = (of: readonly LunarBirthday[]): number =>
      of.filter((it) => naive(2028, it) !== expectedIn(2028, it)).length;
    expect(count(birthdays)).toBeGreaterThan(20);
    expect(count(birthdays.filter((it) => !it.isLeap && it.day < 30))).toBe(0);
  });

  it.each([
    // Twelfth month, day 30: short in 2026.
    [2027, { month: 12, day: 30, isLeap: false }, ['2027-02-05']],
    // In the year's own leap month, which has 29 days.
    [2028, { month: 5, day: 30, isLeap: true }, ['2028-07-21']],
    [2027, { month: 5, day: 30, isLeap: true }, ['2027-07-03']],
    [2028, { month: 5, day: 5, isLeap: false }, ['2028-05-28']],
    [2027, { month: 11, day: 24, isLeap: false }, ['2027-01-01', '2027-12-21']],
    // The twelfth month begins on 28 December 2027, and next on 15 January 2029: a year of 13 months lies between.
    [2027, { month: 12, day: 1, isLeap: false }, ['2027-01-08', '2027-12-28']],
    [2028, { month: 12, day: 1, isLeap: false }, []],
  ])('in %i that of %o is %j', (year, birthday, dates) => {
    expect(birthdaysIn(year, birthday).map(formatDay)).toEqual(dates);
  });
});

describe('the solar terms', () => {
  it('begin on the days of the sun, 2000 to 2060', () => {
    let near = 0;
    const wrong: string[] = [];
    for (let year = FROM; year <= TO; year += 1) {
      SOLAR_TERMS.forEach((term, nth) => {
        const { at, marginMinutes } = termAt(year, nth);
        // The short formula for the sun is good to a quarter of an hour.
        if (marginMinutes < 16) near += 1;
        else if (solarTermOn(at) !== term) wrong.push(`${term} ${formatDay(at)}`);
      });
    }
    expect(wrong).toEqual([]);
    expect(near).toBeLessThan(60);
  });

  it('has the 冬至 of the same year', () => {
    expect(solarTermOn(day('2027-12-22'))).toBe('dongzhi');
    expect(solarTermOn(day('2026-12-22'))).toBe('dongzhi');
    expect(solarTermOn(day('2027-12-21'))).toBeUndefined();
  });
});
