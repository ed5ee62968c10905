import { Button, Card, Flex, Progress, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { qualityReview } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { QUALITY_COPY } from '../../copy-admin/board.ts';
import { CRITERIA, labelOf } from '../../copy-admin/labels-desk.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { DrawPanel } from './draw-panel.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { averagesOf, meanOf } from './scores.ts';

type Review = z.infer<typeof qualityReview>;

const REVIEWS = pageOf(qualityReview);
const FILTERS = {
  pending: QUALITY_COPY.pending,
  reviewed: QUALITY_COPY.reviewed,
  all: QUALITY_COPY.all,
} as const;
const IS_REVIEWED = { pending: false, reviewed: true, all: undefined } as const;

/** Samples of finished hand-offs, and how good they were. */
export function Page() {
  const { isLead } = useRole();
  const { read, write } = useQueryState();
  const filter = oneOf(FILTERS, read('filter')) ?? 'pending';
  const [isDrawing, setDrawing] = useState(false);
  const [open, setOpen] = useState<Review>();
  const list = useList(`quality ${filter}`, (cursor, signal) =>
    call({
      path: '/quality-reviews',
      query: { isReviewed: IS_REVIEWED[filter], cursor },
      answer: REVIEWS,
      signal,
    }),
  );
  return (
    <PageFrame
      title={QUALITY_COPY.title}
      actions={
        <>
          <Segmented
            value={filter}
            options={[
              { value: 'pending', label: FILTERS.pending },
              { value: 'reviewed', label: FILTERS.reviewed },
              { value: 'all', label: FILTERS.all },
            ]}
            onChange={(next) => write({ filter: next })}
          />
          {isLead && (
            <Button type="primary" onClick={() => setDrawing(true)}>
              {QUALITY_COPY.draw}
            </Button>
          )}
        </>
      }
    >
      <Averages items={list.items ?? []} />
      <ListTable
        label={QUALITY_COPY.title}
        list={list}
        columns={columnsOf(setOpen)}
        rowKey={({ id }) => id}
        isFiltered={filter !== 'all'}
      />
      <DrawPanel isOpen={isDrawing} close={() => setDrawing(false)} drawn={list.reload} />
      {open !== undefined && (
        <ReviewPanel
          review={open}
          close={() => setOpen(undefined)}
          saved={() => {
            setOpen(undefined);
            list.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

function columnsOf(open: (review: Review) => void): readonly Column<Review>[] {
  return [
    { key: 'agent', title: QUALITY_COPY.agent, isHead: true, render: (item) => item.agentName },
    { key: 'closed', title: QUALITY_COPY.closedAt, render: (item) => showTime(item.closedAt) },
    {
      key: 'result',
      title: QUALITY_COPY.result,
      render: ({ resultCode }) =>
        resultCode === null ? show(null) : labelOf(COPY.results, resultCode),
    },
    { key: 'sampled', title: QUALITY_COPY.sampledAt, render: (item) => showTime(item.sampledAt) },
    { key: 'score', title: QUALITY_COPY.score, render: (item) => <Score review={item} /> },
    {
      key: 'actions',
      title: '',
      isActions: true,
      render: (item) => (
        <Button size="small" onClick={() => open(item)}>
          {item.reviewedAt === null ? QUALITY_COPY.review : QUALITY_COPY.look}
        </Button>
      ),
    },
  ];
}

function Score({ review }: { review: Review }) {
  const mean = meanOf(review.scores);
  if (mean === undefined) return <Tag>{QUALITY_COPY.noScore}</Tag>;
  return <strong>{Math.round(mean)}</strong>;
}

function Averages({ items }: { items: readonly Review[] }) {
  const averages = averagesOf(items);
  if (averages.length === 0) return null;
  const reviewed = items.filter(({ scores }) => scores !== null).length;
  return (
    <Card
      size="small"
      title={QUALITY_COPY.averages}
      extra={QUALITY_COPY.averageOf(reviewed)}
      style={{ marginBottom: 16 }}
    >
      <Flex wrap gap={24}>
        {averages.map(({ criterion, mean }) => (
          <Flex key={criterion} vertical align="center" gap={4}>
            <Progress
              type="dashboard"
              size={72}
              percent={Math.round(mean)}
              format={(percent) => percent}
              aria-label={CRITERIA[criterion].label}
            />
            <Typography.Text>{CRITERIA[criterion].label}</Typography.Text>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
