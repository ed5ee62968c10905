import { Card, Col, Flex, Row, Tag, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { results } from '../../../../server/contract/survey-results.ts';
import { RESULTS_COPY } from '../../copy-admin/questionnaires.ts';
import { SCORE_LABELS } from '../../copy-admin/survey-labels.ts';
import { IntervalBar } from '../../parts/interval-bar.tsx';
import { showShare } from '../../parts/show.ts';
import { type Interval, intervalsOf } from './intervals.ts';

export type Figures = z.infer<typeof results>['all'];

/** The three scores beside each other: never mixed into one number. */
export function ScoreCards({ figures }: { readonly figures: Figures }) {
  const { csat, nps, ces } = intervalsOf(figures);
  const mean = figures.csat.mean;
  const { promoters, passives, detractors, n } = figures.nps;
  return (
    <Row gutter={[12, 12]}>
      <Score title={SCORE_LABELS.csat} name={RESULTS_COPY.csat} interval={csat}>
        {mean !== null && RESULTS_COPY.csatMean(mean.toFixed(2))}
      </Score>
      <Score title={SCORE_LABELS.nps} name={RESULTS_COPY.nps} interval={nps}>
        {n > 0 && RESULTS_COPY.npsParts(promoters, passives, detractors)}
      </Score>
      <Score title={SCORE_LABELS.ces} name={RESULTS_COPY.ces} interval={ces}>
        {figures.ces.mean !== null && RESULTS_COPY.csatMean(figures.ces.mean.toFixed(2))}
      </Score>
    </Row>
  );
}

interface ScoreProps {
  readonly title: string;
  readonly name: string;
  readonly interval: Interval;
  readonly children: ReactNode;
}

function Score({ title, name, interval, children }: ScoreProps) {
  return (
    <Col xs={24} md={8}>
      <Card size="small" title={title} style={{ height: '100%' }}>
        <Flex vertical gap={8}>
          <Flex gap={8} align="baseline" wrap>
            <Typography.Text type="secondary">{name}</Typography.Text>
            <strong style={{ fontSize: 24 }}>{interval.text}</strong>
            <Sample interval={interval} />
          </Flex>
          <IntervalBar {...interval} label={title} />
          <Typography.Text type="secondary">{children}</Typography.Text>
        </Flex>
      </Card>
    </Col>
  );
}

/** How many it is of, and that they are too few. */
function Sample({ interval: { n, isSmall } }: { readonly interval: Interval }) {
  return (
    <Flex gap={4} align="center">
      <Typography.Text type="secondary">{RESULTS_COPY.n(n)}</Typography.Text>
      {isSmall && (
        <Tooltip title={RESULTS_COPY.smallHint}>
          <Tag color="warning" style={{ marginInlineEnd: 0, color: 'var(--warning-text)' }}>
            {RESULTS_COPY.small}
          </Tag>
        </Tooltip>
      )}
    </Flex>
  );
}

/** A score in a table: the number, its interval, and how many. */
export function ScoreCell({ interval }: { readonly interval: Interval }) {
  return (
    <Flex vertical gap={2} style={{ minWidth: 170 }}>
      <Flex gap={8} align="baseline">
        <strong>{interval.text}</strong>
        <Sample interval={interval} />
      </Flex>
      <IntervalBar {...interval} label={interval.text} />
    </Flex>
  );
}

const STEPS = ['invited', 'sent', 'delivered', 'opened', 'answered', 'completed'] as const;

/** How many were left at each step, with bars of their length. */
export function FunnelCard({ funnel }: { readonly funnel: Figures['funnel'] }) {
  const most = Math.max(1, funnel.invited);
  const { refused, expired, notSent, responseRate, completionRate, medianSeconds } = funnel;
  return (
    <Card size="small" title={RESULTS_COPY.funnel}>
      <Flex vertical gap={6}>
        {STEPS.map((step) => (
          <Flex key={step} gap={8} align="center">
            <span style={{ flex: '0 0 64px' }}>{RESULTS_COPY.steps[step]}</span>
            <div className="funnel-track" aria-hidden="true">
              <i style={{ width: `${(funnel[step] / most) * 100}%` }} />
            </div>
            <b className="funnel-count">{funnel[step]}</b>
          </Flex>
        ))}
        <Flex gap={16} wrap style={{ marginTop: 6 }}>
          <Tooltip title={RESULTS_COPY.responseHint}>
            <span>{`${RESULTS_COPY.responseRate} ${showShare(responseRate)}`}</span>
          </Tooltip>
          <Tooltip title={RESULTS_COPY.completionHint}>
            <span>{`${RESULTS_COPY.completionRate} ${showShare(completionRate)}`}</span>
          </Tooltip>
          {medianSeconds !== null && (
            <span>{`${RESULTS_COPY.median} ${RESULTS_COPY.seconds(Math.round(medianSeconds))}`}</span>
          )}
          <Typography.Text type="secondary">
            {RESULTS_COPY.away(refused, expired, notSent)}
          </Typography.Text>
        </Flex>
      </Flex>
    </Card>
  );
}
