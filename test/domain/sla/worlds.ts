import {
  type BusinessCalendar,
  makeBusinessCalendar,
} from '../../../src/domain/calendar/business-calendar.ts';
import { type HolidayDay, makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2024 } from '../../../src/domain/calendar/state-council-2024.ts';
import { STATE_COUNCIL_2025 } from '../../../src/domain/calendar/state-council-2025.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import type { HoursOfDay, WeeklyHours } from '../../../src/domain/calendar/weekly-hours.ts';
import { type Flows, flowOf, openStretches, type PlainCalendar } from './sand.ts';

const THREE_YEARS: readonly HolidayDay[] = [
  ...STATE_COUNCIL_2024,
  ...STATE_COUNCIL_2025,
  ...STATE_COUNCIL_2026,
];

function week(workdays: readonly HoursOfDay[], weekend: readonly HoursOfDay[]): WeeklyHours {
  const [mon, tue, wed, thu, fri] = [workdays, workdays, workdays, workdays, workdays];
  return { mon, tue, wed, thu, fri, sat: weekend, sun: weekend };
}

const DAY: readonly HoursOfDay[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
/** Through the night: the evening of one day and the early morning of the next. */
const NIGHT: readonly HoursOfDay[] = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
];
const FOUNDING_DAY = { date: '2026-05-20', isWorkday: false, name: 'founding day' };

/** The calendars of the random histories, each with its versions. */
const PLAIN: Readonly<Record<string, readonly PlainCalendar[]>> = {
  office: [
    { weekly: week(DAY, []), keepsHolidays: true, days: THREE_YEARS },
    { weekly: week([['08:30', '17:15']], []), keepsHolidays: true, days: THREE_YEARS },
    { weekly: week(DAY, []), keepsHolidays: true, days: [...THREE_YEARS, FOUNDING_DAY] },
  ],
  night: [
    { weekly: week(NIGHT, NIGHT), keepsHolidays: false, days: THREE_YEARS },
    { weekly: week([['21:30', '24:00']], NIGHT), keepsHolidays: true, days: THREE_YEARS },
  ],
  weekend: [
    { weekly: week([], [['10:00', '16:00']]), keepsHolidays: true, days: THREE_YEARS },
    { weekly: week([], [['10:00', '10:30']]), keepsHolidays: true, days: STATE_COUNCIL_2026 },
  ],
};

export const CALENDAR_IDS = Object.keys(PLAIN);

export function versionsOf(id: string): number {
  return PLAIN[id]?.length ?? 0;
}

const ready = new Map(
  Object.entries(PLAIN).flatMap(([id, versions]) =>
    versions.map(({ weekly, keepsHolidays, days }, index) => [
      `${id} ${index + 1}`,
      makeBusinessCalendar({ weekly, keepsHolidays, holidays: makeHolidayTable(days) }),
    ]),
  ),
);

const flows = new Map(
  Object.entries(PLAIN).flatMap(([id, versions]) =>
    versions.map((plain, index) => [`${id} ${index + 1}`, flowOf(openStretches(plain))]),
  ),
);

/** As the engine reads them. */
export function calendarOf(id: string, version: number): BusinessCalendar | undefined {
  return ready.get(`${id} ${version}`);
}

/** As the oracle reads them. */
export const flowsOf: Flows = (id, version) => {
  const flow = flows.get(`${id} ${version}`);
  if (flow === undefined) throw new Error(`no flow ${id} ${version}`);
  return flow;
};
