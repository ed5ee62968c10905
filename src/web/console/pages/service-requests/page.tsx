import { Tag } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { serviceRequest } from '../../../../server/contract/service-request.ts';
import { call, path } from '../../api.ts';
import { REQUEST_COPY } from '../../copy-admin/find.ts';
import { REQUEST_KINDS, REQUEST_STATUS } from '../../copy-admin/labels-case.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { RequestView } from './request-view.tsx';

type Request = z.infer<typeof serviceRequest>;

const REQUESTS = pageOf(serviceRequest);
const STATUS_LABELS = {
  open: REQUEST_STATUS.open.label,
  in_progress: REQUEST_STATUS.in_progress.label,
  done: REQUEST_STATUS.done.label,
  cancelled: REQUEST_STATUS.cancelled.label,
} as const;

/** What people carry out for customers, the one that waits longest first. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <List /> : <RequestView key={rest} requestNo={rest} />;
}

const COLUMNS: readonly Column<Request>[] = [
  {
    key: 'no',
    title: REQUEST_COPY.no,
    isHead: true,
    render: (item) => <Link to={path`/service-requests/${item.requestNo}`}>{item.requestNo}</Link>,
  },
  {
    key: 'kind',
    title: REQUEST_COPY.kind,
    render: ({ kind, isUrgent }) => (
      <>
        {REQUEST_KINDS[kind]} {isUrgent && <Tag color="error">{REQUEST_COPY.urgent}</Tag>}
      </>
    ),
  },
  {
    key: 'status',
    title: REQUEST_COPY.status,
    render: ({ status }) => (
      <Tag color={REQUEST_STATUS[status].tone}>{REQUEST_STATUS[status].label}</Tag>
    ),
  },
  { key: 'at', title: REQUEST_COPY.requestedAt, render: (item) => showTime(item.requestedAt) },
  {
    key: 'customer',
    title: REQUEST_COPY.customer,
    render: ({ customerNo }) => <CaseLink to="customers" no={customerNo} />,
  },
  { key: 'phone', title: REQUEST_COPY.phone, render: (item) => show(item.contactPhone) },
  { key: 'plate', title: REQUEST_COPY.plate, render: ({ plate }) => show(plate) },
];

function List() {
  const { read, write } = useQueryState();
  const kind = oneOf(REQUEST_KINDS, read('kind'));
  const status = oneOf(STATUS_LABELS, read('status'));
  const list = useList(`requests ${kind} ${status}`, (cursor, signal) =>
    call({ path: '/service-requests', query: { kind, status, cursor }, answer: REQUESTS, signal }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.requests}
      actions={
        <>
          <Choice
            label={REQUEST_COPY.kind}
            labels={REQUEST_KINDS}
            value={kind}
            choose={(next) => write({ kind: next })}
          />
          <Choice
            label={REQUEST_COPY.status}
            labels={STATUS_LABELS}
            value={status}
            choose={(next) => write({ status: next })}
          />
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.requests}
        list={list}
        columns={COLUMNS}
        rowKey={({ requestNo }) => requestNo}
        isFiltered={kind !== undefined || status !== undefined}
      />
    </PageFrame>
  );
}
