import { Typography } from 'antd';

interface IntervalBarProps {
  readonly label: string;
  /** From 0 to 1 on its scale; undefined draws nothing. */
  readonly at: { readonly value: number; readonly low: number; readonly high: number } | undefined;
  /** The interval in words, which is all that a reader of the screen is told. */
  readonly hint: string | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** A score on its scale with its 95 % interval: where the true one may lie. */
export function IntervalBar({ label, at, hint }: IntervalBarProps) {
  if (at === undefined || hint === undefined) return null;
  const { value, low, high } = at;
  return (
    <div title={label}>
      <div className="interval" aria-hidden="true">
        <i
          className="interval-span"
          style={{ left: percent(low), width: percent(Math.max(0, high - low)) }}
        />
        <i className="interval-dot" style={{ left: percent(value) }} />
      </div>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {hint}
      </Typography.Text>
    </div>
  );
}
