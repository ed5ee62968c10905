import { Flex, Tabs, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { followUp } from '../../../../server/contract/follow-ups.ts';
import { call, path } from '../../api.ts';
import { FOLLOW_UP_COPY } from '../../copy-admin/follow-ups.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import {
  FOLLOW_UP_KINDS,
  FOLLOW_UP_STATES,
  FOLLOW_UP_VERDICTS,
} from '../../copy-admin/survey-labels.ts';
import { Choice } from '../../parts/choice.tsx';
import { DueTag } from '../../parts/due-tag.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link } from '../../router.tsx';
import { followUpFacts } from './follow-up-facts.ts';

type FollowUp = z.infer<typeof followUp>;
type View = keyof typeof FOLLOW_UP_COPY.tabs;

const FOLLOW_UPS = pageOf(followUp);
const KINDS = labelsOf(FOLLOW_UP_KINDS);
const VIEWS: readonly View[] = ['mine', 'overdue', 'all'];
const EVERY_MS = 30_000;

const COLUMNS: readonly Column<FollowUp>[] = [
  {
    key: 'kind',
    title: FOLLOW_UP_COPY.kind,
    isHead: true,
    render: ({ id, kind }) => (
      <Link to={path`/follow-ups/${id}`}>
        <Tag color={FOLLOW_UP_KINDS[kind].tone}>{FOLLOW_UP_KINDS[kind].label}</Tag>
      </Link>
    ),
  },
  {
    key: 'customer',
    title: FOLLOW_UP_COPY.customer,
    render: ({ customer }) => customer?.name ?? FOLLOW_UP_COPY.anonymous,
  },
  { key: 'about', title: FOLLOW_UP_COPY.about, render: (item) => <About item={item} /> },
  {
    key: 'status',
    title: FOLLOW_UP_COPY.status,
    render: ({ status }) => (
      <Tag color={FOLLOW_UP_STATES[status].tone}>{FOLLOW_UP_STATES[status].label}</Tag>
    ),
  },
  { key: 'due', title: FOLLOW_UP_COPY.due, render: (item) => <Due item={item} /> },
  {
    key: 'owner',
    title: FOLLOW_UP_COPY.owner,
    render: ({ owner }) => owner?.name ?? FOLLOW_UP_COPY.nobody,
  },
  {
    key: 'created',
    title: FOLLOW_UP_COPY.createdAt,
    render: ({ createdAt }) => showTime(createdAt),
  },
];

/** The tasks, the next due first. */
export function FollowUpList() {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const view = oneOf(FOLLOW_UP_COPY.tabs, read('view')) ?? (mayWork ? 'mine' : 'all');
  const kind = oneOf(KINDS, read('kind'));
  const isDone = oneOf(FOLLOW_UP_COPY.doneLabels, read('done')) ?? 'false';
  const query = {
    kind,
    ...(view === 'mine' ? { ownerId: 'me' } : {}),
    ...(view === 'overdue' ? { isOverdue: 'true' } : { isDone }),
  };
  const list = useList(
    `follow-ups ${JSON.stringify(query)}`,
    (cursor, signal) =>
      call({ path: '/follow-ups', query: { ...query, cursor }, answer: FOLLOW_UPS, signal }),
    { everyMs: EVERY_MS },
  );
  return (
    <PageFrame title={PAGE_TITLES.followUps}>
      <Tabs
        activeKey={view}
        style={{ marginBottom: 12 }}
        items={VIEWS.filter((one) => mayWork || one !== 'mine').map((key) => ({
          key,
          label: FOLLOW_UP_COPY.tabs[key],
        }))}
        onChange={(next) => write({ view: next })}
      />
      <Flex vertical gap={12}>
        <Flex gap={8} wrap align="center">
          <Choice
            label={FOLLOW_UP_COPY.kind}
            labels={KINDS}
            value={kind}
            choose={(next) => write({ kind: next })}
          />
          {view !== 'overdue' && (
            <Choice
              label={FOLLOW_UP_COPY.done}
              labels={FOLLOW_UP_COPY.doneLabels}
              otherwise={FOLLOW_UP_COPY.doneLabels.false}
              value={isDone === 'false' ? undefined : isDone}
              width={180}
              choose={(next) => write({ done: next })}
            />
          )}
          <Typography.Text type="secondary">{FOLLOW_UP_COPY.tabHints[view]}</Typography.Text>
        </Flex>
        <ListTable
          label={PAGE_TITLES.followUps}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          isFiltered={view !== 'all' || kind !== undefined}
        />
      </Flex>
    </PageFrame>
  );
}

/** The deadline while it counts; then whether it was kept. */
function Due({ item: { verdict, dueAt } }: { readonly item: FollowUp }) {
  if (verdict === 'open' || verdict === 'overdue') return <DueTag dueAt={dueAt} />;
  const { label, tone } = FOLLOW_UP_VERDICTS[verdict];
  return <Tag color={tone}>{label}</Tag>;
}

const WORDS_MAX = 24;

function About({ item }: { readonly item: FollowUp }) {
  const { subject, low, words, visit } = followUpFacts(item.facts);
  const [said] = words;
  const first =
    said === undefined
      ? []
      : [`“${said.slice(0, WORDS_MAX)}${said.length > WORDS_MAX ? '…' : ''}”`];
  const where = subject === undefined ? [] : [`${subject.label} ${subject.no}`];
  return show([...where, ...(visit === undefined ? [] : [visit]), ...low, ...first].join(' · '));
}
