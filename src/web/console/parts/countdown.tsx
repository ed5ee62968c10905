import { Tag } from 'antd';
import type { z } from 'zod';
import type { complaintSummary } from '../../../server/contract/complaint.ts';
import { CASE_COPY } from '../copy-admin/complaint-case.ts';
import { CLOCKS } from '../copy-admin/complaint-labels.ts';
import { useDesk } from '../desk-context.tsx';
import { formatDuration } from '../format.ts';
import { useTick } from '../use-tick.ts';
import { type ClockTone, stateOf, toneOf } from './clock-state.ts';
import { showNearDeadline } from './show.ts';

const { countdown } = CASE_COPY;
const HOUR_MS = 3_600_000;
const SLOW_MS = 30_000;
const FAST_MS = 1000;

type NextClock = NonNullable<z.infer<typeof complaintSummary>['nextClock']>;

/** The server's time in milliseconds: by the second within an hour of a deadline, by the half minute otherwise. */
export function useClockNow(dueAt: string | null): number {
  const { clockOffsetMs } = useDesk();
  const slow = useTick(SLOW_MS);
  const isNear =
    dueAt !== null && Math.abs(Date.parse(dueAt) - slow - clockOffsetMs) <= HOUR_MS + SLOW_MS;
  return useTick(isNear ? FAST_MS : SLOW_MS) + clockOffsetMs;
}

const TAG_COLORS: Readonly<Record<ClockTone, string>> = {
  calm: 'processing',
  half: 'gold',
  most: 'orange',
  late: 'error',
  paused: 'default',
};

/** antd's own words on these grounds are too pale to read (WCAG 1.4.3); the nearer, the heavier. */
const TAG_TEXT: Readonly<Partial<Record<ClockTone, object>>> = {
  half: { color: 'var(--warning-text)' },
  most: { color: 'var(--warning-text)', fontWeight: 600 },
  late: { color: 'var(--error-text)', fontWeight: 600 },
};

/** A deadline of a complaint that counts down, stands still, or counts up in red. */
export function Countdown({ clock }: { readonly clock: NextClock }) {
  const now = useClockNow(clock.dueAt);
  const state = stateOf(clock, now);
  const tone = toneOf(state);
  return (
    <Tag
      color={TAG_COLORS[tone]}
      style={{ marginInlineEnd: 0, fontVariantNumeric: 'tabular-nums', ...TAG_TEXT[tone] }}
      title={
        clock.dueAt === null
          ? CLOCKS[clock.kind]
          : countdown.dueAt(showNearDeadline(clock.dueAt, now))
      }
    >
      {CLOCKS[clock.kind]} {textOf(state)}
    </Tag>
  );
}

/** How a clock stands, in words. */
export function textOf(state: ReturnType<typeof stateOf>): string {
  switch (state.kind) {
    case 'paused':
      return countdown.paused;
    case 'none':
      return countdown.none;
    case 'late':
      return countdown.late(formatDuration(state.byMs));
    case 'running':
      return countdown.left(formatDuration(state.leftMs));
  }
}
