import { PauseOutlined } from '@ant-design/icons';
import { Flex, Tag, Typography } from 'antd';
import { path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { CLOCKS, FLAG_TONES, SOURCES } from '../../copy-admin/complaint-labels.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_FLAGS,
  COMPLAINT_STATES,
  SEVERITIES,
} from '../../copy-admin/labels-case.ts';
import { labelOf, type Tone } from '../../copy-admin/labels-desk.ts';
import { formatNear } from '../../format.ts';
import { Countdown, useClockNow } from '../../parts/countdown.tsx';
import type { Column } from '../../parts/list-table.tsx';
import { show } from '../../parts/show.ts';
import { Link } from '../../router.tsx';
import { ENDED, type Summary } from './filters.ts';

/** What a list of complaints shows of each. */
export const COLUMNS: readonly Column<Summary>[] = [
  {
    key: 'no',
    title: COMPLAINT_COPY.no,
    isHead: true,
    render: ({ complaintNo, severity }) => (
      <Flex gap={8} align="center" wrap>
        <SeverityTag severity={severity} />
        <Link to={path`/complaints/${complaintNo}`}>{complaintNo}</Link>
      </Flex>
    ),
  },
  {
    key: 'clock',
    title: COMPLAINT_COPY.nextClock,
    render: (item) => <Clocks item={item} />,
  },
  {
    key: 'status',
    title: COMPLAINT_COPY.status,
    render: ({ status }) => COMPLAINT_STATES[status],
  },
  {
    key: 'matter',
    title: COMPLAINT_COPY.matter,
    render: (item) => <Matter item={item} />,
  },
  {
    key: 'handler',
    title: COMPLAINT_COPY.handler,
    render: ({ handlerName, status }) =>
      handlerName ?? (ENDED.has(status) ? show(null) : <Nobody />),
  },
  {
    key: 'source',
    title: COMPLAINT_COPY.source,
    render: ({ source }) => labelOf(SOURCES, source),
  },
  { key: 'at', title: COMPLAINT_COPY.receivedAt, render: (item) => <Received item={item} /> },
];

function Received({ item: { receivedAt } }: { readonly item: Summary }) {
  const now = useClockNow(null);
  return <time dateTime={receivedAt}>{formatNear(receivedAt, now)}</time>;
}

/** What ends next, and what stands still beside it. */
function Clocks({ item: { nextClock, standingClocks } }: { readonly item: Summary }) {
  if (nextClock === null) return show(null);
  const isStill = (kind: string): boolean => kind === nextClock.kind && nextClock.dueAt === null;
  return (
    <Flex vertical gap={4} align="start">
      <Countdown clock={nextClock} />
      {standingClocks
        .filter((kind) => !isStill(kind))
        .map((kind) => (
          <Tag key={kind} icon={<PauseOutlined />} style={{ marginInlineEnd: 0 }}>
            {CLOCKS[kind]} {CASE_COPY.countdown.paused}
          </Tag>
        ))}
    </Flex>
  );
}

/** Nobody handles it yet. */
export function Nobody() {
  return <span style={{ color: 'var(--warning-text)' }}>{COMPLAINT_COPY.nobody}</span>;
}

const MATTER_WIDTH = 260;

function Matter({ item }: { readonly item: Summary }) {
  return (
    <Flex vertical gap={2} style={{ maxWidth: MATTER_WIDTH }}>
      <Typography.Text ellipsis={{ tooltip: item.matter }}>{item.matter}</Typography.Text>
      <Flex gap={4} wrap align="center">
        <Typography.Text type="secondary" style={{ fontSize: 12, marginInlineEnd: 4 }}>
          {COMPLAINT_CATEGORIES[item.category]}
        </Typography.Text>
        <Flags flags={item.flags} />
      </Flex>
    </Flex>
  );
}

/** antd's own warning is too pale for small text on a light ground (WCAG 1.4.3). */
const TAG_COLORS: Readonly<Record<Tone, string>> = {
  default: 'default',
  processing: 'blue',
  success: 'green',
  warning: 'orange',
  error: 'red',
};

/** How grave a complaint is. */
export function SeverityTag({ severity }: Pick<Summary, 'severity'>) {
  const { label, tone } = SEVERITIES[severity];
  return (
    <Tag color={TAG_COLORS[tone]} style={{ marginInlineEnd: 0 }}>
      {label}
    </Tag>
  );
}

/** What the desk has to watch about a complaint. */
export function Flags({ flags }: Pick<Summary, 'flags'>) {
  return flags.map((flag) => (
    <Tag
      key={flag}
      color={TAG_COLORS[FLAG_TONES[flag] ?? 'default']}
      style={{ marginInlineEnd: 0 }}
    >
      {labelOf(COMPLAINT_FLAGS, flag)}
    </Tag>
  ));
}
