import { App, Badge, Button, Checkbox, Flex, Form, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  apiKey,
  apiKeyInput,
  createdApiKey,
  shortList,
} from '../../../../server/contract/access.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { SCOPE_LABELS } from '../../copy-admin/labels-desk.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { KEY_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { SecretDialog } from '../../parts/secret-dialog.tsx';
import { showTime } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction, useRequest } from '../../use-request.ts';

type Key = z.infer<typeof apiKey>;

const KEYS = shortList(apiKey);
const SCOPES = apiKeyInput.shape.scopes.element.options;

/** Keys of other systems, and what each may do. */
export function Page() {
  const keys = useRequest('api-keys', (signal) =>
    call({ path: '/api-keys', answer: KEYS, signal }),
  );
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState<z.infer<typeof createdApiKey>>();
  return (
    <PageFrame
      title={PAGE_TITLES.apiKeys}
      actions={
        <Button type="primary" onClick={() => setCreating(true)}>
          {KEY_COPY.create}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">{KEY_COPY.hint}</Typography.Paragraph>
      <ListTable
        label={PAGE_TITLES.apiKeys}
        list={{ ...wholeList([]), ...keys, items: keys.data?.items }}
        columns={[
          ...COLUMNS,
          {
            key: 'actions',
            title: '',
            isActions: true,
            render: (item) => <Revoke item={item} changed={keys.reload} />,
          },
        ]}
        rowKey={({ id }) => id}
      />
      {isCreating && (
        <KeyPanel
          close={() => setCreating(false)}
          saved={(key) => {
            setCreating(false);
            setCreated(key);
            keys.reload();
          }}
        />
      )}
      <SecretDialog
        title={KEY_COPY.secret(created?.name ?? '')}
        hint={KEY_COPY.secretHint}
        secret={created?.secret}
        close={() => setCreated(undefined)}
      />
    </PageFrame>
  );
}

const COLUMNS: readonly Column<Key>[] = [
  { key: 'name', title: KEY_COPY.name, isHead: true, render: ({ name }) => name },
  { key: 'prefix', title: KEY_COPY.prefix, render: ({ prefix }) => <code>{prefix}…</code> },
  {
    key: 'scopes',
    title: KEY_COPY.scopes,
    width: 360,
    render: ({ scopes }) => (
      <Flex wrap gap={4}>
        {scopes.map((scope) => (
          <Tag key={scope} title={scope}>
            {SCOPE_LABELS[scope]}
          </Tag>
        ))}
      </Flex>
    ),
  },
  {
    key: 'used',
    title: KEY_COPY.lastUsedAt,
    render: ({ lastUsedAt }) => (lastUsedAt === null ? KEY_COPY.never : showTime(lastUsedAt)),
  },
  { key: 'created', title: KEY_COPY.createdAt, render: ({ createdAt }) => showTime(createdAt) },
  {
    key: 'state',
    title: KEY_COPY.state,
    render: ({ revokedAt }) =>
      revokedAt === null ? (
        <Badge status="success" text={KEY_COPY.active} />
      ) : (
        <Badge status="default" text={KEY_COPY.revoked} />
      ),
  },
];

function Revoke({ item, changed }: { item: Key; changed: () => void }) {
  const { modal, message } = App.useApp();
  const revoking = useAction(async () => {
    await call({ method: 'DELETE', path: path`/api-keys/${item.id}`, answer: NO_CONTENT });
    // The toast is told, not waited for.
    void message.success(KEY_COPY.revokedDone);
    changed();
  });
  if (item.revokedAt !== null) return null;
  const ask = (): void => {
    modal.confirm({
      title: KEY_COPY.revokeTitle(item.name),
      content: KEY_COPY.revokeHint,
      okText: KEY_COPY.revoke,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: revoking.run,
    });
  };
  return (
    <Button size="small" danger onClick={ask}>
      {KEY_COPY.revoke}
    </Button>
  );
}

interface KeyPanelProps {
  readonly close: () => void;
  readonly saved: (key: z.infer<typeof createdApiKey>) => void;
}

function KeyPanel({ close, saved }: KeyPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: apiKeyInput,
    hints: { scopes: ACTION_COPY.chooseScopes },
    save: async (body) =>
      saved(await call({ method: 'POST', path: '/api-keys', body, answer: createdApiKey })),
  });
  return (
    <FormPanel
      title={KEY_COPY.create}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ scopes: [] }}
    >
      <Form.Item name="name" label={KEY_COPY.name} extra={KEY_COPY.nameHint}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="scopes" label={KEY_COPY.scopes}>
        <Checkbox.Group style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope}>
              {SCOPE_LABELS[scope]} <Typography.Text type="secondary">{scope}</Typography.Text>
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
    </FormPanel>
  );
}
