import { LunarYear } from 'lunar-typescript';
import { formatDay, type ShanghaiDay } from '../calendar/shanghai-day.ts';
import { SOLAR_TERMS, type SolarTerm } from './solar-terms.ts';

/** A day of the lunar calendar. A lunar year begins in January or February of the solar year of the same number. */
export interface LunarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 30. */
  readonly day: number;
  /** The month is the second one of its number. */
  readonly isLeap: boolean;
}

/** A birthday by the lunar calendar: it comes back every lunar year, whatever that year has of months and days. */
export interface LunarBirthday {
  readonly month: number;
  readonly day: number;
  readonly isLeap: boolean;
}

/** A month of a lunar year. */
interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly isLeap: boolean;
  readonly first: ShanghaiDay;
  readonly length: number;
}

/** The Julian day of noon of 1 January 1970. */
const JULIAN_1970 = 2_440_588;
/** Years that are kept ready: a desk looks at this one and its neighbours. */
const YEARS_KEPT_MAX = 200;

const monthsByYear = new Map<number, readonly LunarMonth[]>();
const termsByYear = new Map<number, ReadonlyMap<ShanghaiDay, SolarTerm>>();

/** Which day of the lunar calendar it is. */
export function lunarOf(day: ShanghaiDay): LunarDate {
  const solarYear = yearOf(day);
  // The last days of a lunar year lie in January and February of the next solar one.
  const own = [...monthsOf(solarYear), ...monthsOf(solarYear - 1)].find(
    ({ first, length }) => first <= day && day < first + length,
  );
  if (own === undefined) throw new RangeError(`no lunar day: ${formatDay(day)}`);
  return { year: own.year, month: own.month, day: day - own.first + 1, isLeap: own.isLeap };
}

/** The solar day of a lunar date; undefined when that year has no such month, or the month no such day. */
export function solarOf({ year, month, day, isLeap }: LunarDate): ShanghaiDay | undefined {
  const own = monthsOf(year).find((it) => it.month === month && it.isLeap === isLeap);
  return own === undefined || day < 1 || day > own.length ? undefined : own.first + day - 1;
}

/**
 * The days of a solar year on which a lunar birthday is celebrated, earliest first: none, one or two, since a lunar
 * year is 11 days shorter or 19 days longer than a solar one. Once in each lunar year (domain.md 5.1): a birthday of a
 * leap month in that leap month when the year has it, else in the ordinary month; one of an ordinary month never in
 * the leap month; day 30 on day 29 when the month has no 30th.
 */
export function birthdaysIn(solarYear: number, birthday: LunarBirthday): readonly ShanghaiDay[] {
  return [solarYear - 1, solarYear]
    .flatMap((lunarYear) => birthdayIn(lunarYear, birthday) ?? [])
    .filter((day) => yearOf(day) === solarYear);
}

/** The lunar birthdays that are celebrated on a day: the other direction of `birthdaysIn`. */
export function birthdaysOn(day: ShanghaiDay): readonly LunarBirthday[] {
  const today = lunarOf(day);
  const months = monthsOf(today.year).filter(({ month }) => month === today.month);
  const own = months.find(({ isLeap }) => isLeap === today.isLeap);
  const isLastOfShort = own?.length === 29 && today.day === 29;
  const days = isLastOfShort ? [29, 30] : [today.day];
  // Whoever was born in a leap month celebrates in the ordinary one as long as the year has no such leap month.
  const isForBoth = !today.isLeap && months.length === 1;
  const kinds = isForBoth ? [false, true] : [today.isLeap];
  return kinds.flatMap((isLeap) => days.map((of) => ({ month: today.month, day: of, isLeap })));
}

/** The solar term that begins on a day, if one does. */
export function solarTermOn(day: ShanghaiDay): SolarTerm | undefined {
  return termsOf(yearOf(day)).get(day);
}

function birthdayIn(year: number, birthday: LunarBirthday): ShanghaiDay | undefined {
  const months = monthsOf(year).filter(({ month }) => month === birthday.month);
  const own =
    months.find(({ isLeap }) => isLeap === birthday.isLeap) ?? months.find((it) => !it.isLeap);
  return own === undefined ? undefined : own.first + Math.min(birthday.day, own.length) - 1;
}

function yearOf(day: ShanghaiDay): number {
  return Number(formatDay(day).slice(0, 4));
}

function monthsOf(year: number): readonly LunarMonth[] {
  return kept(monthsByYear, year, () =>
    LunarYear.fromYear(year)
      .getMonthsInYear()
      .map((it) => ({
        year,
        month: Math.abs(it.getMonth()),
        isLeap: it.isLeap(),
        first: Math.round(it.getFirstJulianDay()) - JULIAN_1970,
        length: it.getDayCount(),
      })),
  );
}

/** The library lists a year's terms from 大雪 of the December before on: by name its 冬至 is the wrong year's (domain.md 5.1). */
const TERMS_BEFORE = 2;

function termsOf(year: number): ReadonlyMap<ShanghaiDay, SolarTerm> {
  return kept(termsByYear, year, () => {
    const begins = LunarYear.fromYear(year).getJieQiJulianDays().slice(TERMS_BEFORE);
    return new Map(
      SOLAR_TERMS.flatMap((term, nth) => {
        const julian = begins[nth];
        return julian === undefined ? [] : [[shanghaiDayOf(julian), term] as const];
      }),
    );
  });
}

/** The library's Julian days are of Beijing's clock, not of Greenwich. */
function shanghaiDayOf(julian: number): ShanghaiDay {
  return Math.floor(julian + 0.5) - JULIAN_1970;
}

function kept<T>(known: Map<number, T>, year: number, make: () => T): T {
  const found = known.get(year);
  if (found !== undefined) return found;
  if (known.size >= YEARS_KEPT_MAX) known.clear();
  const made = make();
  known.set(year, made);
  return made;
}
