import { Typography } from 'antd';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import { showShare } from './show.ts';

interface RateProps {
  readonly rate: {
    readonly numerator: number;
    readonly denominator: number;
    readonly rate: number | null;
  };
}

/** A share with what it was made of; a dash when it is of nothing. */
export function Rate({ rate: { numerator, denominator, rate } }: RateProps) {
  if (rate === null) return ACTION_COPY.unknown;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      <strong>{showShare(rate)}</strong>{' '}
      <Typography.Text type="secondary">{`${numerator} / ${denominator}`}</Typography.Text>
    </span>
  );
}
