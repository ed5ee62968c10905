import { Card, Flex, Tag } from 'antd';
import type { z } from 'zod';
import {
  type outreachDelivery,
  outreachDeliveryPage,
} from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { careReasonText } from '../../copy-admin/care-labels.ts';
import { PUSH_REFUSAL_LABELS, PUSH_STATES, PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { type CampaignDetail, isLive } from './tally.ts';

type Delivery = z.infer<typeof outreachDelivery>;

/** While a campaign goes out, in milliseconds: slower than its bar, since each look reads many rows. */
const LIVE_MS = 5_000;

const STATES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PUSH_STATES).map(([key, { label }]) => [key, label]),
);

interface LedgerProps {
  readonly campaignId: string;
  readonly status: CampaignDetail['status'];
}

/** One row for each person: what became of the message, and why. */
export function Ledger({ campaignId, status: campaignStatus }: LedgerProps) {
  const { read, write } = useQueryState();
  const status = oneOf(STATES, read('status'));
  const reason = oneOf(PUSH_REFUSAL_LABELS, read('reason'));
  const list = useList(
    `ledger ${campaignId} ${status} ${reason}`,
    (cursor, signal) =>
      call({
        path: '/outreach/deliveries',
        query: { campaignId, status, reason, cursor },
        answer: outreachDeliveryPage,
        signal,
      }),
    isLive(campaignStatus) ? { everyMs: LIVE_MS } : {},
  );
  return (
    <Card size="small" title={CAMPAIGN_COPY.ledger}>
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Choice
          label={CAMPAIGN_COPY.deliveryStatus}
          labels={STATES}
          value={status}
          choose={(value) => write({ status: value })}
        />
        <Choice
          label={CAMPAIGN_COPY.reason}
          labels={PUSH_REFUSAL_LABELS}
          value={reason}
          width={240}
          choose={(value) => write({ reason: value })}
        />
      </Flex>
      <ListTable
        label={CAMPAIGN_COPY.ledger}
        list={list}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        isFiltered={status !== undefined || reason !== undefined}
      />
    </Card>
  );
}

const COLUMNS: readonly Column<Delivery>[] = [
  {
    key: 'customer',
    title: CAMPAIGN_COPY.customer,
    isHead: true,
    render: ({ customerName, customerNo }) => (
      <Link to={path`/customers/${customerNo}`}>{`${customerName} ${customerNo}`}</Link>
    ),
  },
  {
    key: 'status',
    title: CAMPAIGN_COPY.deliveryStatus,
    render: ({ status }) => (
      <Tag
        color={PUSH_STATES[status].tone}
        title={status === 'unknown' ? CAMPAIGN_COPY.unknownHint : undefined}
      >
        {PUSH_STATES[status].label}
      </Tag>
    ),
  },
  {
    key: 'reason',
    title: CAMPAIGN_COPY.reason,
    render: ({ reason }) => (reason === null ? show(null) : careReasonText(reason)),
  },
  {
    key: 'way',
    title: CAMPAIGN_COPY.way,
    render: ({ way }) => (way === null ? show(null) : PUSH_WAY_LABELS[way]),
  },
  { key: 'variant', title: CAMPAIGN_COPY.variant, render: ({ variant }) => show(variant) },
  {
    key: 'released',
    title: CAMPAIGN_COPY.releasedAt,
    render: ({ releasedAt }) => showTime(releasedAt),
  },
  { key: 'opened', title: CAMPAIGN_COPY.opened, render: ({ openedAt }) => showTime(openedAt) },
  {
    key: 'answered',
    title: CAMPAIGN_COPY.answered,
    render: ({ answeredAt }) => showTime(answeredAt),
  },
];
