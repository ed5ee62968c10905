import { Alert, Card, Col, Flex, Row, Statistic, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { regulatorReport } from '../../../../server/contract/report.ts';
import { BarChart } from '../../chart.tsx';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { COMPLAINT_CATEGORIES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { showYuan } from '../../parts/show.ts';
import { ComplaintNumbers } from './complaint-numbers.tsx';

type Report = z.infer<typeof regulatorReport>;

/** The regulator's figures, with what they are made of. */
export function RegulatorView({ data }: { readonly data: Report }) {
  const { transferred } = data;
  return (
    <Flex vertical gap={16}>
      {data.policiesWithoutPremium > 0 && (
        <Alert
          type="warning"
          showIcon
          title={ANALYSIS_COPY.withoutPremium(data.policiesWithoutPremium)}
        />
      )}
      <Row gutter={[16, 16]}>
        <Figure title={ANALYSIS_COPY.transferred} value={transferred.count}>
          <ComplaintNumbers count={transferred.count} nos={transferred.complaintNos} />
        </Figure>
        <Figure title={ANALYSIS_COPY.perPremium} value={data.perHundredMillionYuan}>
          {`${ANALYSIS_COPY.perPremiumHint}。${ANALYSIS_COPY.premium} ${showYuan(data.premiumFen)}`}
        </Figure>
        <Figure title={ANALYSIS_COPY.perPolicies} value={data.perTenThousandPolicies}>
          {`${ANALYSIS_COPY.perPoliciesHint}。${ANALYSIS_COPY.policies} ${data.policiesInForce?.toLocaleString('zh-CN') ?? ANALYSIS_COPY.noData}`}
        </Figure>
      </Row>
      {transferred.byCategory.length > 0 && (
        <Card size="small" title={ANALYSIS_COPY.byCategory}>
          <BarChart
            title={ANALYSIS_COPY.byCategory}
            data={{
              categoryLabel: ANALYSIS_COPY.dimensions.category,
              categories: transferred.byCategory.map(({ category }) =>
                labelOf(COMPLAINT_CATEGORIES, category),
              ),
              series: [
                {
                  name: ANALYSIS_COPY.count,
                  values: transferred.byCategory.map(({ count }) => count),
                },
              ],
              isHorizontal: true,
            }}
          />
        </Card>
      )}
    </Flex>
  );
}

interface FigureProps {
  readonly title: string;
  readonly value: number | null;
  readonly children: ReactNode;
}

function Figure({ title, value, children }: FigureProps) {
  const shown =
    value === null ? ANALYSIS_COPY.noData : Number.isInteger(value) ? value : value.toFixed(2);
  return (
    <Col xs={24} md={8}>
      <Card size="small" style={{ height: '100%' }}>
        <Statistic title={title} value={shown} />
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {children}
        </Typography.Text>
      </Card>
    </Col>
  );
}
