import { Flex, Typography } from 'antd';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { careReasonText, visitKindText } from '../../copy-admin/care-labels.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { PUSH_CLASS_LABELS } from '../../copy-admin/push-labels.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showShare } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { type CareYear, occasionText, type ReasonCount, type Summed } from './year.ts';

type PushRow = CareYear['pushes'][number];
type VisitRow = CareYear['visits'][number];

/** What became of each occasion, with the reasons of what was not sent. */
export function OccasionTable({ rows }: { readonly rows: readonly Summed[] }) {
  return (
    <ListTable
      label={CARE_COPY.occasionsTable}
      list={wholeList(rows)}
      columns={OCCASION_COLUMNS}
      rowKey={({ key }) => key}
      isWhole
    />
  );
}

/** What became of what is pushed on its own. */
export function PushTable({ rows }: { readonly rows: readonly PushRow[] }) {
  return (
    <ListTable
      label={CARE_COPY.pushesTable}
      list={wholeList(rows)}
      columns={PUSH_COLUMNS}
      rowKey={({ month, pushClass }) => `${month} ${pushClass}`}
      isWhole
    />
  );
}

/** What became of the visits. */
export function VisitTable({ rows }: { readonly rows: readonly VisitRow[] }) {
  return (
    <ListTable
      label={CARE_COPY.visitsTable}
      list={wholeList(rows)}
      columns={VISIT_COLUMNS}
      rowKey={({ month, kind }) => `${month} ${kind}`}
      isWhole
    />
  );
}

type Outcome = Pick<PushRow, 'due' | 'sent' | 'waiting' | 'suppressed' | 'failed' | 'unknown'>;

/** A column of a number; zero is quiet. */
function numberColumn<T>(key: string, title: string, countOf: (row: T) => number): Column<T> {
  return {
    key,
    title,
    render: (row) => {
      const value = countOf(row);
      return value === 0 ? (
        <Typography.Text type="secondary">0</Typography.Text>
      ) : (
        <span style={{ fontVariantNumeric: 'tabular-nums' }}>{value.toLocaleString('zh-CN')}</span>
      );
    },
  };
}

function outcomeColumns<T extends Outcome>(): readonly Column<T>[] {
  return [
    numberColumn('due', CARE_COPY.due, ({ due }) => due),
    numberColumn('sent', CARE_COPY.sent, ({ sent }) => sent),
    numberColumn('waiting', CARE_COPY.waiting, ({ waiting }) => waiting),
    numberColumn('kept', CARE_COPY.kept, ({ suppressed }) => suppressed),
    numberColumn('failed', CARE_COPY.failed, ({ failed }) => failed),
    numberColumn('unknown', CARE_COPY.unknown, ({ unknown }) => unknown),
  ];
}

function coverageColumn<T extends { readonly due: number }>(doneOf: (row: T) => number): Column<T> {
  return {
    key: 'coverage',
    title: CARE_COPY.coverage,
    render: (row) => (
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        {row.due === 0 ? show(null) : showShare(doneOf(row) / row.due)}{' '}
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {CARE_COPY.coverageOf(doneOf(row), row.due)}
        </Typography.Text>
      </span>
    ),
  };
}

function whyColumn<T>(reasonsOf: (row: T) => readonly ReasonCount[]): Column<T> {
  return {
    key: 'why',
    title: CARE_COPY.why,
    render: (row) => <Reasons reasons={reasonsOf(row)} />,
  };
}

function Reasons({ reasons }: { readonly reasons: readonly ReasonCount[] }) {
  if (reasons.length === 0) return show(null);
  return (
    <Flex vertical style={{ fontSize: 12, whiteSpace: 'normal', minWidth: 180, maxWidth: 320 }}>
      {reasons.map(({ reason, count }) => (
        <span key={reason}>{CARE_COPY.reason(careReasonText(reason), count)}</span>
      ))}
    </Flex>
  );
}

const OCCASION_COLUMNS: readonly Column<Summed>[] = [
  {
    key: 'occasion',
    title: CARE_COPY.occasion,
    isHead: true,
    render: ({ key }) => occasionText(key),
  },
  ...outcomeColumns<Summed>(),
  numberColumn('missed', CARE_COPY.missed, ({ missed }) => missed),
  coverageColumn(({ sent }) => sent),
  whyColumn(({ reasons }) => reasons),
];

const PUSH_COLUMNS: readonly Column<PushRow>[] = [
  { key: 'month', title: CARE_COPY.monthLabel, isHead: true, render: ({ month }) => month },
  {
    key: 'class',
    title: CARE_COPY.kind,
    render: ({ pushClass }) => labelOf(PUSH_CLASS_LABELS, pushClass),
  },
  ...outcomeColumns<PushRow>(),
  whyColumn(({ suppressedBy }) => suppressedBy),
];

const VISIT_COLUMNS: readonly Column<VisitRow>[] = [
  { key: 'month', title: CARE_COPY.monthLabel, isHead: true, render: ({ month }) => month },
  { key: 'kind', title: CARE_COPY.kind, render: ({ kind }) => visitKindText(kind) },
  numberColumn('due', CARE_COPY.due, ({ due }) => due),
  numberColumn('done', CARE_COPY.done, ({ done }) => done),
  numberColumn('open', CARE_COPY.open, ({ open }) => open),
  numberColumn('stopped', CARE_COPY.stopped, ({ stopped }) => stopped),
  numberColumn('missed', CARE_COPY.missed, ({ missed }) => missed),
  coverageColumn(({ done }) => done),
  whyColumn(({ stoppedBy, missedBy }) => [...stoppedBy, ...missedBy]),
];
