import { Card, Flex, Typography } from 'antd';
import type { z } from 'zod';
import type { rootCausesReport } from '../../../../server/contract/report.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { ROOT_CAUSES } from '../../copy-admin/complaint-labels.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showShare } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';
import { RateCell } from './rate-cell.tsx';

type Report = z.infer<typeof rootCausesReport>;
type Row = Report['rows'][number];
type Overdue = Report['overdue'][number];

/** Why it came to complaints, who puts it right, and what is behind. */
export function RootCausesView({ data }: { readonly data: Report }) {
  const title = ANALYSIS_COPY.tabs['complaint-root-causes'];
  return (
    <Flex vertical gap={16}>
      <Card size="small" title={title}>
        <Flex vertical gap={12}>
          <Flex gap={12} wrap align="baseline">
            <span>{ANALYSIS_COPY.rootFound}</span>
            <RateCell rate={data.found} />
          </Flex>
          {data.rows.length > 0 && (
            <ListTable
              label={title}
              list={wholeList(data.rows)}
              columns={ROWS}
              rowKey={({ code, department }) => `${code} ${department}`}
              isWhole
            />
          )}
        </Flex>
      </Card>
      <Card size="small" title={ANALYSIS_COPY.overdueTitle(data.overdue.length)}>
        {data.overdue.length === 0 ? (
          <Typography.Text type="secondary">{ANALYSIS_COPY.noOverdue}</Typography.Text>
        ) : (
          <ListTable
            label={ANALYSIS_COPY.overdueTitle(data.overdue.length)}
            list={wholeList(data.overdue)}
            columns={OVERDUE}
            rowKey={({ complaintNo }) => complaintNo}
            isWhole
          />
        )}
      </Card>
    </Flex>
  );
}

const ROWS: readonly Column<Row>[] = [
  {
    key: 'code',
    title: ANALYSIS_COPY.rootCause,
    isHead: true,
    render: ({ code }) => ROOT_CAUSES[code],
  },
  { key: 'department', title: ANALYSIS_COPY.department, render: ({ department }) => department },
  {
    key: 'count',
    title: ANALYSIS_COPY.count,
    render: ({ count, complaintNos }) => <ComplaintNumbers count={count} nos={complaintNos} />,
  },
  { key: 'share', title: ANALYSIS_COPY.share, render: ({ share }) => showShare(share) },
  { key: 'done', title: ANALYSIS_COPY.done, render: ({ done }) => done },
  { key: 'open', title: ANALYSIS_COPY.open, render: ({ open }) => open },
  {
    key: 'overdue',
    title: ANALYSIS_COPY.overdue,
    render: ({ overdue }) =>
      overdue === 0 ? 0 : <Typography.Text type="danger">{overdue}</Typography.Text>,
  },
];

const OVERDUE: readonly Column<Overdue>[] = [
  {
    key: 'no',
    title: ANALYSIS_COPY.complaintNo,
    isHead: true,
    render: ({ complaintNo }) => <CaseLink to="complaints" no={complaintNo} />,
  },
  { key: 'code', title: ANALYSIS_COPY.rootCause, render: ({ code }) => ROOT_CAUSES[code] },
  { key: 'department', title: ANALYSIS_COPY.department, render: ({ department }) => department },
  { key: 'action', title: ANALYSIS_COPY.action, render: ({ action }) => action },
  { key: 'owner', title: ANALYSIS_COPY.owner, render: ({ ownerName }) => show(ownerName) },
  { key: 'due', title: ANALYSIS_COPY.dueOn, render: ({ dueOn }) => dueOn },
  {
    key: 'days',
    title: ANALYSIS_COPY.daysOverdue,
    render: ({ daysOverdue }) => <Typography.Text type="danger">{daysOverdue}</Typography.Text>,
  },
];
