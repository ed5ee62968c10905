import { Card, Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import type { groupsReport } from '../../../../server/contract/report.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { groupText } from '../../parts/group-text.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { showTime } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';

type Report = z.infer<typeof groupsReport>;
type Group = Report['groups'][number];

/** Complaints of one cause that came close together. */
export function GroupsView({ data }: { readonly data: Report }) {
  const { groups, sizeMin, withinDays } = data;
  const title = ANALYSIS_COPY.tabs['complaint-groups'];
  return (
    <Card size="small" title={title}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">
          {ANALYSIS_COPY.groupRule(sizeMin, withinDays)}
        </Typography.Text>
        {groups.length === 0 ? (
          <Typography.Text>{ANALYSIS_COPY.noGroups}</Typography.Text>
        ) : (
          <ListTable
            label={title}
            list={wholeList(groups)}
            columns={COLUMNS}
            rowKey={({ groupKey, firstAt }) => `${groupKey} ${firstAt}`}
            isWhole
          />
        )}
      </Flex>
    </Card>
  );
}

const COLUMNS: readonly Column<Group>[] = [
  {
    key: 'group',
    title: ANALYSIS_COPY.group,
    isHead: true,
    render: ({ groupKey, isMajor }) => (
      <Flex gap={8} wrap>
        {groupText(groupKey)}
        {isMajor && <Tag color="error">{ANALYSIS_COPY.major}</Tag>}
      </Flex>
    ),
  },
  {
    key: 'size',
    title: ANALYSIS_COPY.groupSize,
    render: ({ size }) => ANALYSIS_COPY.complaints(size),
  },
  {
    key: 'total',
    title: ANALYSIS_COPY.groupTotal,
    render: ({ groupKey, total, complaintNos }) => (
      <ComplaintNumbers
        count={total}
        nos={complaintNos}
        to={`/complaints?${new URLSearchParams({ view: 'all', groupKey })}`}
      />
    ),
  },
  { key: 'first', title: ANALYSIS_COPY.firstAt, render: ({ firstAt }) => showTime(firstAt) },
  { key: 'last', title: ANALYSIS_COPY.lastAt, render: ({ lastAt }) => showTime(lastAt) },
];
