import { Tag } from 'antd';
import { COMPLAINT_COPY } from '../copy-admin/find.ts';
import { formatDuration } from '../format.ts';
import { showTime } from './show.ts';
import { useNow } from './use-now.ts';

const MINUTE_MS = 60_000;
/** With less than this left it shows as a warning. */
const NEAR_MS = 4 * 3_600_000;

/** A promise with its clock: done, still to come, or late. */
export function Due({ dueAt, doneAt }: { dueAt: string; doneAt: string | null }) {
  const now = useNow(MINUTE_MS);
  if (doneAt !== null) return <Tag color="success">{COMPLAINT_COPY.doneAt(showTime(doneAt))}</Tag>;
  const leftMs = new Date(dueAt).getTime() - now;
  if (leftMs < 0) return <Tag color="error">{COMPLAINT_COPY.overdue(formatDuration(-leftMs))}</Tag>;
  return (
    <Tag color={leftMs < NEAR_MS ? 'warning' : 'processing'}>
      {COMPLAINT_COPY.dueIn(formatDuration(leftMs))}
    </Tag>
  );
}
