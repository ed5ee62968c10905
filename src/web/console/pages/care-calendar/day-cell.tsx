import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { OCCASION_LABELS } from '../../copy-admin/care-labels.ts';
import { type CareDay, type CareItem, isDayOff, isProblem, lunarText, weekdayOf } from './month.ts';

interface DayCellProps {
  readonly day: CareDay;
  readonly isToday: boolean;
  readonly open: (date: string) => void;
}

/** With more than this a day says how many more there are. */
const ITEMS_MAX = 3;

/** A day of the month: what it is, and what is due. Pressed, it tells everything. */
export function DayCell({ day, isToday, open }: DayCellProps) {
  const isOff = isDayOff(day);
  const isSilent = day.silent.length > 0 || day.greetingFree !== null;
  const names = [
    'month-day',
    ...(isOff ? ['is-off'] : []),
    ...(isToday ? ['is-today'] : []),
    ...(isSilent ? ['is-silent'] : []),
  ];
  const shown = day.items.slice(0, ITEMS_MAX);
  const left = day.items.length - shown.length;
  return (
    <button
      type="button"
      className={names.join(' ')}
      aria-current={isToday ? 'date' : undefined}
      onClick={() => open(day.date)}
    >
      <span className="month-top">
        <span className="month-number">{Number(day.date.slice(8))}</span>
        <span className="month-lunar">
          {lunarText(day.lunar)}
          <span className="month-weekday">{CARE_COPY.weekdays[weekdayOf(day.date)]}</span>
        </span>
        {day.holiday !== null && (
          <span
            className={day.holiday.isWorkday ? 'month-mark is-work' : 'month-mark is-rest'}
            title={day.holiday.name}
          >
            {day.holiday.isWorkday ? CARE_COPY.work : CARE_COPY.rest}
          </span>
        )}
        {isSilent && <span className="month-mark is-silent">{CARE_COPY.silent}</span>}
      </span>
      {day.occasions.map((occasion) => (
        <span key={occasion} className="month-occasion">
          {OCCASION_LABELS[occasion] ?? occasion}
        </span>
      ))}
      {shown.map((item) => (
        <span
          key={item.planId}
          className={isProblem(item) ? 'month-item is-skipped' : 'month-item'}
          title={item.planName}
        >
          <span className="month-plan">{item.planName}</span>
          <span>{shortOf(item)}</span>
        </span>
      ))}
      {left > 0 && <span className="month-item">{CARE_COPY.more(left)}</span>}
    </button>
  );
}

/** How many people, in as few words as a cell has room for. */
function shortOf({ campaign, expected, isAtLeast }: CareItem): string {
  if (campaign !== null) return CARE_COPY.sentOf(campaign.sent, campaign.planned);
  return expected === null ? '' : CARE_COPY.people(expected, isAtLeast);
}
