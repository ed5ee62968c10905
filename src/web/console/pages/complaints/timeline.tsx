import { Card, Flex, Tag, Timeline, Typography } from 'antd';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { COMPLAINT_STATES } from '../../copy-admin/labels-case.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { showTime } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import type { Loaded } from '../../use-request.ts';
import { type ComplaintEvent, isWrittenLater, linesOf, titleOf, whoOf } from './event-text.ts';

const { timeline } = CASE_COPY;

/** Everything that happened, newest on top. */
export function CaseTimeline({
  events,
}: {
  readonly events: Loaded<{ readonly items: readonly ComplaintEvent[] }>;
}) {
  const people = usePeople();
  return (
    <Card
      size="small"
      title={timeline.title}
      extra={<Typography.Text type="secondary">{timeline.newestFirst}</Typography.Text>}
    >
      <LoadedView loaded={events}>
        {({ items }) => (
          <Timeline
            items={items.toSorted(newestFirst).map((event) => ({
              key: event.seq,
              color: COLORS[event.byKind],
              content: <Content event={event} people={people} />,
            }))}
          />
        )}
      </LoadedView>
    </Card>
  );
}

function newestFirst(a: ComplaintEvent, b: ComplaintEvent): number {
  return b.occurredAt.localeCompare(a.occurredAt) || b.seq - a.seq;
}

const COLORS = { customer: 'green', agent: 'blue', api_key: 'gray', system: 'gray' } as const;

function Title({ event }: { readonly event: ComplaintEvent }) {
  const isLater = isWrittenLater(event);
  const isMove = event.fromStatus !== null && event.fromStatus !== event.toStatus;
  return (
    <Flex gap={6} wrap align="center">
      <Typography.Text strong>{titleOf(event)}</Typography.Text>
      {isMove && <Tag>{timeline.statusTo(COMPLAINT_STATES[event.toStatus])}</Tag>}
      {isLater && (
        <Tag color="warning" title={timeline.recordedAt(showTime(event.recordedAt))}>
          {timeline.writtenLater}
        </Tag>
      )}
    </Flex>
  );
}

interface ContentProps {
  readonly event: ComplaintEvent;
  readonly people: ReadonlyMap<string, string>;
}

function Content({ event, people }: ContentProps) {
  const isLater = isWrittenLater(event);
  const later = isLater ? ` · ${timeline.recordedAt(showTime(event.recordedAt))}` : '';
  return (
    <Flex vertical gap={2}>
      <Title event={event} />
      <Typography.Text type="secondary">
        {`${showTime(event.occurredAt)} · ${whoOf(event)}${later}`}
      </Typography.Text>
      {linesOf(event, people).map(({ label, text }) => (
        <span key={label} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <Typography.Text type="secondary">{label}：</Typography.Text>
          {text}
        </span>
      ))}
    </Flex>
  );
}
