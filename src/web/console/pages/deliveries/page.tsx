import { App, Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { pageOf } from '../../../../server/contract/common.ts';
import { delivery, webhook } from '../../../../server/contract/operations.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { DELIVERY_KINDS, DELIVERY_STATUS, labelOf } from '../../copy-admin/labels-desk.ts';
import { DELIVERY_COPY } from '../../copy-admin/operate.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { reasonText } from './reason-text.ts';

type Delivery = z.infer<typeof delivery>;

const DELIVERIES = pageOf(delivery);
const WEBHOOKS = shortList(webhook);
const STATUS_LABELS = {
  failed: DELIVERY_STATUS.failed.label,
  unknown: DELIVERY_STATUS.unknown.label,
  queued: DELIVERY_STATUS.queued.label,
  sending: DELIVERY_STATUS.sending.label,
  suppressed: DELIVERY_STATUS.suppressed.label,
  sent: DELIVERY_STATUS.sent.label,
} as const;

/** What left the desk or should have; whoever failed is sent again from here. */
export function Page() {
  const { read, write } = useQueryState();
  // Whoever comes here mostly comes for what failed; an explicit `all` shows everything.
  const chosen = read('status');
  const status = chosen === 'all' ? undefined : (oneOf(STATUS_LABELS, chosen) ?? 'failed');
  const kind = oneOf(DELIVERY_KINDS, read('kind'));
  const list = useList(`deliveries ${status} ${kind}`, (cursor, signal) =>
    call({ path: '/deliveries', query: { status, kind, cursor }, answer: DELIVERIES, signal }),
  );
  const names = useWebhookNames();
  const retryable = list.items?.filter(({ mayRetry }) => mayRetry) ?? [];
  return (
    <PageFrame
      title={PAGE_TITLES.deliveries}
      actions={
        <>
          <Choice
            label={DELIVERY_COPY.status}
            labels={STATUS_LABELS}
            value={status}
            choose={(next) => write({ status: next ?? 'all' })}
          />
          <Choice
            label={DELIVERY_COPY.kind}
            labels={DELIVERY_KINDS}
            value={kind}
            choose={(next) => write({ kind: next })}
          />
          <Button onClick={list.reload}>{ACTION_COPY.refresh}</Button>
          {retryable.length > 0 && <RetryAll items={retryable} done={list.reload} />}
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.deliveries}
        list={list}
        columns={[
          headColumn(names),
          ...COLUMNS,
          {
            key: 'actions',
            title: '',
            isActions: true,
            render: (item) => item.mayRetry && <Retry item={item} done={list.reload} />,
          },
        ]}
        rowKey={({ id }) => id}
        isFiltered={status !== undefined || kind !== undefined}
      />
    </PageFrame>
  );
}

/** What webhooks are called: a delivery knows them by their numbers. */
function useWebhookNames(): ReadonlyMap<string, string> {
  const { data } = useRequest('webhook-names', (signal) =>
    call({ path: '/webhooks', answer: WEBHOOKS, signal }),
  );
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}

function headColumn(names: ReadonlyMap<string, string>): Column<Delivery> {
  return {
    key: 'kind',
    title: DELIVERY_COPY.kind,
    isHead: true,
    render: ({ kind, target }) =>
      `${labelOf(DELIVERY_KINDS, kind)} → ${names.get(target) ?? target}`,
  };
}

const COLUMNS: readonly Column<Delivery>[] = [
  {
    key: 'status',
    title: DELIVERY_COPY.status,
    render: ({ status }) => {
      const known = oneOf(DELIVERY_STATUS, status);
      return known === undefined ? (
        status
      ) : (
        <Tag color={DELIVERY_STATUS[known].tone}>{DELIVERY_STATUS[known].label}</Tag>
      );
    },
  },
  {
    key: 'reason',
    title: DELIVERY_COPY.reason,
    render: ({ reason }) => (
      <Typography.Text type="secondary" title={reason ?? ''}>
        {reason === null ? show(null) : reasonText(reason)}
      </Typography.Text>
    ),
  },
  { key: 'event', title: DELIVERY_COPY.event, render: ({ event }) => show(event) },
  { key: 'attempts', title: DELIVERY_COPY.attempts, render: ({ attempts }) => attempts },
  { key: 'at', title: DELIVERY_COPY.createdAt, render: ({ createdAt }) => showTime(createdAt) },
  { key: 'next', title: DELIVERY_COPY.nextAt, render: (item) => showTime(item.nextAttemptAt) },
  {
    key: 'conversation',
    title: DELIVERY_COPY.conversation,
    render: ({ conversationId }) => (
      <CaseLink to="conversations" no={conversationId} text={DELIVERY_COPY.conversation} />
    ),
  },
];

function retry(id: string): Promise<void> {
  return call({ method: 'POST', path: path`/deliveries/${id}/retry`, answer: NO_CONTENT });
}

function Retry({ item, done }: { item: Delivery; done: () => void }) {
  const { message } = App.useApp();
  const retrying = useAction(async () => {
    await retry(item.id);
    // The toast is told, not waited for.
    void message.success(DELIVERY_COPY.retried);
    done();
  });
  return (
    <Button size="small" loading={retrying.isBusy} onClick={() => void retrying.run()}>
      {DELIVERY_COPY.retry}
    </Button>
  );
}

function RetryAll({ items, done }: { items: readonly Delivery[]; done: () => void }) {
  const { modal, message } = App.useApp();
  const [progress, setProgress] = useState(0);
  const retrying = useAction(async () => {
    let failed = 0;
    // One after the other: whoever receives them failed before and is not flooded.
    for (const [index, { id }] of items.entries()) {
      setProgress(index + 1);
      try {
        await retry(id);
      } catch {
        failed += 1;
      }
    }
    // The toast is told, not waited for.
    void message.info(DELIVERY_COPY.retriedAll(items.length - failed, failed));
    done();
  });
  const ask = (): void => {
    modal.confirm({
      title: DELIVERY_COPY.retryAllTitle(items.length),
      content: DELIVERY_COPY.retryAllHint,
      okText: DELIVERY_COPY.retry,
      cancelText: ACTION_COPY.cancel,
      onOk: () => void retrying.run(),
    });
  };
  return (
    <Button type="primary" loading={retrying.isBusy} onClick={ask}>
      {retrying.isBusy
        ? DELIVERY_COPY.retrying(progress, items.length)
        : DELIVERY_COPY.retryAll(items.length)}
    </Button>
  );
}
