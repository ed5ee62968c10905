import { Button, Flex, Popover, Typography } from 'antd';
import { path } from '../../api.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { Link } from '../../router.tsx';

interface ComplaintNumbersProps {
  readonly count: number;
  /** Newest first; the API names at most 200. */
  readonly nos: readonly string[];
  /** A list that shows the same. */
  readonly to?: string | undefined;
}

/** A number of complaints that leads to them: to their list, or to each. */
export function ComplaintNumbers({ count, nos, to }: ComplaintNumbersProps) {
  if (count === 0) return '0';
  const text = ANALYSIS_COPY.complaints(count);
  if (to !== undefined) return <Link to={to}>{text}</Link>;
  return (
    <Popover
      trigger={['click']}
      content={
        <Flex vertical gap={4} style={{ maxHeight: 320, overflowY: 'auto', minWidth: 180 }}>
          {nos.map((no) => (
            <Link key={no} to={path`/complaints/${no}`}>
              {no}
            </Link>
          ))}
          {nos.length < count && (
            <Typography.Text type="secondary">{ANALYSIS_COPY.shown(nos.length)}</Typography.Text>
          )}
        </Flex>
      }
    >
      <Button type="link" size="small" style={{ padding: 0 }}>
        {text}
      </Button>
    </Popover>
  );
}
