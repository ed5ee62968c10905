import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { careCalendar } from '../../../../server/contract/care.ts';
import { call } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { dayOf } from '../../format.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { useQueryState } from '../../parts/use-query-state.ts';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import { DayCell } from './day-cell.tsx';
import { DayDrawer } from './day-drawer.tsx';
import { type CareDay, daysOfMonth, isProblem, monthOf, shiftMonth, weekdayOf } from './month.ts';

const MINUTE_MS = 60_000;
/** People of a month's plans are counted. */
const TIMEOUT_MS = 60_000;

/** A month: its days, what is due on them, and what keeps it back. */
export function MonthView() {
  const { read, write } = useQueryState();
  const today = dayOf(new Date(useTick(MINUTE_MS)).toISOString());
  const month = monthOf(read('month'), today);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const [open, setOpen] = useState<string>();
  const loaded = useRequest(`care ${month}`, (signal) =>
    call({
      path: '/outreach/calendar',
      query: { ...daysOfMonth(month) },
      answer: careCalendar,
      timeoutMs: TIMEOUT_MS,
      signal,
    }),
  );
  const go = (next: string | undefined): void => write({ month: next });
  const shown = loaded.data?.items.find(({ date }) => date === open);
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center" wrap>
        <Button
          icon={<LeftOutlined />}
          aria-label={CARE_COPY.previous}
          onClick={() => go(shiftMonth(month, -1))}
        />
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0, minWidth: 96 }}>
          {CARE_COPY.month(year, number)}
        </Typography.Title>
        <Button
          icon={<RightOutlined />}
          aria-label={CARE_COPY.next}
          onClick={() => go(shiftMonth(month, 1))}
        />
        <Button onClick={() => go(undefined)}>{CARE_COPY.today}</Button>
      </Flex>
      <LoadedView loaded={loaded}>
        {({ items, isBeyondHolidays, holidaysKnownUntil }) => (
          <>
            {isBeyondHolidays && (
              <Alert type="warning" showIcon title={CARE_COPY.beyond(holidaysKnownUntil)} />
            )}
            <Problems days={items} today={today} />
            <Grid days={items} today={today} open={setOpen} />
          </>
        )}
      </LoadedView>
      {shown !== undefined && <DayDrawer day={shown} close={() => setOpen(undefined)} />}
    </Flex>
  );
}

interface ProblemsProps {
  readonly days: readonly CareDay[];
  readonly today: string;
}

function Problems({ days, today }: ProblemsProps) {
  const count = days.filter(({ date, items }) => date >= today && items.some(isProblem)).length;
  return count === 0 ? null : <Alert type="error" showIcon title={CARE_COPY.problems(count)} />;
}

interface GridProps extends ProblemsProps {
  readonly open: (date: string) => void;
}

function Grid({ days, today, open }: GridProps) {
  const blanks = weekdayOf(days[0]?.date ?? today);
  const filled = (blanks + days.length) % CARE_COPY.weekdays.length;
  const after = filled === 0 ? 0 : CARE_COPY.weekdays.length - filled;
  return (
    <div className="month-grid">
      {CARE_COPY.weekdays.map((name) => (
        <div key={name} className="month-head">
          {name}
        </div>
      ))}
      <Blanks count={blanks} name="before" />
      {days.map((day) => (
        <DayCell key={day.date} day={day} isToday={day.date === today} open={open} />
      ))}
      <Blanks count={after} name="after" />
    </div>
  );
}

function Blanks({ count, name }: { readonly count: number; readonly name: string }) {
  return CARE_COPY.weekdays
    .slice(0, count)
    .map((weekday) => <div key={`${name} ${weekday}`} className="month-head month-blank" />);
}
