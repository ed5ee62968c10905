import { Card, Collapse, Flex, Tooltip, Typography } from 'antd';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { PAUSES } from '../../copy-admin/complaint-labels.ts';
import { formatDuration } from '../../format.ts';
import { type Clock, isOpen } from '../../parts/clock-state.ts';
import { Facts } from '../../parts/facts.tsx';
import { showTime } from '../../parts/show.ts';
import { ClockRow } from './clock-row.tsx';
import type { Complaint } from './complaint.ts';
import { ENDED } from './filters.ts';

const { clocks: copy, answers } = CASE_COPY;

/** What a complaint waits for, by its state. */
const WAITS_FOR: Readonly<Partial<Record<Complaint['status'], string>>> = {
  WAITING_CUSTOMER: PAUSES.waiting_customer,
  EXTERNAL_APPRAISAL: PAUSES.external_appraisal,
  MEDIATION: PAUSES.mediation,
};

/** Every promise with its clock: those that still wait on top, what is over below. */
export function ClocksPanel({ data }: { readonly data: Complaint }) {
  const open = data.clocks.filter(isOpen).toSorted(byDue);
  const over = data.clocks.filter((clock) => !isOpen(clock));
  return (
    <Card
      size="small"
      title={copy.title}
      extra={
        <Tooltip title={copy.marks}>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {copy.hint}
          </Typography.Text>
        </Tooltip>
      }
    >
      <Flex vertical gap={16}>
        {open.length === 0 && (
          <Typography.Text type="secondary">{CASE_COPY.noNext}</Typography.Text>
        )}
        {open.map((clock) => (
          <ClockRow
            key={`${clock.kind} ${clock.cycle}`}
            clock={clock}
            standsFor={WAITS_FOR[data.status]}
          />
        ))}
        <FirstAnswers data={data} />
        {over.length > 0 && (
          <Collapse
            size="small"
            ghost
            items={[
              {
                key: 'over',
                label: copy.history(over.length),
                children: (
                  <Flex vertical gap={16}>
                    {over.map((clock) => (
                      <ClockRow key={`${clock.kind} ${clock.cycle}`} clock={clock} />
                    ))}
                  </Flex>
                ),
              },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}

/** Earliest deadline first; what stands still comes after what runs. */
function byDue(a: Clock, b: Clock): number {
  return (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.startedAt.localeCompare(b.startedAt);
}

/** When a machine first answered, and when a person first did: never one for the other. */
function FirstAnswers({ data }: { readonly data: Complaint }) {
  // Nobody answers by itself on the telephone, nor what is over.
  const isOver = data.conversationId === null || ENDED.has(data.status);
  const after = (at: string | null, none: string = answers.none): string =>
    at === null
      ? none
      : answers.after(showTime(at), formatDuration(Date.parse(at) - Date.parse(data.receivedAt)));
  return (
    <Facts
      columns={2}
      facts={[
        {
          label: answers.automatic,
          value: after(data.acknowledgedAt, isOver ? answers.never : answers.none),
        },
        { label: answers.human, value: after(data.firstFeedbackAt) },
      ]}
    />
  );
}
