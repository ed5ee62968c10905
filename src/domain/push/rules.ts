import type { HolidayTable } from '../calendar/holiday-table.ts';
import { parseDay, weekdayOf } from '../calendar/shanghai-day.ts';
import type { PushRules } from './push.ts';
import type { PushClass, PushSettings } from './settings.ts';

/** A day on which nothing of some classes is sent. */
export interface SilentDayRow {
  /** `YYYY-MM-DD`, or `MM-DD` of every year. */
  readonly day: string;
  /** A city; empty: everywhere. */
  readonly region: string;
  readonly name: string;
  readonly classes: readonly PushClass[];
}

const SATURDAY = 5;

/** The rules of the policy, ready to be asked often. Beyond the known holidays a day is what its weekday says. */
export function makeRules(input: {
  readonly settings: PushSettings;
  readonly holidays: HolidayTable;
  readonly silentDays: readonly SilentDayRow[];
}): PushRules {
  const { settings, holidays, silentDays } = input;
  const isOffByDay = new Map<string, boolean>();
  const silentByDay = groupByDay(silentDays);
  return {
    settings,
    isDayOff: (day) => {
      const known = isOffByDay.get(day);
      if (known !== undefined) return known;
      const isOff = isDayOff(day, holidays);
      isOffByDay.set(day, isOff);
      return isOff;
    },
    silentDay: (day, pushClass, city) => {
      if (silentByDay.size === 0) return undefined;
      const rows = [...(silentByDay.get(day) ?? []), ...(silentByDay.get(day.slice(5)) ?? [])];
      return rows.find((row) => isMeant(row, pushClass, city))?.name;
    },
  };
}

function groupByDay(rows: readonly SilentDayRow[]): ReadonlyMap<string, readonly SilentDayRow[]> {
  const byDay = new Map<string, SilentDayRow[]>();
  for (const row of rows) {
    const others = byDay.get(row.day);
    if (others === undefined) byDay.set(row.day, [row]);
    else others.push(row);
  }
  return byDay;
}

function isDayOff(date: string, holidays: HolidayTable): boolean {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`no such day: ${date}`);
  const kind = holidays.kindOf(day);
  return kind === undefined ? weekdayOf(day) >= SATURDAY : kind === 'off';
}

function isMeant(
  { region, classes }: SilentDayRow,
  pushClass: PushClass,
  city: string | undefined,
): boolean {
  return (region === '' || region === city) && classes.includes(pushClass);
}
