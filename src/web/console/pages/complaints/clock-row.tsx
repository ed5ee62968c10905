import { PauseOutlined } from '@ant-design/icons';
import { Flex, Progress, Tag, Tooltip, Typography, theme } from 'antd';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import {
  CLOCK_ENDS,
  CLOCK_HINTS,
  CLOCKS,
  DEADLINE_CHANGES,
} from '../../copy-admin/complaint-labels.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { formatDuration } from '../../format.ts';
import {
  type Clock,
  isOpen,
  keptMs,
  stateOf,
  toneOf,
  usedShareOf,
} from '../../parts/clock-state.ts';
import { textOf, useClockNow } from '../../parts/countdown.tsx';
import { lengthText } from '../../parts/length-text.ts';
import { showDeadline, showNearDeadline, showTime } from '../../parts/show.ts';

const { clocks: copy } = CASE_COPY;
const MARKS = [50, 80] as const;

interface ClockRowProps {
  readonly clock: Clock;
  /** What is waited for now, in words. */
  readonly standsFor?: string | undefined;
}

/** One run of one clock: how much is used up, until when, and what became of it. */
export function ClockRow({ clock, standsFor }: ClockRowProps) {
  const now = useClockNow(clock.dueAt);
  const percent = Math.floor(usedShareOf(clock, now) * 100);
  const name = CLOCKS[clock.kind];
  return (
    <Flex vertical gap={4} role="group" aria-label={name}>
      <Flex gap={8} align="center" justify="space-between" wrap>
        <Flex gap={8} align="center" wrap>
          <Tooltip title={CLOCK_HINTS[clock.kind]}>
            <Typography.Text strong>{name}</Typography.Text>
          </Tooltip>
          {clock.cycle > 1 && <Tag>{copy.cycle(clock.cycle)}</Tag>}
          <Typography.Text type="secondary">{lengthText(clock.length)}</Typography.Text>
        </Flex>
        <Verdict clock={clock} now={now} />
      </Flex>
      <Bar clock={clock} percent={percent} now={now} label={copy.progressAria(name, percent)} />
      <Lines clock={clock} now={now} standsFor={standsFor} />
    </Flex>
  );
}

function Verdict({ clock, now }: { readonly clock: Clock; readonly now: number }) {
  if (clock.doneAt !== null) {
    const { breachedAt } = clock;
    if (clock.verdict !== 'breached') {
      return (
        <Tag color="green" style={{ color: 'var(--success-text)' }}>
          {copy.met}
        </Tag>
      );
    }
    const lateMs = breachedAt === null ? 0 : Date.parse(clock.doneAt) - Date.parse(breachedAt);
    return <Tag color="error">{copy.late(formatDuration(lateMs))}</Tag>;
  }
  if (clock.endedAt !== null) {
    const why = labelOf(CLOCK_ENDS, clock.endedBy ?? '');
    return <Tag color={clock.verdict === 'breached' ? 'error' : 'default'}>{why}</Tag>;
  }
  const state = stateOf(clock, now);
  if (state.kind === 'late') {
    return <Tag color="error">{copy.lateOpen(formatDuration(state.byMs))}</Tag>;
  }
  if (state.kind === 'paused') return <Standing clock={clock} />;
  if (state.kind === 'none') return <Tag color="warning">{copy.noDue}</Tag>;
  return (
    <Typography.Text style={{ fontVariantNumeric: 'tabular-nums' }}>
      {textOf(state)}
    </Typography.Text>
  );
}

/** How much of its time is kept while it stands still. */
function Standing({ clock }: { readonly clock: Clock }) {
  const left = keptMs(clock);
  return (
    <Tag icon={<PauseOutlined />}>
      {left === undefined ? CASE_COPY.countdown.paused : copy.kept(formatDuration(left))}
    </Tag>
  );
}

interface BarProps {
  readonly clock: Clock;
  readonly percent: number;
  readonly now: number;
  readonly label: string;
}

/** How much is used up, with the marks at which somebody is told. */
function Bar({ clock, percent, now, label }: BarProps) {
  const { token } = theme.useToken();
  const tone = isOpen(clock) ? toneOf(stateOf(clock, now)) : 'paused';
  const color =
    clock.verdict === 'breached'
      ? token.colorError
      : clock.verdict === 'met'
        ? token.colorSuccess
        : {
            calm: token.colorPrimary,
            half: token.colorWarning,
            most: token.colorWarning,
            late: token.colorError,
            paused: token.colorTextQuaternary,
          }[tone];
  return (
    <div style={{ position: 'relative' }}>
      <Progress
        percent={percent}
        showInfo={false}
        size="small"
        strokeColor={color}
        aria-label={label}
      />
      {MARKS.map((mark) => (
        <span
          key={mark}
          aria-hidden="true"
          style={{
            position: 'absolute',
            insetInlineStart: `${mark}%`,
            insetBlock: 6,
            width: 2,
            background: token.colorBgContainer,
          }}
        />
      ))}
    </div>
  );
}

function Lines({ clock, now, standsFor }: ClockRowProps & { readonly now: number }) {
  const pausedNow = clock.pausedAt !== null && isOpen(clock);
  // What is over is a record, and tells its days in full.
  const dueText = (at: string): string =>
    isOpen(clock) ? showNearDeadline(at, now) : showDeadline(at);
  const words = [
    `${copy.startedAt} ${showTime(clock.startedAt)}`,
    ...(clock.dueAt === null ? [] : [`${copy.dueAt} ${dueText(clock.dueAt)}`]),
    ...(clock.doneAt === null ? [] : [`${copy.doneAt} ${showTime(clock.doneAt)}`]),
    ...(clock.endedAt === null
      ? []
      : [copy.endedAt(labelOf(CLOCK_ENDS, clock.endedBy ?? ''), showTime(clock.endedAt))]),
    ...(clock.pausedMs > 0 ? [copy.pausedMs(formatDuration(clock.pausedMs))] : []),
    ...(clock.grossMs === null ? [] : [`${copy.gross} ${formatDuration(clock.grossMs)}`]),
    ...(clock.netMs === null || clock.netMs === clock.grossMs
      ? []
      : [`${copy.net} ${formatDuration(clock.netMs)}`]),
  ];
  return (
    <>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {words.join(' · ')}
      </Typography.Text>
      {pausedNow && clock.pausedAt !== null && (
        <Typography.Text style={{ fontSize: 12 }}>
          {copy.standing(standsFor, showTime(clock.pausedAt))}
        </Typography.Text>
      )}
      {clock.changes.length > 0 && <Changes clock={clock} />}
    </>
  );
}

/** The deadlines that there were before, on demand. */
function Changes({ clock }: { readonly clock: Clock }) {
  const shown = (at: string | null): string => (at === null ? copy.standingMark : showDeadline(at));
  return (
    <details style={{ fontSize: 12 }}>
      <summary style={{ cursor: 'pointer' }}>{copy.oldDeadlines(clock.changes.length)}</summary>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {clock.firstDueAt !== null && <li>{copy.firstDueAt(showDeadline(clock.firstDueAt))}</li>}
        {clock.changes.map(({ at, why, from, to }) => (
          <li key={`${at} ${why}`}>
            {`${showTime(at)} ${copy.change(DEADLINE_CHANGES[why], shown(from), shown(to))}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
