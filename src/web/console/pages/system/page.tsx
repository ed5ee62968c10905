import { Alert, Card, Col, Flex, Row, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { systemState } from '../../../../server/contract/operations.ts';
import { call } from '../../api.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { SYSTEM_COPY } from '../../copy-admin/operate.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showBytes, showDuration, showTime } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link } from '../../router.tsx';
import { useRequest } from '../../use-request.ts';

type System = z.infer<typeof systemState>;

const EVERY_MS = 15_000;

/** How the desk itself is doing; what somebody should look at comes first. */
export function Page() {
  const loaded = useRequest(
    'system',
    (signal) => call({ path: '/system', answer: systemState, signal }),
    { everyMs: EVERY_MS },
  );
  const note = loaded.data === undefined ? '' : SYSTEM_COPY.asOf(showTime(loaded.data.now));
  return (
    <PageFrame
      title={PAGE_TITLES.system}
      note={<Typography.Text type="secondary">{note}</Typography.Text>}
    >
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: System }) {
  return (
    <Flex vertical gap={16}>
      <Warnings warnings={data.warnings} />
      <Row gutter={[16, 16]}>
        <Group title={SYSTEM_COPY.service} facts={serviceFacts(data)} />
        <Group title={SYSTEM_COPY.database} facts={databaseFacts(data)} />
        <Group title={SYSTEM_COPY.outbox} facts={outboxFacts(data)}>
          <ForAdmin to="/deliveries" text={SYSTEM_COPY.toDeliveries} />
        </Group>
        <Group title={SYSTEM_COPY.conversations} facts={conversationFacts(data)} />
        <Group title={SYSTEM_COPY.model} facts={modelFacts(data)} />
        <Group title={SYSTEM_COPY.audit} facts={auditFacts(data)}>
          <ForAdmin to="/audit" text={SYSTEM_COPY.toAudit} />
        </Group>
      </Row>
    </Flex>
  );
}

function Warnings({ warnings }: Pick<System, 'warnings'>) {
  if (warnings.length === 0) {
    return (
      <Alert
        type="success"
        showIcon
        title={SYSTEM_COPY.healthy}
        description={SYSTEM_COPY.healthyHint}
      />
    );
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={SYSTEM_COPY.warnings(warnings.length)}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      }
    />
  );
}

function ForAdmin({ to, text }: { to: string; text: string }) {
  const { isAdmin } = useRole();
  return isAdmin ? <Link to={to}>{text}</Link> : null;
}

interface GroupProps {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly children?: React.ReactNode;
}

function Group({ title, facts, children }: GroupProps) {
  return (
    <Col xs={24} md={12} xl={8}>
      <Card size="small" title={title} extra={children} style={{ height: '100%' }}>
        <Facts columns={1} facts={facts} />
      </Card>
    </Col>
  );
}

function serviceFacts(data: System): readonly Fact[] {
  const uptimeMs = new Date(data.now).getTime() - new Date(data.startedAt).getTime();
  return [
    { label: SYSTEM_COPY.version, value: data.version },
    { label: SYSTEM_COPY.node, value: data.nodeVersion },
    { label: SYSTEM_COPY.startedAt, value: showTime(data.startedAt) },
    { label: SYSTEM_COPY.running, value: showDuration(uptimeMs) },
    {
      label: SYSTEM_COPY.roles,
      value: data.roles.map((role) => labelOf(SYSTEM_COPY.roleNames, role)).join('、'),
    },
    { label: SYSTEM_COPY.memory, value: showBytes(data.memoryBytes) },
    { label: SYSTEM_COPY.processes, value: data.processes },
    { label: SYSTEM_COPY.queue, value: SYSTEM_COPY.backends[data.queue.backend] },
  ];
}

function databaseFacts({ database }: System): readonly Fact[] {
  const { isReachable, latencyMs } = database;
  return [
    {
      label: SYSTEM_COPY.reachable,
      value: (
        <Tag color={isReachable ? 'success' : 'error'}>
          {isReachable ? SYSTEM_COPY.ok : SYSTEM_COPY.broken}
        </Tag>
      ),
    },
    {
      label: SYSTEM_COPY.latency,
      value: latencyMs === null ? show(null) : SYSTEM_COPY.milliseconds(Math.round(latencyMs)),
    },
    { label: SYSTEM_COPY.size, value: showBytes(database.sizeBytes) },
    { label: SYSTEM_COPY.version, value: show(database.version) },
  ];
}

function outboxFacts({ outbox }: System): readonly Fact[] {
  return [
    { label: SYSTEM_COPY.queued, value: outbox.queued },
    { label: SYSTEM_COPY.oldest, value: showTime(outbox.oldestQueuedAt) },
    { label: SYSTEM_COPY.failed, value: outbox.failed },
    { label: SYSTEM_COPY.unknown, value: outbox.unknown },
  ];
}

function conversationFacts({ conversations }: System): readonly Fact[] {
  return [
    { label: SYSTEM_COPY.open, value: conversations.open },
    { label: SYSTEM_COPY.unhandled, value: conversations.unhandled },
  ];
}

function modelFacts({ languageModel }: System): readonly Fact[] {
  if (!languageModel.isConfigured) {
    return [{ label: SYSTEM_COPY.model, value: SYSTEM_COPY.notConfigured }];
  }
  return [
    { label: SYSTEM_COPY.model, value: SYSTEM_COPY.configured },
    { label: SYSTEM_COPY.calls, value: languageModel.calls24h },
    { label: SYSTEM_COPY.failures, value: languageModel.failures24h },
  ];
}

function auditFacts({ audit }: System): readonly Fact[] {
  return [
    { label: SYSTEM_COPY.rows, value: audit.rows },
    {
      label: SYSTEM_COPY.head,
      value: <code style={{ wordBreak: 'break-all' }}>{show(audit.headHash)}</code>,
    },
  ];
}
