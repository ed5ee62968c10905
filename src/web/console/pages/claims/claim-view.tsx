import { Alert, Card, Col, Flex, Row, Tag, Timeline, Typography } from 'antd';
import type { z } from 'zod';
import { claim } from '../../../../server/contract/claim.ts';
import { call, path } from '../../api.ts';
import { CLAIM_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { CLAIM_STAGES, LOSS_ITEMS } from '../../copy-admin/labels-case.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime, showYuan } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';
import { factsOf } from './claim-facts.ts';

type Claim = z.infer<typeof claim>;
type LossItem = Claim['lossItems'][number];
type ClaimEvent = Claim['events'][number];

/** A claim with its history, to read. */
export function ClaimView({ claimNo }: { claimNo: string }) {
  const loaded = useRequest(`claim ${claimNo}`, (signal) =>
    call({ path: path`/claims/${claimNo}`, answer: claim, signal }),
  );
  return (
    <PageFrame title={CLAIM_COPY.claim(claimNo)}>
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: Claim }) {
  const facts = factsOf(data.facts);
  return (
    <Flex vertical gap={16}>
      {data.anomalies.length > 0 && (
        <Alert type="warning" showIcon title={CLAIM_COPY.anomalies(data.anomalies.length)} />
      )}
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={16}>
          <Flex vertical gap={16}>
            <Basics data={data} />
            {facts.length > 0 && (
              <Card size="small" title={CLAIM_COPY.facts}>
                <Facts facts={facts} />
              </Card>
            )}
            {data.lossItems.length > 0 && (
              <Card size="small" title={CLAIM_COPY.lossItems}>
                <ListTable
                  label={CLAIM_COPY.lossItems}
                  list={wholeList(data.lossItems)}
                  columns={LOSS_COLUMNS}
                  rowKey={({ itemNo }) => itemNo}
                  isWhole
                />
              </Card>
            )}
          </Flex>
        </Col>
        <Col xs={24} lg={8}>
          <Card size="small" title={CLAIM_COPY.history}>
            <Timeline items={stagesOf(data)} />
          </Card>
        </Col>
      </Row>
      <Card size="small" title={CLAIM_COPY.events}>
        <ListTable
          label={CLAIM_COPY.events}
          list={wholeList(data.events)}
          columns={EVENT_COLUMNS}
          rowKey={({ sourceEventId }) => sourceEventId}
          isWhole
        />
      </Card>
    </Flex>
  );
}

/** The newest stage on top: that is where the claim stands. */
function stagesOf({ stages }: Claim) {
  return stages.toReversed().map(({ status, at }, index) => ({
    key: `${status} ${at}`,
    color: index === 0 ? 'blue' : 'gray',
    title: CLAIM_STAGES[status],
    content: <Typography.Text type="secondary">{showTime(at)}</Typography.Text>,
  }));
}

function Basics({ data }: { data: Claim }) {
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center" wrap>
          <Tag color="processing">{CLAIM_STAGES[data.status]}</Tag>
          {data.rawStatus !== null && <Tag>{`${CLAIM_COPY.rawStatus} ${data.rawStatus}`}</Tag>}
          {data.hasInjury && <Tag color="error">{CLAIM_COPY.injury}</Tag>}
        </Flex>
      }
    >
      <Facts
        facts={[
          { label: CLAIM_COPY.statusAt, value: showTime(data.statusAt) },
          {
            label: CLAIM_COPY.customerNo,
            value: <CaseLink to="customers" no={data.customerNo} />,
          },
          {
            label: CLAIM_COPY.policyNo,
            value: <CaseLink to="policies" no={data.policyNo} />,
          },
          {
            label: CLAIM_COPY.reportNo,
            value: <CaseLink to="reports" no={data.reportNo} />,
          },
          { label: CLAIM_COPY.plate, value: show(data.plate) },
          { label: CLAIM_COPY.reportedAt, value: showTime(data.reportedAt) },
          { label: CLAIM_COPY.accidentAt, value: showTime(data.accidentAt) },
          { label: CLAIM_COPY.place, value: show(data.accidentPlace) },
          { label: CLAIM_COPY.accidentKind, value: show(data.accidentKind) },
          { label: CLAIM_COPY.handler, value: show(data.handler?.name) },
          {
            label: CLAIM_COPY.reporter,
            value: show(
              data.reporter === null ? null : `${data.reporter.name} ${data.reporter.phone}`,
            ),
          },
        ]}
      />
    </Card>
  );
}

const LOSS_COLUMNS: readonly Column<LossItem>[] = [
  { key: 'no', title: CLAIM_COPY.item, isHead: true, render: ({ itemNo }) => itemNo },
  { key: 'kind', title: CLAIM_COPY.kind, render: ({ kind }) => LOSS_ITEMS[kind] },
  { key: 'status', title: CLAIM_COPY.stage, render: ({ status }) => CLAIM_STAGES[status] },
  { key: 'amount', title: CLAIM_COPY.amount, render: ({ amountFen }) => showYuan(amountFen) },
];

const EVENT_COLUMNS: readonly Column<ClaimEvent>[] = [
  {
    key: 'status',
    title: CLAIM_COPY.stage,
    isHead: true,
    render: ({ status, rawStatus }) => (status === null ? show(rawStatus) : CLAIM_STAGES[status]),
  },
  { key: 'item', title: CLAIM_COPY.item, render: ({ lossItemNo }) => show(lossItemNo) },
  { key: 'at', title: CLAIM_COPY.occurredAt, render: ({ occurredAt }) => showTime(occurredAt) },
  { key: 'received', title: CLAIM_COPY.receivedAt, render: (item) => showTime(item.receivedAt) },
  { key: 'source', title: CLAIM_COPY.source, render: ({ source }) => source },
  {
    key: 'anomaly',
    title: CLAIM_COPY.anomaly,
    render: ({ anomaly }) =>
      anomaly === null ? ACTION_COPY.none : <Tag color="warning">{anomaly}</Tag>,
  },
];
