import {
  type BusinessCalendar,
  makeBusinessCalendar,
} from '../src/domain/calendar/business-calendar.ts';
import { makeHolidayTable } from '../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2024 } from '../src/domain/calendar/state-council-2024.ts';
import { STATE_COUNCIL_2025 } from '../src/domain/calendar/state-council-2025.ts';
import { STATE_COUNCIL_2026 } from '../src/domain/calendar/state-council-2026.ts';
import type { HoursOfDay } from '../src/domain/calendar/weekly-hours.ts';
import type { ClockLength } from '../src/domain/sla/clock.ts';
import type { ClockEvent } from '../src/domain/sla/clock-event.ts';
import { deadlineOf } from '../src/domain/sla/lengths.ts';
import { defaultTargets } from '../src/domain/sla/policy.ts';
import { replayClocks } from '../src/domain/sla/replay.ts';

const HOUR_MS = 3_600_000;
const MINUTES_OF_48_HOURS = 48 * 60;
const FIRST_MS = Date.UTC(2024, 0, 1);
const THREE_YEARS_MS = 1_096 * 24 * HOUR_MS;
/** A prime number of milliseconds: starts fall on every hour and day of the three years, none twice. */
const STEP_MS = 86_028_121;

/** What one core computes, once warm. */
export interface ComputeFigure {
  readonly name: string;
  readonly perSecond: number;
}

/** Deadlines a second on this core, of each kind of length, and whole cases replayed; `forMs` for each. */
export function benchDeadlines(forMs = 1_500): readonly ComputeFigure[] {
  const office = makeOffice();
  const lengths: readonly (readonly [string, ClockLength])[] = [
    ['48 hours, day and night', { basis: 'continuous', minutes: MINUTES_OF_48_HOURS }],
    ['15 natural days', { basis: 'natural_days', days: 15 }],
    [
      '48 working hours, lunch, holidays and make-up days of three years',
      { basis: 'working', minutes: MINUTES_OF_48_HOURS, calendarId: 'office' },
    ],
  ];
  const deadlines = lengths.map(([name, length]) =>
    figure(name, forMs, (at) => deadlineOf(length, at, office)?.getTime() ?? 0),
  );
  return [...deadlines, figure('cases of seven events and six clocks, replayed', forMs, replayOne)];
}

function makeOffice(): BusinessCalendar {
  const day: readonly HoursOfDay[] = [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ];
  return makeBusinessCalendar({
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
    keepsHolidays: true,
    holidays: makeHolidayTable([
      ...STATE_COUNCIL_2024,
      ...STATE_COUNCIL_2025,
      ...STATE_COUNCIL_2026,
    ]),
  });
}

function replayOne(start: Date): number {
  const event = (hours: number, seq: number, happened: ClockEvent['happened']): ClockEvent => ({
    at: new Date(start.getTime() + hours * HOUR_MS),
    seq,
    happened,
  });
  const events = [
    event(0, 1, { kind: 'opened', targets: defaultTargets('S1'), calendars: {} }),
    event(0, 2, { kind: 'answered' }),
    event(1, 3, { kind: 'contacted' }),
    event(5, 4, { kind: 'paused', reason: 'waiting_customer' }),
    event(30, 5, { kind: 'resumed', reason: 'waiting_customer' }),
    event(60, 6, { kind: 'proposed' }),
    event(80, 7, { kind: 'ended', why: 'closed' }),
  ];
  const asOf = new Date(start.getTime() + 100 * HOUR_MS);
  return replayClocks({ events, calendarOf: () => undefined, asOf }).length;
}

function figure(name: string, forMs: number, compute: (at: Date) => number): ComputeFigure {
  let at = 0;
  // Kept and shown, so that no compiler leaves the work out.
  let sum = 0;
  const once = (): void => {
    at = (at + STEP_MS) % THREE_YEARS_MS;
    sum += compute(new Date(FIRST_MS + at));
  };
  for (const until = performance.now() + forMs / 5; performance.now() < until; ) once();
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < forMs) {
    for (let i = 0; i < 200; i += 1) once();
    count += 200;
  }
  const perSecond = Number.isFinite(sum) ? (count / (performance.now() - began)) * 1_000 : 0;
  return { name, perSecond };
}
