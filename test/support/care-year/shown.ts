import { parseDay } from '../../../src/domain/calendar/shanghai-day.ts';
import { careYear } from '../../../src/server/contract/care.ts';
import { outcomeData, sumBy } from '../../../src/web/console/pages/care-calendar/year.ts';
import { dayOf, plusDays } from './calendar-2027.ts';
import type { Line } from './judge.ts';
import type { Played } from './play-year.ts';

/** Occasions of which nothing was written down for single people, because nobody was to be written to. */
const SKIPS = ['missed', 'greeting_free_day', 'no_approved_template'];
/** No visit's window is longer. */
const WINDOW_DAYS = 32;

interface Count {
  due: number;
  done: number;
  waiting: number;
  skipped: number;
  kept: number;
}

/** Where GET /outreach/year, and the chart that the console makes of it, say something else than the count by hand. */
export async function differencesShown(
  { desk, firstDay, lastDay, endedAt }: Played,
  lines: readonly Line[],
): Promise<readonly string[]> {
  // Visits whose window began before the desk did are counted by the month in which it began.
  const [from = 0, to = 0] = [parseDay(plusDays(firstDay, -60)), parseDay(lastDay)];
  const year = await desk.care.admin.careCalendar.year({ from, to });
  const own = countBy(lines, ({ month, what }) => `${month} ${what}`);
  const differences: string[] = [];
  const compare = (key: string, shown: readonly number[], counted: readonly number[]): void => {
    if (shown.join() !== counted.join())
      differences.push(`${key}: ${shown} are shown, ${counted} were counted`);
  };
  for (const row of year.occasions) {
    const key = `${row.month} ${row.occasion}`;
    compare(
      key,
      [row.due, row.sent, row.suppressed, row.missed, row.waiting],
      numbersOf(own.get(key)),
    );
    own.delete(key);
  }
  for (const row of year.visits) {
    const key = `${row.month} ${row.kind}`;
    const count = own.get(key);
    own.delete(key);
    if (plusDays(`${row.month}-31`, WINDOW_DAYS) >= dayOf(endedAt)) continue;
    compare(key, [row.due, row.done], [count?.due ?? 0, count?.done ?? 0]);
  }
  for (const key of own.keys()) differences.push(`${key}: is not shown`);
  const kinds = new Set(year.visits.map(({ kind }) => kind));
  const care = countBy(
    lines.filter(({ what }) => !kinds.has(what)),
    ({ month }) => month,
  );
  const months = sumBy(careYear.parse(year).occasions, ({ month }) => month);
  const { categories, series } = outcomeData(months, { label: '', nameOf: (key) => key });
  for (const [nth, month] of categories.entries()) {
    const [sent, waiting, kept, , missed] = series.map(({ values }) => values[nth] ?? 0);
    const bars = [sent, kept, missed, waiting].map((bar) => bar ?? 0);
    compare(`chart ${month}`, bars, numbersOf(care.get(month)).slice(1));
  }
  return differences;
}

function numbersOf(count: Count | undefined): readonly number[] {
  return count === undefined
    ? [0, 0, 0, 0, 0]
    : [count.due, count.done, count.kept, count.skipped, count.waiting];
}

function countBy(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const line of lines) {
    const key = keyOf(line);
    const count = counts.get(key) ?? { due: 0, done: 0, waiting: 0, skipped: 0, kept: 0 };
    count.due += 1;
    if (line.came === 'done') count.done += 1;
    else if (line.came === 'planned') count.waiting += 1;
    else if (SKIPS.includes(line.came)) count.skipped += 1;
    else count.kept += 1;
    counts.set(key, count);
  }
  return counts;
}
