import { Flex, Tabs, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { visitPage, type visitSummary } from '../../../../server/contract/visits.ts';
import { call, path } from '../../api.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { pushReasonText } from '../../copy-admin/push-labels.ts';
import {
  VISIT_COPY,
  VISIT_KIND_LABELS,
  VISIT_RESULT_LABELS,
  VISIT_STATES,
} from '../../copy-admin/visits.ts';
import { Choice } from '../../parts/choice.tsx';
import { useClockNow } from '../../parts/countdown.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showDay, showNearDeadline } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link } from '../../router.tsx';
import { type ListView, visitQueryOf } from './visit-query.ts';

type Visit = z.infer<typeof visitSummary>;

const VIEWS: readonly ListView[] = ['today', 'mine', 'overdue', 'open', 'all'];
const STATE_LABELS = labelsOf(VISIT_STATES);
const EVERY_MS = 30_000;

const COLUMNS: readonly Column<Visit>[] = [
  {
    key: 'customer',
    title: VISIT_COPY.customer,
    isHead: true,
    render: ({ id, customerName }) => <Link to={path`/return-visits/${id}`}>{customerName}</Link>,
  },
  { key: 'kind', title: VISIT_COPY.kind, render: ({ kind }) => VISIT_KIND_LABELS[kind] },
  { key: 'status', title: VISIT_COPY.status, render: (item) => <State item={item} /> },
  { key: 'next', title: VISIT_COPY.nextAt, render: (item) => <NextCall item={item} /> },
  {
    key: 'window',
    title: VISIT_COPY.window,
    render: ({ dueFrom, dueUntil }) => `${showDay(dueFrom)} ～ ${lastDayOf(dueUntil)}`,
  },
  {
    key: 'tries',
    title: VISIT_COPY.tries,
    render: ({ attempts, attemptsMax }) => VISIT_COPY.triesOf(attempts, attemptsMax),
  },
  {
    key: 'owner',
    title: VISIT_COPY.owner,
    render: ({ ownerName }) => ownerName ?? VISIT_COPY.nobody,
  },
  { key: 'branch', title: VISIT_COPY.branch, render: ({ branch }) => show(branch) },
];

/** What is to be called, the next first. */
export function VisitList() {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const view = oneOf(VISIT_COPY.listTabs, read('tab')) ?? (mayWork ? 'today' : 'all');
  const kind = oneOf(VISIT_KIND_LABELS, read('kind'));
  const status = oneOf(STATE_LABELS, read('status'));
  const day = read('day');
  const query = visitQueryOf({ view, kind, status, day, customerNo: read('customerNo') });
  const list = useList(
    `visits ${JSON.stringify(query)}`,
    (cursor, signal) =>
      call({ path: '/return-visits', query: { ...query, cursor }, answer: visitPage, signal }),
    { everyMs: EVERY_MS },
  );
  return (
    <>
      <Tabs
        activeKey={view}
        style={{ marginBottom: 12 }}
        items={VIEWS.filter((one) => mayWork || one !== 'mine').map((key) => ({
          key,
          label: VISIT_COPY.listTabs[key],
        }))}
        onChange={(tab) => write({ tab, status: undefined })}
      />
      <Flex vertical gap={12}>
        <Flex gap={8} wrap align="center">
          <Choice
            label={VISIT_COPY.kind}
            labels={VISIT_KIND_LABELS}
            value={kind}
            width={180}
            choose={(next) => write({ kind: next })}
          />
          {view === 'all' && (
            <Choice
              label={VISIT_COPY.status}
              labels={STATE_LABELS}
              value={status}
              choose={(next) => write({ status: next })}
            />
          )}
          {day !== undefined && (
            <Tag closable onClose={() => write({ day: undefined })}>
              {`${VISIT_COPY.filterDay} ${day}`}
            </Tag>
          )}
          <Typography.Text type="secondary">{VISIT_COPY.listHints[view]}</Typography.Text>
        </Flex>
        <ListTable
          label={PAGE_TITLES.returnVisits}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          isFiltered={Object.values(query).some((value) => value !== undefined)}
        />
      </Flex>
    </>
  );
}

/** A window is half-open: its last day is that of the moment before its end. */
function lastDayOf(dueUntil: string): string {
  return showDay(new Date(Date.parse(dueUntil) - 1).toISOString());
}

function State({ item: { status, result, reason } }: { readonly item: Visit }) {
  const { label, tone } = VISIT_STATES[status];
  const why = reason === null ? undefined : pushReasonText(reason);
  const came = result === null ? undefined : VISIT_RESULT_LABELS[result];
  return (
    <Flex gap={4} wrap align="center">
      <Tag color={tone} style={{ marginInlineEnd: 0 }}>
        {label}
      </Tag>
      <Typography.Text type="secondary">{why ?? came}</Typography.Text>
    </Flex>
  );
}

function NextCall({ item: { status, nextAttemptAt } }: { readonly item: Visit }) {
  const now = useClockNow(null);
  if (status !== 'calling' || nextAttemptAt === null) return show(null);
  return Date.parse(nextAttemptAt) <= now ? (
    <Typography.Text strong>{VISIT_COPY.nextNow}</Typography.Text>
  ) : (
    showNearDeadline(nextAttemptAt, now)
  );
}
