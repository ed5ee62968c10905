import { App, Button, Card, Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import type { board } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { BOARD_COPY } from '../../copy-admin/board.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { RISK_LABELS } from '../../copy-admin/labels-desk.ts';
import { formatClock, formatDuration } from '../../format.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useNow } from '../../parts/use-now.ts';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { Link, navigate } from '../../router.tsx';
import { useAction } from '../../use-request.ts';

type Item = z.infer<typeof board>['atRisk'][number];

interface AtRiskProps {
  readonly items: readonly Item[];
  /** When the waits were measured. */
  readonly measuredAt: string;
}

/** Whoever waits close to a limit or past it, and the button with which a supervisor steps in. */
export function AtRisk({ items, measuredAt }: AtRiskProps) {
  const now = useNow();
  const { isLead } = useRole();
  const sinceMs = Math.max(0, now - new Date(measuredAt).getTime());
  const columns: readonly Column<Item>[] = [
    {
      key: 'customer',
      title: BOARD_COPY.customer,
      isHead: true,
      render: (item) => (
        <Link to={path`/conversations/${item.conversationId}`}>{item.customerName}</Link>
      ),
    },
    {
      key: 'agent',
      title: BOARD_COPY.handler,
      render: ({ agentName }) =>
        agentName ?? <Typography.Text type="secondary">{BOARD_COPY.noHandler}</Typography.Text>,
    },
    { key: 'kind', title: BOARD_COPY.kind, render: ({ kind }) => RISK_LABELS[kind] },
    {
      key: 'waited',
      title: BOARD_COPY.waited,
      render: (item) => <Waited item={item} waitedMs={item.waitingMs + sinceMs} />,
    },
    ...(isLead
      ? [
          {
            key: 'actions',
            title: '',
            isActions: true,
            render: (item: Item) => <TakeOver item={item} />,
          },
        ]
      : []),
  ];
  return (
    <Card size="small" title={BOARD_COPY.atRisk} style={{ height: '100%' }}>
      {items.length === 0 ? (
        <Typography.Text type="secondary">{BOARD_COPY.noRisk}</Typography.Text>
      ) : (
        <ListTable
          label={BOARD_COPY.atRisk}
          list={wholeList(items)}
          columns={columns}
          rowKey={({ handoffId }) => handoffId}
          isWhole
        />
      )}
    </Card>
  );
}

function Waited({ item, waitedMs }: { item: Item; waitedMs: number }) {
  const isBreached = item.isBreached || waitedMs >= item.limitMs;
  return (
    <Flex gap={8} align="center" wrap>
      <Tag color={isBreached ? 'error' : 'warning'}>
        {isBreached ? BOARD_COPY.breached : BOARD_COPY.near}
      </Tag>
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatClock(waitedMs)}</span>
      <Typography.Text type="secondary">
        {BOARD_COPY.limit(formatDuration(item.limitMs))}
      </Typography.Text>
    </Flex>
  );
}

function TakeOver({ item }: { item: Item }) {
  const { modal, message } = App.useApp();
  const taking = useAction(async () => {
    await call({
      method: 'POST',
      path: path`/handoffs/${item.handoffId}/take-over`,
      answer: NO_CONTENT,
    });
    // The toast is told, not waited for.
    void message.success(BOARD_COPY.takenOver);
    navigate(path`/desk/${item.conversationId}`);
  });
  const ask = (): void => {
    modal.confirm({
      title: BOARD_COPY.takeOverTitle(item.customerName),
      content:
        item.agentName === null ? BOARD_COPY.takeOverHint : BOARD_COPY.takeOverFrom(item.agentName),
      okText: BOARD_COPY.takeOver,
      cancelText: ACTION_COPY.cancel,
      onOk: () => taking.run(),
    });
  };
  return (
    <Button size="small" loading={taking.isBusy} onClick={ask}>
      {BOARD_COPY.takeOver}
    </Button>
  );
}
