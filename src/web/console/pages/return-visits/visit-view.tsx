import { Alert, App, Button, Card, Col, Flex, Row, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { revealed } from '../../../../server/contract/customer.ts';
import { visitDetail } from '../../../../server/contract/visits.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { POLICY_KINDS } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { pushReasonText } from '../../copy-admin/push-labels.ts';
import { VISIT_COPY, VISIT_KIND_LABELS, VISIT_STATES } from '../../copy-admin/visits.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { Reveal } from '../../parts/reveal.tsx';
import { show, showDay, showDeadline, showTime } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { type Loaded, useAction, useRequest } from '../../use-request.ts';
import { CallSteps } from './call-steps.tsx';
import { Tries } from './tries.tsx';

type Visit = z.infer<typeof visitDetail>;

/** One return visit: who, what is said, what came of it. */
export function VisitView({ id }: { readonly id: string }) {
  const loaded = useRequest(`visit ${id}`, (signal) =>
    call({ path: path`/return-visits/${id}`, answer: visitDetail, signal }),
  );
  const kind = loaded.data?.kind;
  return (
    <PageFrame title={VISIT_COPY.visit(kind === undefined ? '' : VISIT_KIND_LABELS[kind])}>
      <LoadedView loaded={loaded}>
        {(data) => <Content data={data} reload={loaded.reload} />}
      </LoadedView>
    </PageFrame>
  );
}

function Content({ data, reload }: { readonly data: Visit } & Pick<Loaded<Visit>, 'reload'>) {
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={15}>
        <Flex vertical gap={16}>
          <Basics data={data} />
          <Todo data={data} changed={reload} />
        </Flex>
      </Col>
      <Col xs={24} lg={9}>
        <Tries data={data} />
      </Col>
    </Row>
  );
}

function Basics({ data }: { readonly data: Visit }) {
  const { label, tone } = VISIT_STATES[data.status];
  const reason = data.reason === null ? [] : [pushReasonText(data.reason)];
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center" wrap>
          {data.customerName}
          <Tag color={tone}>{label}</Tag>
          {reason.map((text) => (
            <Typography.Text key={text} type="secondary">
              {text}
            </Typography.Text>
          ))}
        </Flex>
      }
    >
      <Facts
        columns={2}
        facts={[
          { label: VISIT_COPY.phone, value: <Phone data={data} /> },
          {
            label: VISIT_COPY.openCustomer,
            value: <CaseLink to="customers" no={data.customerNo} />,
          },
          {
            label: VISIT_COPY.window,
            value: `${showTime(data.dueFrom)} ～ ${showDeadline(data.dueUntil)}`,
          },
          { label: VISIT_COPY.owner, value: data.ownerName ?? VISIT_COPY.nobody },
          { label: VISIT_COPY.nextAt, value: showTime(data.nextAttemptAt) },
          {
            label: VISIT_COPY.tries,
            value: VISIT_COPY.triesOf(data.attempts, data.attemptsMax),
          },
          ...aboutFacts(data.about),
        ]}
      />
      {data.about === null && data.may.length > 0 && (
        <Typography.Text type="secondary">
          {`${VISIT_COPY.about}：${VISIT_COPY.aboutLater}`}
        </Typography.Text>
      )}
    </Card>
  );
}

/** The number to call: shown for a reason, which is written down. */
function Phone({ data: { phone, customerNo, may } }: { readonly data: Visit }) {
  const { mayWork } = useRole();
  const ask = async (reason: string) => {
    const { values } = await call({
      method: 'POST',
      path: path`/customers/${customerNo}/reveal`,
      body: { field: 'phone', reason },
      answer: revealed,
    });
    return values.length === 0 ? ACTION_COPY.revealEmpty : values.join('、');
  };
  return (
    <Flex gap={4} align="center">
      {show(phone)}
      {mayWork && may.length > 0 && <Reveal what={VISIT_COPY.phone} ask={ask} />}
    </Flex>
  );
}

function aboutFacts(about: Visit['about']): readonly Fact[] {
  if (about === null) return [];
  const { aboutLabels } = VISIT_COPY;
  const period =
    about.startsAt === null || about.endsAt === null
      ? null
      : `${showDay(about.startsAt)} ～ ${showDay(about.endsAt)}`;
  const kind = about.policyKind === null ? null : labelOf(POLICY_KINDS, about.policyKind);
  const facts = [
    { label: aboutLabels.plate, value: about.plate },
    { label: aboutLabels.policyNo, value: about.policyNo },
    { label: aboutLabels.policyKind, value: kind },
    { label: aboutLabels.period, value: period },
    { label: aboutLabels.claimNo, value: about.claimNo },
    { label: aboutLabels.complaintNo, value: about.complaintNo },
  ];
  return facts.filter(({ value }) => value !== null);
}

/** What may be done now, or why nothing. */
function Todo({ data, changed }: { readonly data: Visit; readonly changed: () => void }) {
  const { message } = App.useApp();
  const { mayWork } = useRole();
  const taking = useAction(async () => {
    await call({
      method: 'POST',
      path: path`/return-visits/${data.id}/take`,
      answer: visitDetail,
    });
    // The toast is told, not waited for.
    void message.success(VISIT_COPY.taken);
    changed();
  });
  if (!mayWork) return <Alert type="info" showIcon title={ACTION_COPY.readOnly} />;
  if (data.isExcluded) return <Alert type="warning" showIcon title={VISIT_COPY.excluded} />;
  if (data.may.length === 0) {
    const isEnded = data.status === 'done' || data.status === 'stopped' || data.status === 'missed';
    return <Alert type="info" showIcon title={isEnded ? VISIT_COPY.ended : VISIT_COPY.onlyLook} />;
  }
  const mayCall = data.may.includes('identify') || data.may.includes('result');
  return (
    <Flex vertical gap={16}>
      {data.may.includes('take') && (
        <Button
          type={mayCall ? 'default' : 'primary'}
          style={{ alignSelf: 'flex-start' }}
          loading={taking.isBusy}
          onClick={() => void taking.run()}
        >
          {VISIT_COPY.take}
        </Button>
      )}
      {mayCall && <CallSteps data={data} changed={changed} />}
    </Flex>
  );
}
