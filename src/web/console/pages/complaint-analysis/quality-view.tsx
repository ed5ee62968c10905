import { Card, Col, Flex, Row, Typography } from 'antd';
import type { z } from 'zod';
import type { qualityReport } from '../../../../server/contract/report.ts';
import { BarChart } from '../../chart.tsx';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { wholeList } from '../../parts/whole-list.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';
import { RateCell } from './rate-cell.tsx';

type Report = z.infer<typeof qualityReport>;
type Measure = Report['measures'][number];

/** How well complaints were handled, and what customers thought of it. */
export function QualityView({ data }: { readonly data: Report }) {
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={14}>
        <Card size="small" title={ANALYSIS_COPY.tabs['complaint-quality']}>
          <ListTable
            label={ANALYSIS_COPY.tabs['complaint-quality']}
            list={wholeList(data.measures)}
            columns={MEASURES}
            rowKey={({ measure }) => measure}
            isWhole
          />
        </Card>
      </Col>
      <Col xs={24} lg={10}>
        <Satisfaction satisfaction={data.satisfaction} />
      </Col>
    </Row>
  );
}

const MEASURES: readonly Column<Measure>[] = [
  {
    key: 'measure',
    title: ANALYSIS_COPY.measure,
    isHead: true,
    render: ({ measure }) => ANALYSIS_COPY.quality[measure],
  },
  { key: 'rate', title: ANALYSIS_COPY.rate, render: ({ rate }) => <RateCell rate={rate} /> },
  {
    key: 'cases',
    title: ANALYSIS_COPY.cases,
    render: ({ rate, complaintNos }) => (
      <ComplaintNumbers count={rate.numerator} nos={complaintNos} />
    ),
  },
];

function Satisfaction({ satisfaction }: Pick<Report, 'satisfaction'>) {
  const { n, mean, scores, lowNos } = satisfaction;
  return (
    <Card size="small" title={ANALYSIS_COPY.satisfaction}>
      {n === 0 || mean === null ? (
        <Typography.Text type="secondary">{ANALYSIS_COPY.noRate}</Typography.Text>
      ) : (
        <Flex vertical gap={8}>
          <span>{ANALYSIS_COPY.mean(mean.toFixed(2), n)}</span>
          <BarChart
            title={ANALYSIS_COPY.satisfaction}
            data={{
              categoryLabel: ANALYSIS_COPY.scores,
              categories: scores.map((_, index) => ANALYSIS_COPY.score(index + 1)),
              series: [{ name: ANALYSIS_COPY.count, values: scores }],
            }}
          />
          <Flex gap={8} align="center">
            <Typography.Text type="secondary">{ANALYSIS_COPY.low}</Typography.Text>
            <ComplaintNumbers count={lowNos.length} nos={lowNos} />
          </Flex>
        </Flex>
      )}
    </Card>
  );
}
