import { Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import {
  type outreachDelivery,
  outreachDeliveryPage,
} from '../../../../server/contract/campaigns.ts';
import { pageOf } from '../../../../server/contract/common.ts';
import { invitation } from '../../../../server/contract/surveys.ts';
import { visitPage, type visitSummary } from '../../../../server/contract/visits.ts';
import { call } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/customer-care.ts';
import {
  PUSH_CLASS_LABELS,
  PUSH_STATES,
  PUSH_WAY_LABELS,
  pushReasonText,
} from '../../copy-admin/push-labels.ts';
import { INVITATION_STATES } from '../../copy-admin/survey-labels.ts';
import { VISIT_KIND_LABELS, VISIT_RESULT_LABELS, VISIT_STATES } from '../../copy-admin/visits.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { PushCheck } from './push-check.tsx';

type Delivery = z.infer<typeof outreachDelivery>;
type Visit = z.infer<typeof visitSummary>;
type Invitation = z.infer<typeof invitation>;

const INVITATIONS = pageOf(invitation);

function reasonOf(reason: string | null): string {
  return reason === null ? show(null) : pushReasonText(reason);
}

const PUSH_COLUMNS: readonly Column<Delivery>[] = [
  {
    key: 'at',
    title: CARE_COPY.at,
    isHead: true,
    render: ({ releasedAt, notBefore }) => showTime(releasedAt ?? notBefore),
  },
  {
    key: 'class',
    title: CARE_COPY.pushClass,
    render: ({ pushClass }) => PUSH_CLASS_LABELS[pushClass],
  },
  {
    key: 'from',
    title: CARE_COPY.occasion,
    render: ({ campaignName }) => campaignName ?? CARE_COPY.own,
  },
  {
    key: 'way',
    title: CARE_COPY.way,
    render: ({ way }) => (way === null ? show(null) : PUSH_WAY_LABELS[way]),
  },
  {
    key: 'state',
    title: CARE_COPY.state,
    render: ({ status, openedAt, answeredAt }) => (
      <>
        <Tag color={PUSH_STATES[status].tone}>{PUSH_STATES[status].label}</Tag>
        {answeredAt !== null && <Tag color="success">{CARE_COPY.answered}</Tag>}
        {answeredAt === null && openedAt !== null && <Tag>{CARE_COPY.opened}</Tag>}
      </>
    ),
  },
  { key: 'reason', title: CARE_COPY.reason, render: ({ reason }) => reasonOf(reason) },
];

const INVITATION_COLUMNS: readonly Column<Invitation>[] = [
  {
    key: 'title',
    title: CARE_COPY.invitations,
    isHead: true,
    render: ({ questionnaireId, title }) => (
      <CaseLink to="questionnaires" no={questionnaireId} text={title} />
    ),
  },
  {
    key: 'state',
    title: CARE_COPY.state,
    render: ({ status }) => (
      <Tag color={INVITATION_STATES[status].tone}>{INVITATION_STATES[status].label}</Tag>
    ),
  },
  { key: 'reason', title: CARE_COPY.reason, render: ({ reason }) => reasonOf(reason) },
  {
    key: 'at',
    title: CARE_COPY.at,
    render: ({ completedAt, sentAt, createdAt }) => showTime(completedAt ?? sentAt ?? createdAt),
  },
];

const VISIT_COLUMNS: readonly Column<Visit>[] = [
  {
    key: 'kind',
    title: CARE_COPY.visits,
    isHead: true,
    render: ({ id, kind }) => (
      <CaseLink to="return-visits" no={id} text={VISIT_KIND_LABELS[kind]} />
    ),
  },
  {
    key: 'state',
    title: CARE_COPY.state,
    render: ({ status, result }) => (
      <>
        <Tag color={VISIT_STATES[status].tone}>{VISIT_STATES[status].label}</Tag>
        {result !== null && VISIT_RESULT_LABELS[result]}
      </>
    ),
  },
  { key: 'reason', title: CARE_COPY.reason, render: ({ reason }) => reasonOf(reason) },
  {
    key: 'at',
    title: CARE_COPY.at,
    render: ({ resultAt, dueFrom }) => showTime(resultAt ?? dueFrom),
  },
];

/** What was sent to a customer and what was not, what they were asked, who called; and why nothing was sent. */
export function CareTab({ customerNo }: { readonly customerNo: string }) {
  return (
    <Flex vertical gap={20} style={{ paddingTop: 12 }}>
      <PushCheck customerNo={customerNo} />
      <Pushes customerNo={customerNo} />
      <Invitations customerNo={customerNo} />
      <Visits customerNo={customerNo} />
    </Flex>
  );
}

interface OfCustomer {
  readonly customerNo: string;
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <Typography.Title level={2} style={{ fontSize: 15, marginBlock: '0 8px' }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}

function Pushes({ customerNo }: OfCustomer) {
  const list = useList(`pushes ${customerNo}`, (cursor, signal) =>
    call({
      path: '/outreach/deliveries',
      query: { customerNo, cursor },
      answer: outreachDeliveryPage,
      signal,
    }),
  );
  return (
    <Part title={CARE_COPY.pushes}>
      <ListTable
        label={CARE_COPY.pushes}
        list={list}
        columns={PUSH_COLUMNS}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}

function Invitations({ customerNo }: OfCustomer) {
  const list = useList(`invitations ${customerNo}`, (cursor, signal) =>
    call({ path: '/invitations', query: { customerNo, cursor }, answer: INVITATIONS, signal }),
  );
  return (
    <Part title={CARE_COPY.invitations}>
      <ListTable
        label={CARE_COPY.invitations}
        list={list}
        columns={INVITATION_COLUMNS}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}

function Visits({ customerNo }: OfCustomer) {
  const list = useList(`customer visits ${customerNo}`, (cursor, signal) =>
    call({ path: '/return-visits', query: { customerNo, cursor }, answer: visitPage, signal }),
  );
  return (
    <Part title={CARE_COPY.visits}>
      <ListTable
        label={CARE_COPY.visits}
        list={list}
        columns={VISIT_COLUMNS}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}
