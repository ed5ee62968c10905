import { Alert, Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { calendar, holiday } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { HOURS_COPY } from '../../copy-admin/setup.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { useNow } from '../../parts/use-now.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';
import { CalendarPanel } from './calendar-panel.tsx';
import { Holidays } from './holidays.tsx';
import { OpeningLine } from './opening-line.tsx';
import { type Holiday, WEEKDAYS } from './week.ts';

type Calendar = z.infer<typeof calendar>;

const CALENDARS = shortList(calendar);
const HOLIDAYS = shortList(holiday);
/** The list of holidays is short of its end when less than this is left. */
const NEAR_MS = 60 * 86_400_000;

/** When people answer: the hours of a week, and the days that are not what their weekday says. */
export function Page() {
  const { isAdmin } = useRole();
  const calendars = useRequest('calendars', (signal) =>
    call({ path: '/calendars', answer: CALENDARS, signal }),
  );
  const holidays = useRequest('holidays', (signal) =>
    call({ path: '/holidays', answer: HOLIDAYS, signal }),
  );
  const [editing, setEditing] = useState<Calendar>();
  const names = usePeople();
  const days = holidays.data?.items ?? [];
  const reload = (): void => {
    calendars.reload();
    holidays.reload();
  };
  return (
    <PageFrame title={PAGE_TITLES.hours}>
      <LoadedView loaded={calendars}>
        {({ items }) => (
          <Flex vertical gap={16}>
            <KnownUntil calendars={items} />
            {items.map((item) => (
              <CalendarCard
                key={item.id}
                item={item}
                holidays={days}
                names={names}
                edit={isAdmin ? () => setEditing(item) : undefined}
              />
            ))}
            <Holidays loaded={holidays} changed={reload} />
          </Flex>
        )}
      </LoadedView>
      {editing !== undefined && (
        <CalendarPanel
          item={editing}
          holidays={days}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            reload();
          }}
        />
      )}
    </PageFrame>
  );
}

function KnownUntil({ calendars }: { calendars: readonly Calendar[] }) {
  const now = useNow(3_600_000);
  const keeping = calendars.filter(({ keepsHolidays }) => keepsHolidays);
  if (keeping.length === 0) return null;
  const until = keeping[0]?.holidaysKnownUntil ?? null;
  if (until === null) return <Alert type="warning" showIcon title={HOURS_COPY.unknownHolidays} />;
  const isNear = new Date(`${until}T00:00:00+08:00`).getTime() - now < NEAR_MS;
  return isNear ? <Alert type="warning" showIcon title={HOURS_COPY.endsSoon(until)} /> : null;
}

interface CalendarCardProps {
  readonly item: Calendar;
  readonly holidays: readonly Holiday[];
  readonly names: ReadonlyMap<string, string>;
  /** Undefined: may not. */
  readonly edit: (() => void) | undefined;
}

function CalendarCard({ item, holidays, names, edit }: CalendarCardProps) {
  return (
    <Card
      size="small"
      title={item.name}
      extra={
        edit !== undefined && (
          <Button size="small" onClick={edit}>
            {ACTION_COPY.edit}
          </Button>
        )
      }
    >
      <Flex vertical gap={12}>
        <OpeningLine calendar={item} holidays={holidays} />
        <Flex wrap gap={16}>
          {WEEKDAYS.map((day) => (
            <Flex vertical gap={4} key={day} style={{ minWidth: 120 }}>
              <Typography.Text strong>{HOURS_COPY.days[day]}</Typography.Text>
              {item.weekly[day].length === 0 && (
                <Typography.Text type="secondary">{HOURS_COPY.closed}</Typography.Text>
              )}
              {item.weekly[day].map(([from, to]) => (
                <span key={from}>{`${from} – ${to}`}</span>
              ))}
            </Flex>
          ))}
        </Flex>
        <Flex gap={8} wrap align="center">
          <Tag>{item.keepsHolidays ? HOURS_COPY.keepsHolidays : HOURS_COPY.always}</Tag>
          <Typography.Text type="secondary">
            {HOURS_COPY.updatedBy(personOf(item.updatedBy, names), showTime(item.updatedAt))}
          </Typography.Text>
        </Flex>
      </Flex>
    </Card>
  );
}
