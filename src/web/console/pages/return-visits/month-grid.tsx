import type { z } from 'zod';
import type { visitCalendar } from '../../../../server/contract/visits.ts';
import { VISIT_COPY } from '../../copy-admin/visits.ts';
import { type DayCounts, daysIn, sumCounts, weekdayOf } from './month.ts';

interface MonthGridProps {
  readonly month: string;
  readonly today: string;
  readonly chosen: string | undefined;
  readonly items: z.infer<typeof visitCalendar>['items'];
  readonly choose: (day: string) => void;
}

/** The days of a month; each with how many visits begin, were made and were missed. */
export function MonthGrid({ month, today, chosen, items, choose }: MonthGridProps) {
  return (
    <div className="visit-month">
      {VISIT_COPY.weekdays.map((name) => (
        <div key={name} className="visit-head">
          {name}
        </div>
      ))}
      {daysIn(month).map((day) => (
        <Day
          key={day}
          day={day}
          counts={sumCounts(items.filter((item) => item.day === day))}
          isToday={day === today}
          isChosen={day === chosen}
          choose={choose}
        />
      ))}
    </div>
  );
}

interface DayProps extends Pick<MonthGridProps, 'choose'> {
  readonly day: string;
  readonly counts: DayCounts;
  readonly isToday: boolean;
  readonly isChosen: boolean;
}

function Day({ day, counts, isToday, isChosen, choose }: DayProps) {
  const { due, done, missed } = counts;
  const names = [
    'visit-day',
    ...(isToday ? ['is-today'] : []),
    ...(isChosen ? ['is-chosen'] : []),
    ...(due === 0 ? ['is-empty'] : []),
  ];
  return (
    <button
      type="button"
      className={names.join(' ')}
      aria-label={VISIT_COPY.dayLabel(day, due, done, missed)}
      aria-pressed={isChosen}
      // The first stands below its weekday, and the others follow.
      style={day.endsWith('-01') ? { gridColumnStart: weekdayOf(day) } : undefined}
      onClick={() => choose(day)}
    >
      <span className="visit-date">{Number(day.slice(-2))}</span>
      {due > 0 && <Line name="due" count={due} />}
      {done > 0 && <Line name="done" count={done} />}
      {missed > 0 && <Line name="missed" count={missed} />}
    </button>
  );
}

function Line({
  name,
  count,
}: {
  readonly name: 'due' | 'done' | 'missed';
  readonly count: number;
}) {
  return (
    <span className={`visit-line is-${name}`}>
      <span className="visit-word">{VISIT_COPY.dayLine[name]}</span>
      <b>{count}</b>
    </span>
  );
}
