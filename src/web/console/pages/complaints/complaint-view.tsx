import { Card, Flex, Tag } from 'antd';
import type { z } from 'zod';
import { complaint } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/find.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_FLAGS,
  COMPLAINT_STATES,
  SEVERITIES,
} from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Due } from '../../parts/due.tsx';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useRequest } from '../../use-request.ts';

type Complaint = z.infer<typeof complaint>;

/** One complaint, masked, to read. */
export function ComplaintView({ complaintNo }: { complaintNo: string }) {
  const loaded = useRequest(`complaint ${complaintNo}`, (signal) =>
    call({ path: path`/complaints/${complaintNo}`, answer: complaint, signal }),
  );
  return (
    <PageFrame title={COMPLAINT_COPY.complaint(complaintNo)}>
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: Complaint }) {
  const severity = SEVERITIES[data.severity];
  return (
    <Flex vertical gap={16}>
      <Card
        size="small"
        title={
          <Flex gap={8} wrap>
            <Tag color={severity.tone}>{severity.label}</Tag>
            <Tag>{COMPLAINT_STATES[data.status]}</Tag>
            {data.flags.map((flag) => (
              <Tag key={flag} color="error">
                {labelOf(COMPLAINT_FLAGS, flag)}
              </Tag>
            ))}
          </Flex>
        }
      >
        <Facts
          columns={1}
          facts={[
            { label: COMPLAINT_COPY.matter, value: data.matter },
            { label: COMPLAINT_COPY.request, value: show(data.request) },
          ]}
        />
      </Card>
      <Card size="small">
        <Facts facts={whereItStands(data)} />
      </Card>
    </Flex>
  );
}

function whereItStands(data: Complaint) {
  return [
    {
      label: COMPLAINT_COPY.feedback,
      value: <Due dueAt={data.firstFeedbackDueAt} doneAt={data.firstFeedbackAt} />,
    },
    {
      label: COMPLAINT_COPY.resolution,
      value: <Due dueAt={data.resolutionDueAt} doneAt={data.closedAt} />,
    },
    { label: COMPLAINT_COPY.handler, value: show(data.handlerName) },
    { label: COMPLAINT_COPY.category, value: COMPLAINT_CATEGORIES[data.category] },
    { label: COMPLAINT_COPY.receivedAt, value: showTime(data.receivedAt) },
    { label: COMPLAINT_COPY.registeredAt, value: showTime(data.registeredAt) },
    { label: COMPLAINT_COPY.contact, value: show(data.contactName) },
    { label: COMPLAINT_COPY.phone, value: show(data.contactPhone) },
    { label: COMPLAINT_COPY.plate, value: show(data.plate) },
    {
      label: COMPLAINT_COPY.customer,
      value: <CaseLink to="customers" no={data.customerNo} />,
    },
    { label: COMPLAINT_COPY.claim, value: <CaseLink to="claims" no={data.claimNo} /> },
    {
      label: COMPLAINT_COPY.conversation,
      value: (
        <CaseLink to="conversations" no={data.conversationId} text={COMPLAINT_COPY.conversation} />
      ),
    },
    {
      label: COMPLAINT_COPY.evidence,
      value: COMPLAINT_COPY.evidenceCount(data.evidenceIds.length),
    },
  ];
}
