import { Tag } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { complaintSummary } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/find.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_STATES,
  SEVERITIES,
} from '../../copy-admin/labels-case.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { Choice } from '../../parts/choice.tsx';
import { Due } from '../../parts/due.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { ComplaintView } from './complaint-view.tsx';

type Complaint = z.infer<typeof complaintSummary>;

const COMPLAINTS = pageOf(complaintSummary);
const SEVERITY_LABELS = { S1: 'S1', S2: 'S2', S3: 'S3', S4: 'S4' } as const;

/** Complaints with their clocks, to read. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <List /> : <ComplaintView key={rest} complaintNo={rest} />;
}

const COLUMNS: readonly Column<Complaint>[] = [
  {
    key: 'no',
    title: COMPLAINT_COPY.no,
    isHead: true,
    render: ({ complaintNo }) => <Link to={path`/complaints/${complaintNo}`}>{complaintNo}</Link>,
  },
  {
    key: 'severity',
    title: COMPLAINT_COPY.severity,
    render: ({ severity }) => (
      <Tag color={SEVERITIES[severity].tone}>{SEVERITIES[severity].label}</Tag>
    ),
  },
  { key: 'status', title: COMPLAINT_COPY.status, render: (item) => COMPLAINT_STATES[item.status] },
  {
    key: 'category',
    title: COMPLAINT_COPY.category,
    render: ({ category }) => COMPLAINT_CATEGORIES[category],
  },
  {
    key: 'feedback',
    title: COMPLAINT_COPY.feedback,
    render: (item) => <Due dueAt={item.firstFeedbackDueAt} doneAt={item.firstFeedbackAt} />,
  },
  {
    key: 'resolution',
    title: COMPLAINT_COPY.resolution,
    render: (item) => <Due dueAt={item.resolutionDueAt} doneAt={item.closedAt} />,
  },
  { key: 'handler', title: COMPLAINT_COPY.handler, render: (item) => show(item.handlerName) },
  { key: 'at', title: COMPLAINT_COPY.receivedAt, render: (item) => showTime(item.receivedAt) },
];

function List() {
  const { read, write } = useQueryState();
  const status = oneOf(COMPLAINT_STATES, read('status'));
  const severity = oneOf(SEVERITY_LABELS, read('severity'));
  const category = oneOf(COMPLAINT_CATEGORIES, read('category'));
  const list = useList(`complaints ${status} ${severity} ${category}`, (cursor, signal) =>
    call({
      path: '/complaints',
      query: { status, severity, category, cursor },
      answer: COMPLAINTS,
      signal,
    }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.complaints}
      actions={
        <>
          <Choice
            label={COMPLAINT_COPY.severity}
            labels={SEVERITY_LABELS}
            value={severity}
            choose={(next) => write({ severity: next })}
          />
          <Choice
            label={COMPLAINT_COPY.status}
            labels={COMPLAINT_STATES}
            value={status}
            choose={(next) => write({ status: next })}
          />
          <Choice
            label={COMPLAINT_COPY.category}
            labels={COMPLAINT_CATEGORIES}
            value={category}
            choose={(next) => write({ category: next })}
          />
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.complaints}
        list={list}
        columns={COLUMNS}
        rowKey={({ complaintNo }) => complaintNo}
        isFiltered={[status, severity, category].some((value) => value !== undefined)}
      />
    </PageFrame>
  );
}
