import { Card, Flex, Typography } from 'antd';
import type { z } from 'zod';
import type { timelinessReport } from '../../../../server/contract/report.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { CLOCKS } from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_STATES, SEVERITIES } from '../../copy-admin/labels-case.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showDeadline, showDuration, showTime } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';
import { RateCell } from './rate-cell.tsx';

type Report = z.infer<typeof timelinessReport>;
type Measure = Report['measures'][number];
type OverClock = Report['overClock']['rows'][number];

/** How often promises were kept, and every clock that ran over. */
export function TimelinessView({ data }: { readonly data: Report }) {
  const { overClock } = data;
  return (
    <Flex vertical gap={16}>
      <Card size="small" title={ANALYSIS_COPY.timelyRates}>
        <ListTable
          label={ANALYSIS_COPY.timelyRates}
          list={wholeList(data.measures)}
          columns={MEASURES}
          rowKey={({ measure }) => measure}
          isWhole
        />
      </Card>
      <Card size="small" title={ANALYSIS_COPY.overClock(overClock.total)}>
        {overClock.rows.length === 0 ? (
          <Typography.Text type="secondary">{ANALYSIS_COPY.noOverClock}</Typography.Text>
        ) : (
          <ListTable
            label={ANALYSIS_COPY.overClock(overClock.total)}
            list={wholeList(overClock.rows)}
            columns={OVER}
            rowKey={({ complaintNo, kind, cycle }) => `${complaintNo} ${kind} ${cycle}`}
            isWhole
          />
        )}
        {overClock.rows.length < overClock.total && (
          <Typography.Text type="secondary">
            {ANALYSIS_COPY.shown(overClock.rows.length)}
          </Typography.Text>
        )}
      </Card>
    </Flex>
  );
}

const MEASURES: readonly Column<Measure>[] = [
  {
    key: 'measure',
    title: ANALYSIS_COPY.measure,
    isHead: true,
    render: ({ measure }) => ANALYSIS_COPY.timeliness[measure],
  },
  { key: 'rate', title: ANALYSIS_COPY.rate, render: ({ rate }) => <RateCell rate={rate} /> },
  {
    key: 'late',
    title: ANALYSIS_COPY.late,
    render: ({ rate, lateNos, stillLate }) => (
      <Flex vertical align="flex-start">
        <ComplaintNumbers count={rate.denominator - rate.numerator} nos={lateNos} />
        {stillLate > 0 && (
          <Typography.Text type="danger" style={{ fontSize: 12 }}>
            {ANALYSIS_COPY.stillLate(stillLate)}
          </Typography.Text>
        )}
      </Flex>
    ),
  },
  {
    key: 'median',
    title: ANALYSIS_COPY.median,
    render: ({ gross }) => showDuration(gross.medianMs),
  },
  { key: 'p90', title: ANALYSIS_COPY.p90, render: ({ gross }) => showDuration(gross.p90Ms) },
  { key: 'net', title: ANALYSIS_COPY.net, render: ({ net }) => showDuration(net.medianMs) },
];

const OVER: readonly Column<OverClock>[] = [
  {
    key: 'no',
    title: ANALYSIS_COPY.complaintNo,
    isHead: true,
    render: ({ complaintNo }) => <CaseLink to="complaints" no={complaintNo} />,
  },
  { key: 'clock', title: ANALYSIS_COPY.clock, render: ({ kind }) => CLOCKS[kind] },
  {
    key: 'late',
    title: ANALYSIS_COPY.lateBy,
    render: ({ lateMs }) => <Typography.Text type="danger">{showDuration(lateMs)}</Typography.Text>,
  },
  { key: 'due', title: ANALYSIS_COPY.dueAt, render: ({ dueAt }) => showDeadline(dueAt) },
  {
    key: 'done',
    title: ANALYSIS_COPY.doneAt,
    render: ({ doneAt, endedAt }) =>
      doneAt === null && endedAt === null ? ANALYSIS_COPY.stillOpen : showTime(doneAt ?? endedAt),
  },
  {
    key: 'severity',
    title: ANALYSIS_COPY.severity,
    render: ({ severity }) => SEVERITIES[severity].label,
  },
  { key: 'status', title: ANALYSIS_COPY.status, render: ({ status }) => COMPLAINT_STATES[status] },
  { key: 'handler', title: ANALYSIS_COPY.handler, render: ({ handlerName }) => show(handlerName) },
];
