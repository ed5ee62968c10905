import { Tag } from 'antd';
import { FOLLOW_UP_COPY } from '../copy-admin/follow-ups.ts';
import { formatDuration } from '../format.ts';
import { useClockNow } from './countdown.tsx';
import { showNearDeadline } from './show.ts';

const NEAR_MS = 4 * 3_600_000;

/** How much time is left until a deadline, and in red by how much it has passed. */
export function DueTag({ dueAt }: { readonly dueAt: string }) {
  const now = useClockNow(dueAt);
  const leftMs = Date.parse(dueAt) - now;
  const { color, text } = lookOf(leftMs);
  return (
    <Tag
      color={color}
      title={showNearDeadline(dueAt, now)}
      style={{
        marginInlineEnd: 0,
        fontVariantNumeric: 'tabular-nums',
        ...(text === undefined ? {} : { color: text }),
      }}
    >
      {leftMs > 0
        ? FOLLOW_UP_COPY.left(formatDuration(leftMs))
        : FOLLOW_UP_COPY.late(formatDuration(-leftMs))}
    </Tag>
  );
}

/** antd's own words on these grounds are too pale to read (WCAG 1.4.3). */
function lookOf(leftMs: number): { readonly color: string; readonly text?: string } {
  if (leftMs <= 0) return { color: 'error', text: 'var(--error-text)' };
  if (leftMs <= NEAR_MS) return { color: 'gold', text: 'var(--warning-text)' };
  return { color: 'processing' };
}
