import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Input, Typography } from 'antd';
import type { z } from 'zod';
import { visitCalendar } from '../../../../server/contract/visits.ts';
import { call } from '../../api.ts';
import { VISIT_COPY, VISIT_KIND_LABELS } from '../../copy-admin/visits.ts';
import { dayOf } from '../../format.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { useQueryState } from '../../parts/use-query-state.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { Link } from '../../router.tsx';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import { type DayCounts, daysOf, monthOfDay, readMonth, shiftMonth, sumCounts } from './month.ts';
import { MonthGrid } from './month-grid.tsx';

type Item = z.infer<typeof visitCalendar>['items'][number];

const HOUR_MS = 3_600_000;
const { dayLine } = VISIT_COPY;

/** A month of windows that begin, and where those visits stand. */
export function VisitCalendar() {
  const { read, write } = useQueryState();
  const today = dayOf(new Date(useTick(HOUR_MS)).toISOString());
  const month = readMonth(read('month'), monthOfDay(today));
  const chosen = read('day');
  const { from, to } = daysOf(month);
  const loaded = useRequest(`visit calendar ${month}`, (signal) =>
    call({ path: '/return-visit-calendar', query: { from, to }, answer: visitCalendar, signal }),
  );
  const go = (next: string): void => write({ month: next, day: undefined });
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center" wrap>
        <Button
          icon={<LeftOutlined />}
          aria-label={VISIT_COPY.previous}
          onClick={() => go(shiftMonth(month, -1))}
        />
        <Input
          type="month"
          aria-label={VISIT_COPY.month}
          style={{ width: 150 }}
          value={month}
          onChange={(event) => go(readMonth(event.target.value, month))}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={VISIT_COPY.next}
          onClick={() => go(shiftMonth(month, 1))}
        />
        <Typography.Text type="secondary">{VISIT_COPY.calendarHint}</Typography.Text>
      </Flex>
      <LoadedView loaded={loaded}>
        {({ items }) => (
          <>
            <Totals counts={sumCounts(items)} />
            <MonthGrid
              month={month}
              today={today}
              chosen={chosen}
              items={items}
              choose={(day) => write({ month, day })}
            />
            {chosen !== undefined && monthOfDay(chosen) === month && (
              <Day day={chosen} items={items.filter(({ day }) => day === chosen)} />
            )}
          </>
        )}
      </LoadedView>
    </Flex>
  );
}

function Totals({ counts }: { readonly counts: DayCounts }) {
  return (
    <Flex gap={16} wrap>
      <Typography.Text strong>{VISIT_COPY.monthTotal}</Typography.Text>
      {(['due', 'done', 'open', 'missed', 'stopped'] as const).map((name) => (
        <span key={name} style={{ fontVariantNumeric: 'tabular-nums' }}>
          <Typography.Text type="secondary">{dayLine[name]}</Typography.Text> {counts[name]}
        </span>
      ))}
    </Flex>
  );
}

const COLUMNS: readonly Column<Item>[] = [
  {
    key: 'kind',
    title: VISIT_COPY.kind,
    isHead: true,
    render: ({ kind }) => VISIT_KIND_LABELS[kind],
  },
  { key: 'due', title: dayLine.due, render: ({ due }) => due },
  { key: 'done', title: dayLine.done, render: ({ done }) => done },
  { key: 'open', title: dayLine.open, render: ({ open }) => open },
  { key: 'missed', title: dayLine.missed, render: ({ missed }) => missed },
  { key: 'stopped', title: dayLine.stopped, render: ({ stopped }) => stopped },
];

function Day({ day, items }: { readonly day: string; readonly items: readonly Item[] }) {
  const title = VISIT_COPY.dayTitle(day);
  return (
    <Card
      size="small"
      title={title}
      extra={<Link to={`/return-visits?tab=all&day=${day}`}>{VISIT_COPY.showList}</Link>}
    >
      {items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={VISIT_COPY.dayNone} />
      ) : (
        <ListTable
          label={title}
          list={wholeList(items)}
          columns={COLUMNS}
          rowKey={({ kind }) => kind}
          isWhole
        />
      )}
    </Card>
  );
}
