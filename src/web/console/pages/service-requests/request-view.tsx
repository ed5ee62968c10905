import { Card, Col, Flex, Row, Tag, Timeline, Typography } from 'antd';
import type { z } from 'zod';
import {
  serviceRequest,
  serviceRequestReveal,
  serviceRequestRevealInput,
} from '../../../../server/contract/service-request.ts';
import { call, path } from '../../api.ts';
import { REQUEST_COPY } from '../../copy-admin/find.ts';
import { REQUEST_KINDS, REQUEST_STATUS } from '../../copy-admin/labels-case.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { Reveal } from '../../parts/reveal.tsx';
import { show, showTime } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';
import { detailsOf } from './details.ts';
import { StatusForm } from './status-form.tsx';

type Request = z.infer<typeof serviceRequest>;

/** One request with its steps, and the form that moves it on. */
export function RequestView({ requestNo }: { requestNo: string }) {
  const { mayWork } = useRole();
  const loaded = useRequest(`request ${requestNo}`, (signal) =>
    call({ path: path`/service-requests/${requestNo}`, answer: serviceRequest, signal }),
  );
  return (
    <PageFrame title={REQUEST_COPY.request(requestNo)}>
      <LoadedView loaded={loaded}>
        {(data) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={15}>
              <Flex vertical gap={16}>
                <Content data={data} />
                {mayWork && <StatusForm request={data} changed={loaded.reload} />}
              </Flex>
            </Col>
            <Col xs={24} lg={9}>
              <Card size="small" title={REQUEST_COPY.steps}>
                <Steps steps={data.steps} />
              </Card>
            </Col>
          </Row>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: Request }) {
  const { mayWork } = useRole();
  const { label, tone } = REQUEST_STATUS[data.status];
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center" wrap>
          {REQUEST_KINDS[data.kind]}
          <Tag color={tone}>{label}</Tag>
          {data.isUrgent && <Tag color="error">{REQUEST_COPY.urgent}</Tag>}
        </Flex>
      }
      extra={mayWork && <RevealRequest requestNo={data.requestNo} />}
    >
      <Facts
        columns={2}
        facts={[
          { label: REQUEST_COPY.requestedAt, value: showTime(data.requestedAt) },
          {
            label: REQUEST_COPY.customer,
            value: <CaseLink to="customers" no={data.customerNo} />,
          },
          { label: REQUEST_COPY.phone, value: show(data.contactPhone) },
          { label: REQUEST_COPY.plate, value: show(data.plate) },
          {
            label: REQUEST_COPY.conversation,
            value: (
              <CaseLink
                to="conversations"
                no={data.conversationId}
                text={REQUEST_COPY.conversation}
              />
            ),
          },
          ...detailsOf(data.details),
        ]}
      />
    </Card>
  );
}

function RevealRequest({ requestNo }: { requestNo: string }) {
  const ask = async (reason: string) => {
    const shown = await call({
      method: 'POST',
      path: path`/service-requests/${requestNo}/reveal`,
      body: serviceRequestRevealInput.parse({ reason }),
      answer: serviceRequestReveal,
    });
    return (
      <Facts
        columns={1}
        facts={[
          { label: REQUEST_COPY.phone, value: show(shown.contactPhone) },
          { label: REQUEST_COPY.plate, value: show(shown.plate) },
          ...detailsOf(shown.details),
        ]}
      />
    );
  };
  return <Reveal what={REQUEST_COPY.contact} ask={ask} />;
}

function Steps({ steps }: Pick<Request, 'steps'>) {
  const names = usePeople();
  return (
    <Timeline
      items={steps.toReversed().map(({ at, status, by, note }) => ({
        key: `${at} ${status}`,
        title: REQUEST_STATUS[status].label,
        content: (
          <Flex vertical>
            <Typography.Text type="secondary">{`${showTime(at)} · ${personOf(by, names)}`}</Typography.Text>
            {note !== null && <span>{note}</span>}
          </Flex>
        ),
      }))}
    />
  );
}
