import { App, Button, Card, Col, Flex, Input, Row, Tag, Typography } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { conversation, conversationQuery } from '../../../../server/contract/conversation.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { CONVERSATION_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { LEVELS } from '../../copy-admin/labels-case.ts';
import { channelName, MODE_LABELS } from '../../copy-admin/labels-desk.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { useAction, useRequest } from '../../use-request.ts';
import { HandoffList } from './handoff-list.tsx';
import { Transcript } from './transcript.tsx';

type Conversation = z.infer<typeof conversation>;

const CONVERSATIONS = pageOf(conversation);
const MODE_COLORS = { bot: 'default', queued: 'warning', agent: 'processing' } as const;

/** Conversations to read: who was talked to, by whom, and what was said. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <List /> : <One id={rest} key={rest} />;
}

/** Somebody who was proved to be a customer is no visitor, also without a name of their own. */
function nameOf({ displayName, customerNo }: Conversation): string {
  return (
    displayName ?? (customerNo === null ? CONVERSATION_COPY.visitor : CONVERSATION_COPY.customer)
  );
}

const COLUMNS: readonly Column<Conversation>[] = [
  {
    key: 'name',
    title: CONVERSATION_COPY.customer,
    isHead: true,
    render: (item) => <Link to={path`/conversations/${item.id}`}>{nameOf(item)}</Link>,
  },
  {
    key: 'mode',
    title: CONVERSATION_COPY.mode,
    render: ({ mode }) => <Tag color={MODE_COLORS[mode]}>{MODE_LABELS[mode]}</Tag>,
  },
  {
    key: 'no',
    title: CONVERSATION_COPY.customerNo,
    render: ({ customerNo }) => <CaseLink to="customers" no={customerNo} />,
  },
  {
    key: 'level',
    title: CONVERSATION_COPY.level,
    render: ({ level }) => LEVELS[level] ?? level,
  },
  {
    key: 'channel',
    title: CONVERSATION_COPY.channel,
    render: ({ channelAccount }) => channelName(channelAccount),
  },
  { key: 'count', title: CONVERSATION_COPY.messages, render: (item) => item.messageCount },
  {
    key: 'last',
    title: CONVERSATION_COPY.lastAt,
    render: ({ lastMessageAt }) => showTime(lastMessageAt),
  },
];

function List() {
  const { read, write } = useQueryState();
  const mode = oneOf(MODE_LABELS, read('mode'));
  const customerNo = conversationQuery.shape.customerNo.safeParse(read('customerNo')).data;
  const list = useList(
    `conversations ${mode} ${customerNo}`,
    (cursor, signal) =>
      call({
        path: '/conversations',
        query: { mode, customerNo, cursor },
        answer: CONVERSATIONS,
        signal,
      }),
    { reloadOn: ({ kind }) => kind === 'handoff' },
  );
  return (
    <PageFrame
      title={PAGE_TITLES.conversations}
      actions={
        <>
          <Choice
            label={CONVERSATION_COPY.mode}
            labels={MODE_LABELS}
            value={mode}
            choose={(next) => write({ mode: next })}
          />
          <Input.Search
            allowClear
            defaultValue={customerNo ?? ''}
            placeholder={CONVERSATION_COPY.customerNo}
            aria-label={CONVERSATION_COPY.customerNo}
            style={{ width: 200 }}
            onSearch={(text) => write({ customerNo: text.trim() })}
          />
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.conversations}
        list={list}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        isFiltered={mode !== undefined || customerNo !== undefined}
      />
    </PageFrame>
  );
}

function One({ id }: { id: string }) {
  const loaded = useRequest(
    `conversation ${id}`,
    (signal) => call({ path: path`/conversations/${id}`, answer: conversation, signal }),
    { reloadOn: (event) => 'conversationId' in event && event.conversationId === id },
  );
  return (
    <PageFrame
      title={PAGE_TITLES.conversations}
      note={<Typography.Text type="secondary">{CONVERSATION_COPY.readOnly}</Typography.Text>}
      actions={
        <>
          <Button onClick={() => navigate('/conversations')}>{CONVERSATION_COPY.back}</Button>
          {loaded.data !== undefined && <TakeOver item={loaded.data} />}
        </>
      }
    >
      <Row gutter={[16, 16]}>
        <Col xs={{ span: 24, order: 2 }} lg={{ span: 15, order: 1 }}>
          <Card size="small">
            <Transcript conversationId={id} />
          </Card>
        </Col>
        <Col xs={{ span: 24, order: 1 }} lg={{ span: 9, order: 2 }}>
          <Flex vertical gap={16}>
            <Card size="small">
              <LoadedView loaded={loaded}>{(data) => <Head item={data} />}</LoadedView>
            </Card>
            <HandoffList conversationId={id} />
          </Flex>
        </Col>
      </Row>
    </PageFrame>
  );
}

function Head({ item }: { item: Conversation }) {
  return (
    <Facts
      columns={1}
      facts={[
        {
          label: CONVERSATION_COPY.customer,
          value: nameOf(item),
        },
        {
          label: CONVERSATION_COPY.customerNo,
          value: <CaseLink to="customers" no={item.customerNo} />,
        },
        { label: CONVERSATION_COPY.level, value: LEVELS[item.level] ?? item.level },
        { label: CONVERSATION_COPY.channel, value: channelName(item.channelAccount) },
        {
          label: CONVERSATION_COPY.mode,
          value: <Tag color={MODE_COLORS[item.mode]}>{MODE_LABELS[item.mode]}</Tag>,
        },
        { label: CONVERSATION_COPY.messages, value: item.messageCount },
        { label: CONVERSATION_COPY.lastAt, value: showTime(item.lastMessageAt) },
      ]}
    />
  );
}

function TakeOver({ item }: { item: Conversation }) {
  const { modal, message } = App.useApp();
  const { isLead } = useRole();
  const taking = useAction(async () => {
    await call({
      method: 'POST',
      path: path`/conversations/${item.id}/take-over`,
      answer: NO_CONTENT,
    });
    // The toast is told, not waited for.
    void message.success(CONVERSATION_COPY.takenOver);
    navigate(path`/desk/${item.id}`);
  });
  if (!isLead) return null;
  const ask = (): void => {
    modal.confirm({
      title: CONVERSATION_COPY.takeOverTitle,
      content: CONVERSATION_COPY.takeOverHint,
      okText: CONVERSATION_COPY.takeOver,
      cancelText: ACTION_COPY.cancel,
      onOk: () => taking.run(),
    });
  };
  return (
    <Button type="primary" loading={taking.isBusy} onClick={ask}>
      {CONVERSATION_COPY.takeOver}
    </Button>
  );
}
