import type { HolidayDay } from '../../../src/domain/calendar/holiday-table.ts';
import type { WeeklyHours } from '../../../src/domain/calendar/weekly-hours.ts';
import type { ClockLength, ClockTarget } from '../../../src/domain/sla/clock.ts';

/** A calendar as plain data. */
export interface PlainCalendar {
  readonly weekly: WeeklyHours;
  readonly keepsHolidays: boolean;
  readonly days: readonly HolidayDay[];
}

/** A stretch of time, half-open, in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const FROM = Date.parse('2023-12-01T00:00:00+08:00');
const EIGHT_HOURS = 8 * 60 * MINUTE;
const TO = Date.parse('2033-01-01T00:00:00+08:00');
/** `00:00` to `23:59` */
const MINUTES = Array.from({ length: 1_440 }, (_, minute) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
);
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/**
 * Every open stretch of ten years, found by asking each minute of each day whether it is open: slow, plain, and
 * without a line of the calendar that it checks.
 */
export function openStretches({ weekly, keepsHolidays, days }: PlainCalendar): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (let midnight = FROM; midnight < TO; midnight += DAY) {
    const date = new Date(midnight + 8 * 3_600_000);
    const text = date.toISOString().slice(0, 10);
    const special = keepsHolidays ? days.findLast((one) => one.date === text) : undefined;
    const name = NAMES[date.getUTCDay()] ?? 'sun';
    const firstWorked = WEEKDAYS.find((one) => weekly[one].length > 0);
    let hours = weekly[name];
    if (special?.isWorkday === false) hours = [];
    if (special?.isWorkday === true) hours = weekly[firstWorked ?? name];
    if (hours.length === 0) continue;
    for (const [minute, clock] of MINUTES.entries()) {
      if (!hours.some(([opens, closes]) => opens <= clock && clock < closes)) continue;
      const from = midnight + minute * MINUTE;
      const last = stretches.at(-1);
      if (last?.to === from) last.to = from + MINUTE;
      else stretches.push({ from, to: from + MINUTE });
    }
  }
  return stretches;
}

/** How time runs through an hourglass: always, or in open stretches only. */
export interface Flow {
  /** The open pieces of a stretch. */
  pieces(from: number, to: number): readonly Stretch[];
  /** When so much sand that begins to run at an instant has run out. */
  emptyAt(from: number, sand: number): number;
}

export const ALWAYS: Flow = {
  pieces: (from, to) => (from < to ? [{ from, to }] : []),
  emptyAt: (from, sand) => from + sand,
};

export function flowOf(stretches: readonly Stretch[]): Flow {
  // Days to where they begin in the list: only so that ten thousand histories end today.
  const firstOfDay = new Map<number, number>();
  stretches.forEach(({ from, to }, index) => {
    for (let day = Math.floor(from / DAY); day <= Math.floor((to - 1) / DAY); day += 1) {
      if (!firstOfDay.has(day)) firstOfDay.set(day, index);
    }
  });
  const startFor = (at: number): number => {
    for (let day = Math.floor(at / DAY); day * DAY < TO; day += 1) {
      const index = firstOfDay.get(day);
      if (index !== undefined) return index;
    }
    return stretches.length;
  };
  return {
    pieces: (from, to) => {
      const pieces: Stretch[] = [];
      for (let i = startFor(from); i < stretches.length; i += 1) {
        const one = stretches[i];
        if (one === undefined || one.from >= to) break;
        const piece = { from: Math.max(from, one.from), to: Math.min(to, one.to) };
        if (piece.from < piece.to) pieces.push(piece);
      }
      return pieces;
    },
    emptyAt: (from, sand) => {
      if (sand === 0) return from;
      let left = sand;
      for (let i = startFor(from); i < stretches.length; i += 1) {
        const one = stretches[i];
        if (one === undefined || one.to <= from) continue;
        const begins = Math.max(one.from, from);
        if (one.to - begins >= left) return begins + left;
        left -= one.to - begins;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

export function lengthOf(pieces: readonly Stretch[]): number {
  return pieces.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** When so much sand has run through some pieces of time, or else later. */
export function emptiedAlong(
  pieces: readonly Stretch[],
  sand: number,
  later: (left: number) => number,
): number {
  let left = sand;
  for (const { from, to } of pieces) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return later(left);
}

export function isSame(a: ClockLength, b: ClockLength): boolean {
  const [one, other] = [a, b].map((length) => JSON.stringify(Object.entries(length).sort()));
  return one === other;
}

/** The calendars of the world: by id and version. */
export type Flows = (id: string, version: number) => Flow;

/** What a case waited for, from an instant on. */
export interface Wait {
  readonly at: number;
  readonly reasons: ReadonlySet<string>;
}

export interface NewGlass {
  readonly cycle: number;
  readonly target: ClockTarget;
  readonly versions: Versions;
  readonly flows: Flows;
  readonly now: number;
}

export type Versions = Readonly<Record<string, number>>;

/** The sand of a new glass. */
export function fill(length: ClockLength, from: number): number {
  if (length.basis === 'natural_days') return midnightAfter(from, length.days) - from;
  return length.minutes * 60_000;
}

/** 24:00 in Shanghai of the day that lies so many days after the one of an instant. */
export function midnightAfter(from: number, days: number): number {
  const local = new Date(from + EIGHT_HOURS);
  const day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + days + 1);
  return day - EIGHT_HOURS;
}

export function versionIn(length: ClockLength, versions: Versions): number | null {
  return length.basis === 'working' ? (versions[length.calendarId] ?? Number.NaN) : null;
}

export function dated(ms: number): Date | null {
  return Number.isFinite(ms) ? new Date(ms) : null;
}
