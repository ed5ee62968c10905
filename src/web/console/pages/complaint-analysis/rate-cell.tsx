import { Flex, Tooltip, Typography } from 'antd';
import type { z } from 'zod';
import type { reportRate } from '../../../../server/contract/report.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { showShare } from '../../parts/show.ts';

/** A share with what it was made of, and how far it may be off. */
export function RateCell({ rate }: { readonly rate: z.infer<typeof reportRate> }) {
  if (rate.rate === null) {
    return <Typography.Text type="secondary">{ANALYSIS_COPY.noRate}</Typography.Text>;
  }
  return (
    <Flex vertical>
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        <strong>{showShare(rate.rate)}</strong>{' '}
        <Typography.Text type="secondary">
          {ANALYSIS_COPY.fraction(rate.numerator, rate.denominator)}
        </Typography.Text>
      </span>
      <Tooltip title={ANALYSIS_COPY.intervalHint}>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {`${ANALYSIS_COPY.interval} ${showShare(rate.low)} – ${showShare(rate.high)}`}
        </Typography.Text>
      </Tooltip>
    </Flex>
  );
}
