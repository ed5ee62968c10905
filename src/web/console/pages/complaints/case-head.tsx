import { PauseOutlined } from '@ant-design/icons';
import { Card, Flex, Tag, Typography, theme } from 'antd';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { CLOCKS } from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_STATES } from '../../copy-admin/labels-case.ts';
import { type ClockTone, stateOf, toneOf } from '../../parts/clock-state.ts';
import { textOf, useClockNow } from '../../parts/countdown.tsx';
import { showNearDeadline } from '../../parts/show.ts';
import { ActionBar } from './action-bar.tsx';
import type { Complaint } from './complaint.ts';
import { Flags, SeverityTag } from './list-columns.tsx';

/** Said with how often. */
const ESCALATED = 'escalated';

interface CaseHeadProps {
  readonly data: Complaint;
  readonly changed: () => void;
}

/** Where a complaint stands, its next deadline, and what to do. */
export function CaseHead({ data, changed }: CaseHeadProps) {
  return (
    <Card size="small">
      <Flex wrap gap={16} justify="space-between" align="center">
        <Flex vertical gap={10} style={{ minWidth: 0, flex: '1 1 320px' }}>
          <Flex gap={8} wrap align="center">
            <SeverityTag severity={data.severity} />
            <Typography.Text strong style={{ fontSize: 18 }}>
              {COMPLAINT_STATES[data.status]}
            </Typography.Text>
            <Flags flags={data.flags.filter((flag) => flag !== ESCALATED)} />
            {data.escalation > 0 && (
              <Tag color="orange">{COMPLAINT_COPY.escalated(data.escalation)}</Tag>
            )}
          </Flex>
          <ActionBar data={data} changed={changed} />
        </Flex>
        <NextClock data={data} />
      </Flex>
    </Card>
  );
}

function NextClock({ data: { nextClock, standingClocks } }: { readonly data: Complaint }) {
  const { token } = theme.useToken();
  const now = useClockNow(nextClock?.dueAt ?? null);
  if (nextClock === null) {
    return <Typography.Text type="secondary">{CASE_COPY.noNext}</Typography.Text>;
  }
  const state = stateOf(nextClock, now);
  const colors: Readonly<Record<ClockTone, string>> = {
    calm: token.colorText,
    half: 'var(--warning-text)',
    most: 'var(--warning-text)',
    late: 'var(--error-text)',
    paused: token.colorTextSecondary,
  };
  return (
    <Flex vertical style={{ flex: 'none' }}>
      <Typography.Text type="secondary">{CLOCKS[nextClock.kind]}</Typography.Text>
      <span
        role="timer"
        style={{
          color: colors[toneOf(state)],
          fontSize: 26,
          fontWeight: 600,
          lineHeight: 1.3,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {textOf(state)}
      </span>
      {nextClock.dueAt !== null && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {CASE_COPY.countdown.dueAt(showNearDeadline(nextClock.dueAt, now))}
        </Typography.Text>
      )}
      {standingClocks
        .filter((kind) => kind !== nextClock.kind || nextClock.dueAt !== null)
        .map((kind) => (
          <Typography.Text key={kind} type="secondary" style={{ fontSize: 12 }}>
            <PauseOutlined /> {CLOCKS[kind]} {CASE_COPY.countdown.paused}
          </Typography.Text>
        ))}
    </Flex>
  );
}
