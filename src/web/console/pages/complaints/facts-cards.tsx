import { Card, Flex, Tag, Tooltip, Typography } from 'antd';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import {
  COMPLAINANT_ROLES,
  NATURES,
  RESPONDENT_KINDS,
  SOURCES,
} from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_CATEGORIES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Facts } from '../../parts/facts.tsx';
import { show, showTime, showYuan } from '../../parts/show.ts';
import { Link } from '../../router.tsx';
import type { Complaint } from './complaint.ts';
import { Nobody } from './list-columns.tsx';

interface CardProps {
  readonly data: Complaint;
}

/** What happened, in the customer's words, and what they ask for. */
export function MatterCard({ data }: CardProps) {
  return (
    <Card size="small" title={CASE_COPY.matter}>
      <Flex vertical gap={12}>
        <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
          {data.matter}
        </Typography.Paragraph>
        <div>
          <Typography.Text type="secondary">{COMPLAINT_COPY.request}</Typography.Text>
          <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
            {show(data.request)}
          </Typography.Paragraph>
        </div>
      </Flex>
    </Card>
  );
}

/** Who handles it, who may not, and whom it is about. */
export function PeopleCard({ data }: CardProps) {
  const { excluded, respondents } = data;
  return (
    <Card size="small" title={CASE_COPY.people}>
      <Facts
        columns={1}
        facts={[
          {
            label: COMPLAINT_COPY.handler,
            value: data.handlerName ?? <Nobody />,
          },
          { label: CASE_COPY.supervisor, value: show(data.supervisorName) },
          {
            label: CASE_COPY.excluded,
            value:
              excluded.length === 0 ? (
                show(null)
              ) : (
                <Flex gap={4} wrap>
                  {excluded.map(({ id, name }) => (
                    <Tooltip key={id} title={CASE_COPY.excludedWhy}>
                      <Tag>{name}</Tag>
                    </Tooltip>
                  ))}
                  <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                    {CASE_COPY.excludedWhy}
                  </Typography.Text>
                </Flex>
              ),
          },
          {
            label: CASE_COPY.respondents,
            value: show(
              respondents
                .map(({ kind, name }) => `${name}（${RESPONDENT_KINDS[kind]}）`)
                .join('、'),
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What is known of the case besides. */
export function CaseFacts({ data }: CardProps) {
  return (
    <Card size="small" title={CASE_COPY.facts}>
      <Facts columns={1} facts={[...origin(data), ...links(data), ...figures(data)]} />
    </Card>
  );
}

function origin(data: Complaint) {
  return [
    { label: COMPLAINT_COPY.category, value: COMPLAINT_CATEGORIES[data.category] },
    { label: CASE_COPY.nature, value: NATURES[data.nature] },
    { label: COMPLAINT_COPY.source, value: labelOf(SOURCES, data.source) },
    ...(data.sourceRef === null ? [] : [{ label: CASE_COPY.sourceRef, value: data.sourceRef }]),
    { label: COMPLAINT_COPY.receivedAt, value: showTime(data.receivedAt) },
    { label: COMPLAINT_COPY.registeredAt, value: showTime(data.registeredAt) },
    ...(data.closedAt === null
      ? []
      : [{ label: COMPLAINT_COPY.closedAt, value: showTime(data.closedAt) }]),
    { label: CASE_COPY.role, value: COMPLAINANT_ROLES[data.complainantRole] },
    { label: CASE_COPY.contact, value: show(data.contactName) },
    { label: CASE_COPY.phone, value: show(data.contactPhone) },
    { label: COMPLAINT_COPY.plate, value: show(data.plate) },
  ];
}

function links(data: Complaint) {
  return [
    { label: COMPLAINT_COPY.customer, value: <CaseLink to="customers" no={data.customerNo} /> },
    { label: COMPLAINT_COPY.claim, value: <CaseLink to="claims" no={data.claimNo} /> },
    {
      label: COMPLAINT_COPY.conversation,
      value: (
        <CaseLink to="conversations" no={data.conversationId} text={CASE_COPY.openConversation} />
      ),
    },
    ...(data.repeatOfNo === null
      ? []
      : [
          {
            label: CASE_COPY.repeatOf,
            value: <CaseLink to="complaints" no={data.repeatOfNo} />,
          },
        ]),
    ...(data.mergedIntoNo === null
      ? []
      : [
          {
            label: CASE_COPY.mergedInto,
            value: <CaseLink to="complaints" no={data.mergedIntoNo} />,
          },
        ]),
  ];
}

function figures(data: Complaint) {
  return [
    { label: CASE_COPY.branch, value: show(data.branch) },
    { label: CASE_COPY.repairShop, value: show(data.repairShop) },
    ...(data.amountClaimedFen === null
      ? []
      : [{ label: CASE_COPY.amount, value: showYuan(data.amountClaimedFen) }]),
    ...(data.groupKey === null || data.groupSize < 2
      ? []
      : [
          {
            label: CASE_COPY.group,
            value: (
              <Link to={`/complaints?${new URLSearchParams({ groupKey: data.groupKey })}`}>
                {CASE_COPY.groupOf(data.groupSize)}
              </Link>
            ),
          },
        ]),
  ];
}
