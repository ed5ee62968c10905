import { App, Button, Card, Flex, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { eventSignUp, type ownerEvent } from '../../../../server/contract/owner-events.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { EVENT_COPY, NOT_ON_LIST, SIGN_UP_STATES } from '../../copy-admin/owner-events.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Choice } from '../../parts/choice.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { refusalOf } from './refusal-of.ts';
import { SignUpPanel } from './sign-up-panel.tsx';

type SignUp = z.infer<typeof eventSignUp>;

interface SignUpsProps {
  readonly event: z.infer<typeof ownerEvent>;
  readonly changed: () => void;
}

const SIGN_UPS = pageOf(eventSignUp);
const STATE_LABELS = labelsOf(SIGN_UP_STATES);

const COLUMNS: readonly Column<SignUp>[] = [
  { key: 'name', title: EVENT_COPY.name, isHead: true, render: ({ name }) => name },
  { key: 'nth', title: EVENT_COPY.nth, render: ({ number }) => number },
  { key: 'phone', title: EVENT_COPY.phone, render: ({ phone }) => show(phone) },
  {
    key: 'customer',
    title: EVENT_COPY.customer,
    render: ({ customerNo }) => <CaseLink to="customers" no={customerNo} />,
  },
  {
    key: 'status',
    title: EVENT_COPY.status,
    render: ({ status }) => (
      <Tag color={SIGN_UP_STATES[status].tone}>{SIGN_UP_STATES[status].label}</Tag>
    ),
  },
  { key: 'at', title: EVENT_COPY.signedUpAt, render: ({ signedUpAt }) => showTime(signedUpAt) },
  { key: 'in', title: EVENT_COPY.checkedInAt, render: (item) => showTime(item.checkedInAt) },
  { key: 'photo', title: EVENT_COPY.photo, render: ({ photoConsent }) => photoText(photoConsent) },
];

function photoText(isGiven: boolean | null): string {
  if (isGiven === null) return show(null);
  return isGiven ? EVENT_COPY.photoYes : EVENT_COPY.photoNo;
}

/** Who comes and who waits, in the order of signing up. */
export function SignUps({ event, changed }: SignUpsProps) {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const [isAdding, setAdding] = useState(false);
  const status = oneOf(STATE_LABELS, read('status'));
  const list = useList(`sign-ups ${event.id} ${status}`, (cursor, signal) =>
    call({
      path: path`/owner-events/${event.id}/sign-ups`,
      query: { status, cursor },
      answer: SIGN_UPS,
      signal,
    }),
  );
  const moved = (): void => {
    list.reload();
    changed();
  };
  const takeOff = useTakeOff(event.id, moved);
  const mayChange = mayWork && event.status === 'published';
  return (
    <Card
      size="small"
      title={EVENT_COPY.signUps}
      extra={
        <Flex gap={8}>
          <Choice
            label={EVENT_COPY.status}
            labels={STATE_LABELS}
            value={status}
            width={130}
            choose={(next) => write({ status: next })}
          />
          {mayChange && <Button onClick={() => setAdding(true)}>{EVENT_COPY.add}</Button>}
        </Flex>
      }
    >
      <ListTable
        label={EVENT_COPY.signUps}
        list={list}
        columns={mayChange ? [...COLUMNS, takeOffColumn(takeOff)] : COLUMNS}
        rowKey={({ id }) => id}
        isFiltered={status !== undefined}
      />
      {isAdding && (
        <SignUpPanel
          eventId={event.id}
          close={() => setAdding(false)}
          saved={() => {
            setAdding(false);
            moved();
          }}
        />
      )}
    </Card>
  );
}

function takeOffColumn(takeOff: (item: SignUp) => void): Column<SignUp> {
  return {
    key: 'actions',
    title: '',
    isActions: true,
    render: (item) =>
      item.status === 'signed_up' || item.status === 'waiting' ? (
        <Button size="small" onClick={() => takeOff(item)}>
          {EVENT_COPY.takeOff}
        </Button>
      ) : null,
  };
}

/** Asks first: whoever waits gets the place at once. */
function useTakeOff(eventId: string, moved: () => void): (item: SignUp) => void {
  const { modal, message } = App.useApp();
  return ({ id, name }) => {
    modal.confirm({
      title: EVENT_COPY.takeOffTitle(name),
      content: EVENT_COPY.takeOffHint,
      okText: EVENT_COPY.takeOff,
      cancelText: ACTION_COPY.close,
      onOk: async () => {
        try {
          await call({
            method: 'POST',
            path: path`/owner-events/${eventId}/sign-ups/${id}/cancel`,
            answer: eventSignUp,
          });
          // The toast is told, not waited for.
          void message.success(EVENT_COPY.takenOff);
          moved();
        } catch (error) {
          void message.error(refusalOf(error, NOT_ON_LIST));
        }
      },
    });
  };
}
