import { Alert, Button, Flex, Form, Input, Select, Space, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { auditRow } from '../../../../server/contract/audit.ts';
import { pageOf } from '../../../../server/contract/common.ts';
import { auditVerification } from '../../../../server/contract/operations.ts';
import { call } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { labelOf, PEOPLE } from '../../copy-admin/labels-desk.ts';
import { AUDIT_COPY } from '../../copy-admin/operate.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { useQueryState } from '../../parts/use-query-state.ts';
import { useAction } from '../../use-request.ts';
import { auditFilterOf, exportHref, FILTER_NAMES } from './audit-filter.ts';

type Row = z.infer<typeof auditRow>;
type Verification = z.infer<typeof auditVerification>;

const ROWS = pageOf(auditRow);

/** Who read or changed what, when and why; and whether nobody tampered with it. */
export function Page() {
  const { read, write } = useQueryState();
  const filter = auditFilterOf(read);
  const list = useList(`audit ${JSON.stringify(filter)}`, (cursor, signal) =>
    call({ path: '/audit', query: { ...filter, cursor }, answer: ROWS, signal }),
  );
  const [verified, setVerified] = useState<Verification>();
  const verifying = useAction(async () =>
    setVerified(
      await call({ method: 'POST', path: '/audit/verify', body: {}, answer: auditVerification }),
    ),
  );
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <PageFrame
      title={PAGE_TITLES.audit}
      actions={
        <>
          <Button loading={verifying.isBusy} onClick={() => void verifying.run()}>
            {verifying.isBusy ? AUDIT_COPY.verifying : AUDIT_COPY.verify}
          </Button>
          <Export filter={filter} />
        </>
      }
    >
      <Flex vertical gap={16}>
        {verified !== undefined && <Verified found={verified} />}
        <Filters
          key={JSON.stringify(filter)}
          initial={Object.fromEntries(FILTER_NAMES.map((name) => [name, read(name)]))}
          apply={write}
        />
        <ListTable
          label={PAGE_TITLES.audit}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          isFiltered={isFiltered}
        />
      </Flex>
    </PageFrame>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'at', title: AUDIT_COPY.at, isHead: true, render: ({ at }) => showTime(at) },
  {
    key: 'actor',
    title: AUDIT_COPY.actor,
    render: ({ actorKind, actorId, actorName }) => (
      <span title={actorId}>{`${labelOf(PEOPLE, actorKind)} ${actorName ?? actorId}`}</span>
    ),
  },
  {
    key: 'action',
    title: AUDIT_COPY.action,
    render: ({ action }) => <span title={action}>{labelOf(AUDIT_COPY.actions, action)}</span>,
  },
  {
    key: 'subject',
    title: AUDIT_COPY.subject,
    render: ({ subjectKind, subjectId }) =>
      `${labelOf(AUDIT_COPY.subjects, subjectKind)}${subjectId === '*' ? '' : ` ${subjectId}`}`,
  },
  { key: 'reason', title: AUDIT_COPY.reason, render: ({ reason }) => show(reason) },
  {
    key: 'data',
    title: AUDIT_COPY.data,
    render: ({ data }) =>
      Object.keys(data).length === 0 ? (
        show(null)
      ) : (
        <Typography.Text
          code
          style={{ maxWidth: 320 }}
          ellipsis={{ tooltip: JSON.stringify(data) }}
        >
          {JSON.stringify(data)}
        </Typography.Text>
      ),
  },
];

interface FiltersProps {
  readonly initial: Readonly<Record<string, string | undefined>>;
  readonly apply: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function Filters({ initial, apply }: FiltersProps) {
  const [form] = Form.useForm<Record<string, string | undefined>>();
  const reset = (): void =>
    apply(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined])));
  return (
    <Form form={form} layout="inline" initialValues={initial} onFinish={apply}>
      <Flex wrap gap={8}>
        <Form.Item name="from" label={AUDIT_COPY.from} style={{ margin: 0 }}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={AUDIT_COPY.to} style={{ margin: 0 }}>
          <Input type="date" />
        </Form.Item>
        {TEXT_FILTERS.map(({ name, label }) => (
          <Form.Item key={name} name={name} style={{ margin: 0 }}>
            <Input allowClear placeholder={label} aria-label={label} style={{ width: 160 }} />
          </Form.Item>
        ))}
        <Form.Item name="action" style={{ margin: 0 }}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={AUDIT_COPY.action}
            aria-label={AUDIT_COPY.action}
            style={{ width: 180 }}
            options={ACTIONS}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {ACTION_COPY.search}
        </Button>
        <Button onClick={reset}>{ACTION_COPY.reset}</Button>
      </Flex>
    </Form>
  );
}

const ACTIONS = Object.entries(AUDIT_COPY.actions).map(([value, label]) => ({ value, label }));
const TEXT_FILTERS = [
  { name: 'actorId', label: AUDIT_COPY.actorId },
  { name: 'subjectKind', label: AUDIT_COPY.subjectKind },
  { name: 'subjectId', label: AUDIT_COPY.subjectId },
] as const;

function Export({ filter }: { filter: ReturnType<typeof auditFilterOf> }) {
  return (
    <Space>
      <Button href={exportHref(filter, 'csv')} title={AUDIT_COPY.exportHint} download>
        {AUDIT_COPY.exportCsv}
      </Button>
      <Button href={exportHref(filter, 'jsonl')} title={AUDIT_COPY.exportHint} download>
        {AUDIT_COPY.exportJsonl}
      </Button>
    </Space>
  );
}

function Verified({ found }: { found: Verification }) {
  const head = found.headHash === null ? '' : AUDIT_COPY.head(found.headN, found.headHash);
  if (found.isIntact) {
    return (
      <Alert type="success" showIcon title={AUDIT_COPY.intact(found.checked)} description={head} />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      title={AUDIT_COPY.broken(found.findings.length)}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {found.findings.map(({ kind, n, auditId }) => (
            <li key={`${kind} ${n} ${auditId}`}>
              {AUDIT_COPY.finding(AUDIT_COPY.kinds[kind], show(n), show(auditId))}
            </li>
          ))}
        </ul>
      }
    />
  );
}
