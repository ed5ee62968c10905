import { Alert } from 'antd';
import { HOURS_COPY } from '../../copy-admin/setup.ts';
import { showWeekdayTime } from '../../parts/show.ts';
import { useNow } from '../../parts/use-now.ts';
import { dayProblem, type Holiday, openingAt, WEEKDAYS, type Week } from './week.ts';

interface OpeningLineProps {
  readonly calendar: { readonly weekly: Week; readonly keepsHolidays: boolean };
  readonly holidays: readonly Holiday[];
}

const MINUTE_MS = 60_000;

/** Whether these hours are open now and what comes next, while they are edited too. */
export function OpeningLine({ calendar, holidays }: OpeningLineProps) {
  const now = useNow(MINUTE_MS);
  if (WEEKDAYS.some((day) => dayProblem(calendar.weekly[day]) !== undefined)) return null;
  const opening = openingAt(calendar, holidays, new Date(now));
  switch (opening.kind) {
    case 'always':
      return <Alert type="success" showIcon title={HOURS_COPY.alwaysOpen} />;
    case 'open':
      return (
        <Alert
          type="success"
          showIcon
          title={HOURS_COPY.openUntil(showWeekdayTime(opening.until))}
        />
      );
    case 'opens':
      return <Alert type="info" showIcon title={HOURS_COPY.opensAt(showWeekdayTime(opening.at))} />;
    case 'never':
      return <Alert type="warning" showIcon title={HOURS_COPY.never} />;
  }
}
