import { App, Badge, Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { webhook, webhookWithSecret } from '../../../../server/contract/operations.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { WEBHOOK_EVENT_LABELS } from '../../copy-admin/labels-desk.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { WEBHOOK_COPY } from '../../copy-admin/setup.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { SecretDialog } from '../../parts/secret-dialog.tsx';
import { showTime } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { WebhookPanel } from './webhook-panel.tsx';

type Webhook = z.infer<typeof webhook>;
type WithSecret = z.infer<typeof webhookWithSecret>;

const WEBHOOKS = shortList(webhook);

/** Where other systems are told what happens. */
export function Page() {
  const loaded = useRequest('webhooks', (signal) =>
    call({ path: '/webhooks', answer: WEBHOOKS, signal }),
  );
  const [editing, setEditing] = useState<Webhook | 'new'>();
  const [shown, setShown] = useState<WithSecret>();
  return (
    <PageFrame
      title={PAGE_TITLES.webhooks}
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          {WEBHOOK_COPY.create}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">{WEBHOOK_COPY.hint}</Typography.Paragraph>
      <ListTable
        label={PAGE_TITLES.webhooks}
        list={{ ...wholeList([]), ...loaded, items: loaded.data?.items }}
        columns={[
          ...COLUMNS,
          {
            key: 'actions',
            title: '',
            isActions: true,
            render: (item) => (
              <Actions
                item={item}
                edit={() => setEditing(item)}
                changed={loaded.reload}
                reveal={setShown}
              />
            ),
          },
        ]}
        rowKey={({ id }) => id}
      />
      {editing !== undefined && (
        <WebhookPanel
          item={editing === 'new' ? undefined : editing}
          close={() => setEditing(undefined)}
          saved={(created) => {
            setEditing(undefined);
            setShown(created);
            loaded.reload();
          }}
        />
      )}
      <SecretDialog
        title={WEBHOOK_COPY.secret(shown?.name ?? '')}
        hint={WEBHOOK_COPY.secretHint}
        secret={shown?.secret}
        close={() => setShown(undefined)}
      />
    </PageFrame>
  );
}

const COLUMNS: readonly Column<Webhook>[] = [
  { key: 'name', title: WEBHOOK_COPY.name, isHead: true, render: ({ name }) => name },
  {
    key: 'url',
    title: WEBHOOK_COPY.url,
    render: ({ url }) => (
      <Typography.Text style={{ wordBreak: 'break-all' }}>{url}</Typography.Text>
    ),
  },
  {
    key: 'events',
    title: WEBHOOK_COPY.events,
    render: ({ events }) => (
      <Flex wrap gap={4}>
        {events.length === 0 && <Tag>{WEBHOOK_COPY.allEvents}</Tag>}
        {events.map((event) => (
          <Tag key={event}>{WEBHOOK_EVENT_LABELS[event]}</Tag>
        ))}
      </Flex>
    ),
  },
  {
    key: 'personal',
    title: WEBHOOK_COPY.hasPersonalShort,
    render: ({ hasPersonal }) => (
      <Tag color={hasPersonal ? 'error' : 'success'}>
        {hasPersonal ? WEBHOOK_COPY.personal : WEBHOOK_COPY.masked}
      </Tag>
    ),
  },
  { key: 'state', title: WEBHOOK_COPY.state, render: (item) => <State item={item} /> },
  { key: 'at', title: WEBHOOK_COPY.updatedAt, render: ({ updatedAt }) => showTime(updatedAt) },
];

function State({ item }: { item: Webhook }) {
  if (item.disabledAt !== null) {
    return <Badge status="error" text={WEBHOOK_COPY.stopped(showTime(item.disabledAt))} />;
  }
  return item.isEnabled ? (
    <Badge status="success" text={WEBHOOK_COPY.enabled} />
  ) : (
    <Badge status="default" text={WEBHOOK_COPY.disabled} />
  );
}

interface ActionsProps {
  readonly item: Webhook;
  readonly edit: () => void;
  readonly changed: () => void;
  readonly reveal: (created: WithSecret) => void;
}

function Actions({ item, edit, changed, reveal }: ActionsProps) {
  const { modal, message } = App.useApp();
  const testing = useAction(async () => {
    await call({ method: 'POST', path: path`/webhooks/${item.id}/test`, answer: NO_CONTENT });
    // The toast is told, not waited for.
    void message.success(WEBHOOK_COPY.tested);
  });
  const rotating = useAction(async () =>
    reveal(
      await call({
        method: 'POST',
        path: path`/webhooks/${item.id}/rotate-secret`,
        answer: webhookWithSecret,
      }),
    ),
  );
  const removing = useAction(async () => {
    await call({ method: 'DELETE', path: path`/webhooks/${item.id}`, answer: NO_CONTENT });
    changed();
  });
  const confirm = (title: string, content: string, run: () => Promise<unknown>): void => {
    modal.confirm({
      title,
      content,
      okText: ACTION_COPY.confirm,
      cancelText: ACTION_COPY.cancel,
      onOk: run,
    });
  };
  return (
    <Flex gap={4} wrap>
      <Button size="small" onClick={edit}>
        {ACTION_COPY.edit}
      </Button>
      <Button size="small" loading={testing.isBusy} onClick={() => void testing.run()}>
        {WEBHOOK_COPY.test}
      </Button>
      <Button
        size="small"
        onClick={() =>
          confirm(WEBHOOK_COPY.rotateTitle(item.name), WEBHOOK_COPY.rotateHint, rotating.run)
        }
      >
        {WEBHOOK_COPY.rotate}
      </Button>
      <Button
        size="small"
        danger
        onClick={() =>
          confirm(WEBHOOK_COPY.removeTitle(item.name), WEBHOOK_COPY.removeHint, removing.run)
        }
      >
        {ACTION_COPY.remove}
      </Button>
    </Flex>
  );
}
