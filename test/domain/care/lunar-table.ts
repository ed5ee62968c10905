/**
 * An independent lunar calendar, by its definition (GB/T 33661-2017) and astronomy (Meeus, Astronomical Algorithms,
 * chapters 25 and 49): a month begins on the Beijing day of a new moon; the month of the winter solstice is the
 * eleventh; when thirteen months lie between two of those, the first one without a principal term is the leap month.
 * It shares nothing with the library that the product uses.
 */
export interface TableMonth {
  /** The solar year in which the lunar year begins. */
  readonly year: number;
  readonly month: number;
  readonly isLeap: boolean;
  /** Days since 1970 in Beijing. */
  readonly first: number;
  readonly length: number;
}

const RADIANS = Math.PI / 180;
const sin = (degrees: number): number => Math.sin(degrees * RADIANS);
const JULIAN_1970 = 2_440_587.5;

/** Terrestrial time is ahead of universal time by so much, in days (Espenak and Meeus, 2005 to 2050 and beyond). */
function deltaT(julian: number): number {
  const t = (julian - 2_451_544.5) / 365.25;
  return (62.92 + 0.32217 * t + 0.005589 * t * t) / 86_400;
}

/** The Beijing day of a Julian date in terrestrial time. */
const dayOf = (julian: number): number =>
  Math.floor(julian - deltaT(julian) - JULIAN_1970 + 8 / 24);

/** Arguments: M, M', F, Ω and the factor's power of E, as rows of Meeus's table 49.a. */
type Row = readonly [coefficient: number, e: number, m: number, m1: number, f: number, o: number];
const NEW_MOON: readonly Row[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 0, 2, 2, 0],
  [-0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0, -1, 1, 2, 0],
  [-0.00002, 0, -1, 1, -2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0, 0, 4, 0, 0],
];
const PLANETS: readonly (readonly [number, number, number])[] = [
  [325, 299.77, 0.107408],
  [165, 251.88, 0.016321],
  [164, 251.83, 26.651886],
  [126, 349.42, 36.412478],
  [110, 84.66, 18.206239],
  [62, 141.74, 53.303771],
  [60, 207.14, 2.453732],
  [56, 154.84, 7.30686],
  [47, 34.52, 27.261239],
  [42, 207.19, 0.121824],
  [40, 291.34, 1.844379],
  [37, 161.72, 24.198154],
  [35, 239.56, 25.513099],
  [23, 331.55, 3.592518],
];

/** The Julian date, in terrestrial time, of the new moon number k since January 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const m = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const m1 = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t ** 3;
  const o = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t ** 3;
  const periodic = NEW_MOON.reduce(
    (sum, [a, power, am, am1, af, ao]) =>
      sum + a * e ** power * sin(am * m + am1 * m1 + af * f + ao * o),
    0,
  );
  const planets = PLANETS.reduce((sum, [a, at0, rate], nth) => {
    const argument = at0 + rate * k - (nth === 0 ? 0.009173 * t * t : 0);
    return sum + (a / 1_000_000) * sin(argument);
  }, 0);
  return mean + periodic + planets;
}

/** The sun's apparent longitude in degrees. */
function sunLongitude(julian: number): number {
  const t = (julian - 2_451_545) / 36_525;
  const m = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const center =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(m) +
    (0.019993 - 0.000101 * t) * sin(2 * m) +
    0.000289 * sin(3 * m);
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  return mean + center - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
}

/** When the sun reaches a multiple of 15 degrees in a year, 0 for the equinox of March: a Julian date. */
function sunAt(year: number, degrees: number): number {
  // By Newton's steps from the day on which the mean sun is there.
  let julian = 2_451_623.8 + (year - 2000) * 365.2422 + (degrees / 360) * 365.2422;
  for (let step = 0; step < 20; step += 1) {
    const off = ((degrees - sunLongitude(julian) + 540) % 360) - 180;
    julian += (off < -180 ? off + 360 : off) * (365.2422 / 360);
  }
  return julian;
}

const termDay = (year: number, degrees: number): number => dayOf(sunAt(year, degrees));

/** The solar term of this number in a solar year, 0 for 小寒: its Beijing day, and how far from midnight it is. */
export function termAt(
  year: number,
  nth: number,
): { readonly at: number; readonly marginMinutes: number } {
  const degrees = (285 + nth * 15) % 360;
  const julian = sunAt(degrees >= 285 ? year - 1 : year, degrees);
  const local = julian - deltaT(julian) - JULIAN_1970 + 8 / 24;
  const part = local - Math.floor(local);
  return { at: Math.floor(local), marginMinutes: Math.min(part, 1 - part) * 24 * 60 };
}

/** The months of the lunar years from one to another, in order. */
export function lunarTable(from: number, to: number): readonly TableMonth[] {
  const firstK = Math.floor((from - 1 - 2000) * 12.3685) - 2;
  const lastK = Math.ceil((to + 2 - 2000) * 12.3685) + 2;
  const begins = Array.from({ length: lastK - firstK + 1 }, (_, nth) =>
    dayOf(newMoon(firstK + nth)),
  );
  const months: TableMonth[] = [];
  for (let solstice = from - 1; solstice <= to; solstice += 1) {
    months.push(...monthsBetween(begins, solstice));
  }
  return months.filter(({ year }) => year >= from && year <= to);
}

/** The months from the one of a year's winter solstice to the one before the next year's. */
function monthsBetween(begins: readonly number[], solsticeYear: number): readonly TableMonth[] {
  const indexOf = (day: number): number => begins.findLastIndex((begin) => begin <= day);
  const start = indexOf(termDay(solsticeYear, 270));
  const end = indexOf(termDay(solsticeYear + 1, 270));
  // Principal terms are 30 degrees apart, on both sides of the two solstices.
  const terms = [solsticeYear, solsticeYear + 1].flatMap((year) =>
    Array.from({ length: 12 }, (_, nth) => termDay(year, nth * 30)),
  );
  const hasTerm = (nth: number): boolean =>
    terms.some((day) => day >= (begins[nth] ?? 0) && day < (begins[nth + 1] ?? 0));
  const isLong = end - start === 13;
  const months: TableMonth[] = [];
  let number = 10;
  let hasLeap = false;
  for (let nth = start; nth < end; nth += 1) {
    const isLeap: boolean = isLong && !hasLeap && nth > start && !hasTerm(nth);
    hasLeap ||= isLeap;
    if (!isLeap) number += 1;
    const first = begins[nth] ?? 0;
    months.push({
      // The eleventh and twelfth month belong to the lunar year that is ending.
      year: number <= 12 ? solsticeYear : solsticeYear + 1,
      month: ((number - 1) % 12) + 1,
      isLeap,
      first,
      length: (begins[nth + 1] ?? 0) - first,
    });
  }
  return months;
}
