import { Card, Col, Flex, Row, Statistic, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { ownerEvent } from '../../../../server/contract/owner-events.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { EVENT_COPY, EVENT_STATES } from '../../copy-admin/owner-events.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useRequest } from '../../use-request.ts';
import { EventActions } from './event-actions.tsx';
import { SignUps } from './sign-ups.tsx';

type OwnerEvent = z.infer<typeof ownerEvent>;

/** One meeting: what it is, how full it is, who comes. */
export function EventView({ id }: { readonly id: string }) {
  const loaded = useRequest(`owner event ${id}`, (signal) =>
    call({ path: path`/owner-events/${id}`, answer: ownerEvent, signal }),
  );
  const { data } = loaded;
  return (
    <PageFrame
      title={data?.title ?? ''}
      note={data !== undefined && <Note data={data} />}
      actions={data !== undefined && <EventActions data={data} changed={loaded.reload} />}
    >
      <LoadedView loaded={loaded}>
        {(event) => (
          <Flex vertical gap={16}>
            <Counts data={event} />
            <Basics data={event} />
            <SignUps event={event} changed={loaded.reload} />
          </Flex>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function Note({ data: { eventNo, status } }: { readonly data: OwnerEvent }) {
  return (
    <Flex gap={8} align="center">
      <Tag color={EVENT_STATES[status].tone}>{EVENT_STATES[status].label}</Tag>
      <Typography.Text type="secondary">{EVENT_COPY.noLine(eventNo)}</Typography.Text>
    </Flex>
  );
}

function Counts({ data }: { readonly data: OwnerEvent }) {
  const { counts } = EVENT_COPY;
  return (
    <Row gutter={[12, 12]}>
      {(['signedUp', 'waiting', 'checkedIn', 'noShow', 'cancelled'] as const).map((name) => (
        <Col xs={8} md={4} key={name}>
          <Card size="small">
            <Statistic title={counts[name]} value={data[name]} />
          </Card>
        </Col>
      ))}
    </Row>
  );
}

function Basics({ data }: { readonly data: OwnerEvent }) {
  return (
    <Card size="small">
      <Facts
        facts={[
          {
            label: EVENT_COPY.when,
            value: `${showTime(data.startsAt)} ～ ${showTime(data.endsAt)}`,
          },
          { label: EVENT_COPY.place, value: `${data.city} · ${data.place}` },
          { label: EVENT_COPY.signUpUntil, value: showTime(data.signUpUntil) },
          { label: EVENT_COPY.capacity, value: data.capacity },
          { label: EVENT_COPY.waitingMax, value: data.waitingMax },
          { label: EVENT_COPY.questionnaire, value: data.questionnaireCode ?? ACTION_COPY.none },
        ]}
      />
      <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', marginBlock: '8px 0' }}>
        {data.description}
      </Typography.Paragraph>
    </Card>
  );
}
