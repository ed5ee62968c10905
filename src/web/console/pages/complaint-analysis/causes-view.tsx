import { Card, Flex, Select, Typography } from 'antd';
import type { z } from 'zod';
import type { causesReport } from '../../../../server/contract/report.ts';
import { BarChart } from '../../chart.tsx';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { showShare } from '../../parts/show.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { type CauseRow, type Dimension, paretoData, rowLabel, rowPlace } from './cause-rows.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';
import type { Range } from './range.ts';

/** What people complain of, most of it first, and how few causes make up most of it. */
export function CausesView({ data }: { readonly data: z.infer<typeof causesReport> }) {
  const { read, write } = useQueryState();
  const dimension = oneOf(ANALYSIS_COPY.dimensions, read('by')) ?? 'category';
  const causes = data.by.find((one) => one.dimension === dimension);
  const title = ANALYSIS_COPY.pareto(ANALYSIS_COPY.dimensions[dimension]);
  return (
    <Card
      size="small"
      title={title}
      extra={
        <Flex gap={8} align="center">
          <Typography.Text type="secondary">{ANALYSIS_COPY.dimension}</Typography.Text>
          <Select<Dimension>
            aria-label={ANALYSIS_COPY.dimension}
            value={dimension}
            style={{ width: 110 }}
            options={data.by.map((one) => ({
              value: one.dimension,
              label: ANALYSIS_COPY.dimensions[one.dimension],
            }))}
            onChange={(by) => write({ by })}
          />
        </Flex>
      }
    >
      {causes === undefined || causes.rows.length === 0 ? (
        <Typography.Text type="secondary">{ANALYSIS_COPY.none}</Typography.Text>
      ) : (
        <Flex vertical gap={16}>
          <BarChart title={title} data={paretoData(causes)} height={320} />
          <ListTable
            label={title}
            list={wholeList(causes.rows)}
            columns={columnsOf(dimension, data)}
            rowKey={({ key }) => key ?? ''}
            isWhole
          />
        </Flex>
      )}
    </Card>
  );
}

function columnsOf(dimension: Dimension, range: Range): readonly Column<CauseRow>[] {
  return [
    {
      key: 'label',
      title: ANALYSIS_COPY.dimensions[dimension],
      isHead: true,
      render: (row) => rowLabel(dimension, row),
    },
    {
      key: 'count',
      title: ANALYSIS_COPY.count,
      render: ({ key, count, complaintNos }) => (
        <ComplaintNumbers
          count={count}
          nos={complaintNos}
          to={rowPlace(dimension, key, { from: range.from, to: range.to })}
        />
      ),
    },
    { key: 'share', title: ANALYSIS_COPY.share, render: ({ share }) => showShare(share) },
    {
      key: 'sum',
      title: ANALYSIS_COPY.cumulative,
      render: ({ cumulativeShare }) => showShare(cumulativeShare),
    },
  ];
}
