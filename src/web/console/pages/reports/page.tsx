import { Tag } from 'antd';
import type { z } from 'zod';
import { accidentReportSummary } from '../../../../server/contract/accident-report.ts';
import { pageOf } from '../../../../server/contract/common.ts';
import { call, path } from '../../api.ts';
import { CLAIM_COPY } from '../../copy-admin/find.ts';
import { ACCIDENT_KINDS } from '../../copy-admin/labels-case.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { ReportView } from './report-view.tsx';

type Report = z.infer<typeof accidentReportSummary>;

const REPORTS = pageOf(accidentReportSummary);

/** Accident reports (报案) that customers made here, to read. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <List /> : <ReportView key={rest} reportNo={rest} />;
}

const COLUMNS: readonly Column<Report>[] = [
  {
    key: 'no',
    title: CLAIM_COPY.reportNo,
    isHead: true,
    render: ({ reportNo }) => <Link to={path`/reports/${reportNo}`}>{reportNo}</Link>,
  },
  {
    key: 'urgency',
    title: CLAIM_COPY.flags,
    render: ({ urgency, hasInjury }) => (
      <>
        {hasInjury && <Tag color="error">{CLAIM_COPY.injury}</Tag>}
        <Tag color={urgency === 'urgent' ? 'warning' : 'default'}>
          {CLAIM_COPY.urgency[urgency]}
        </Tag>
      </>
    ),
  },
  { key: 'at', title: CLAIM_COPY.reportedAt, render: ({ reportedAt }) => showTime(reportedAt) },
  { key: 'accident', title: CLAIM_COPY.accidentAt, render: (item) => showTime(item.accidentAt) },
  { key: 'kind', title: CLAIM_COPY.accidentKind, render: (i) => ACCIDENT_KINDS[i.accidentKind] },
  { key: 'place', title: CLAIM_COPY.place, render: ({ accidentPlace }) => accidentPlace },
  { key: 'plate', title: CLAIM_COPY.plate, render: ({ plate }) => plate },
  { key: 'adjuster', title: CLAIM_COPY.adjuster, render: (item) => show(item.adjusterName) },
];

function List() {
  const { read, write } = useQueryState();
  const urgency = oneOf(CLAIM_COPY.urgency, read('urgency'));
  const list = useList(`reports ${urgency}`, (cursor, signal) =>
    call({ path: '/accident-reports', query: { urgency, cursor }, answer: REPORTS, signal }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.reports}
      actions={
        <Choice
          label={CLAIM_COPY.flags}
          labels={CLAIM_COPY.urgency}
          value={urgency}
          choose={(next) => write({ urgency: next })}
        />
      }
    >
      <ListTable
        label={PAGE_TITLES.reports}
        list={list}
        columns={COLUMNS}
        rowKey={({ reportNo }) => reportNo}
        isFiltered={urgency !== undefined}
      />
    </PageFrame>
  );
}
