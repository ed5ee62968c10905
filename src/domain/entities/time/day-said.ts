import type { EpochDay } from './calendar.ts';

export interface DayContext {
  readonly today: EpochDay;
  /** A time was asked for. */
  readonly isAsked: boolean;
}

/** A day as it was said. */
export interface DaySaid {
  /** The days it may be, the latest first; the first that is past is meant. Empty: only the future. */
  readonly candidates: () => Iterable<EpochDay>;
  readonly end: number;
  /** 期间, 半个月前: about then. */
  readonly isApproximate?: boolean;
  /** 6月3号到5号: the last of them, in days after the first. */
  readonly upToDay?: number;
  /** Said as a day of the week. */
  readonly isWeekday?: true;
}

/** Reads one way of naming a day at `at` of simplified text. */
export type DayReader = (text: string, at: number, context: DayContext) => DaySaid | undefined;

const YEARS_BACK = 8;
/** Days, months and counts as people write and say them. */
export const NUMBER = '\\d{1,2}|[一二两三四五六七八九十]{1,3}';

/** The match of a sticky pattern at `at`. */
export function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** One day and no other; none when the text names the future or no day at all. */
export function fixed(day: EpochDay | undefined, end: number, isApproximate = false): DaySaid {
  return { candidates: () => (day === undefined ? [] : [day]), end, isApproximate };
}

interface Yearly {
  readonly inYear: (year: number) => EpochDay | undefined;
  readonly year: number | undefined;
  readonly thisYear: number;
  readonly end: number;
  readonly isApproximate?: boolean;
}

/** In the year said, or this year, or the last one that had it. */
export function yearly({ inYear, year, thisYear, end, isApproximate = false }: Yearly): DaySaid {
  if (year !== undefined) {
    return {
      candidates: () => [inYear(year)].filter((day) => day !== undefined),
      end,
      isApproximate,
    };
  }
  return {
    *candidates() {
      for (let y = thisYear; y >= thisYear - YEARS_BACK; y -= 1) {
        const day = inYear(y);
        if (day !== undefined) yield day;
      }
    },
    end,
    isApproximate,
  };
}
