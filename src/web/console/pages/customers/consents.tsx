import { Tag } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { consent } from '../../../../server/contract/complaint.ts';
import { call } from '../../api.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { CONSENTS } from '../../copy-admin/labels-case.ts';
import { channelName } from '../../copy-admin/labels-desk.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';

type Consent = z.infer<typeof consent>;

const ANSWER = pageOf(consent);

const COLUMNS: readonly Column<Consent>[] = [
  {
    key: 'purpose',
    title: CUSTOMER_COPY.purpose,
    isHead: true,
    render: ({ purpose }) => CONSENTS[purpose],
  },
  {
    key: 'decision',
    title: CUSTOMER_COPY.decision,
    render: ({ isGranted, isCurrent }) => (
      <>
        <Tag color={isGranted ? 'success' : 'default'}>
          {isGranted ? CUSTOMER_COPY.granted : CUSTOMER_COPY.refused}
        </Tag>
        {isCurrent && <Tag color="processing">{CUSTOMER_COPY.current}</Tag>}
      </>
    ),
  },
  { key: 'at', title: CUSTOMER_COPY.decidedAt, render: ({ decidedAt }) => showTime(decidedAt) },
  {
    key: 'channel',
    title: CUSTOMER_COPY.channel,
    render: ({ channelAccount }) => channelName(channelAccount),
  },
  { key: 'version', title: CUSTOMER_COPY.textVersion, render: (item) => item.textVersion },
];

/** What the customer agreed to and refused, the newest first. */
export function Consents({ customerNo }: { customerNo: string }) {
  const list = useList(`consents ${customerNo}`, (cursor, signal) =>
    call({ path: '/consents', query: { customerNo, cursor }, answer: ANSWER, signal }),
  );
  return (
    <ListTable
      label={CUSTOMER_COPY.consents}
      list={list}
      columns={COLUMNS}
      rowKey={(item) => `${item.purpose} ${item.decidedAt}`}
    />
  );
}
