import { Flex, Input, Typography } from 'antd';

interface DayRangeProps {
  /** `YYYY-MM-DD` in Asia/Shanghai, both included. */
  readonly from: string;
  readonly to: string;
  readonly labels: { readonly from: string; readonly to: string };
  readonly write: (changes: Readonly<Record<string, string | undefined>>) => void;
}

/** From one day to another, in the address as `from` and `to`. */
export function DayRange({ from, to, labels, write }: DayRangeProps) {
  const days = { from, to } as const;
  return (
    <Flex gap={8} wrap align="center">
      {(['from', 'to'] as const).map((name) => (
        <Flex key={name} gap={4} align="center">
          <Typography.Text type="secondary">{labels[name]}</Typography.Text>
          <Input
            type="date"
            aria-label={labels[name]}
            style={{ width: 145 }}
            value={days[name]}
            onChange={(event) => write({ [name]: event.target.value })}
          />
        </Flex>
      ))}
    </Flex>
  );
}
