import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { ownerEvent } from '../../../../server/contract/owner-events.ts';
import { call, path } from '../../api.ts';
import { EVENT_COPY, EVENT_STATES } from '../../copy-admin/owner-events.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { Choice } from '../../parts/choice.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { EventPanel } from './event-panel.tsx';

type OwnerEvent = z.infer<typeof ownerEvent>;

const EVENTS = pageOf(ownerEvent);
const STATE_LABELS = labelsOf(EVENT_STATES);

const COLUMNS: readonly Column<OwnerEvent>[] = [
  {
    key: 'title',
    title: EVENT_COPY.title,
    isHead: true,
    render: ({ id, title }) => <Link to={path`/owner-events/${id}`}>{title}</Link>,
  },
  { key: 'no', title: EVENT_COPY.no, render: ({ eventNo }) => eventNo },
  {
    key: 'status',
    title: EVENT_COPY.status,
    render: ({ status }) => (
      <Tag color={EVENT_STATES[status].tone}>{EVENT_STATES[status].label}</Tag>
    ),
  },
  { key: 'at', title: EVENT_COPY.startsAt, render: ({ startsAt }) => showTime(startsAt) },
  { key: 'city', title: EVENT_COPY.city, render: ({ city, place }) => `${city} · ${place}` },
  { key: 'people', title: EVENT_COPY.people, render: (item) => <Seats item={item} /> },
  { key: 'until', title: EVENT_COPY.signUpUntil, render: (item) => showTime(item.signUpUntil) },
];

function Seats({ item }: { readonly item: OwnerEvent }) {
  const { signedUp, checkedIn, capacity, waiting } = item;
  return (
    <Flex gap={8} align="center">
      <span>{EVENT_COPY.peopleOf(signedUp + checkedIn, capacity)}</span>
      {waiting > 0 && (
        <Typography.Text type="secondary">{EVENT_COPY.waitingOf(waiting)}</Typography.Text>
      )}
    </Flex>
  );
}

/** The meetings, the latest first. */
export function EventList() {
  const { isLead } = useRole();
  const { read, write } = useQueryState();
  const [isNew, setNew] = useState(false);
  const status = oneOf(STATE_LABELS, read('status'));
  const list = useList(`owner events ${status}`, (cursor, signal) =>
    call({ path: '/owner-events', query: { status, cursor }, answer: EVENTS, signal }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.ownerEvents}
      actions={
        <>
          <Choice
            label={EVENT_COPY.status}
            labels={STATE_LABELS}
            value={status}
            choose={(next) => write({ status: next })}
          />
          {isLead && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
              {EVENT_COPY.create}
            </Button>
          )}
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.ownerEvents}
        list={list}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        isFiltered={status !== undefined}
      />
      {isNew && (
        <EventPanel
          item={undefined}
          close={() => setNew(false)}
          saved={({ id }) => navigate(path`/owner-events/${id}`)}
        />
      )}
    </PageFrame>
  );
}
