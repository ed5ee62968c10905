import { App, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  audience,
  audienceInput,
  audiencePage,
} from '../../../../server/contract/outreach-words.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { useRole } from '../../parts/use-role.ts';
import { useAction } from '../../use-request.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RulePeople, RuleWords } from './rule-people.tsx';

type Audience = z.infer<typeof audience>;

/** Rules that have a name. */
export function AudienceList() {
  const { isLead } = useRole();
  const list = useList('audiences', (cursor, signal) =>
    call({ path: '/outreach/audiences', query: { cursor }, answer: audiencePage, signal }),
  );
  const [editing, setEditing] = useState<{ readonly item?: Audience }>();
  return (
    <Flex vertical gap={12}>
      {isLead && (
        <div>
          <Button onClick={() => setEditing({})}>{AUDIENCE_COPY.create}</Button>
        </div>
      )}
      <ListTable
        label={AUDIENCE_COPY.name}
        list={list}
        columns={[
          ...COLUMNS,
          ...(isLead ? [actions((item) => setEditing({ item }), list.reload)] : []),
        ]}
        rowKey={({ id }) => id}
        emptyAction={AUDIENCE_COPY.emptyHint}
      />
      {editing !== undefined && (
        <AudiencePanel
          item={editing.item}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            list.reload();
          }}
        />
      )}
    </Flex>
  );
}

const COLUMNS: readonly Column<Audience>[] = [
  { key: 'name', title: AUDIENCE_COPY.name, isHead: true, render: ({ name }) => name },
  {
    key: 'rule',
    title: AUDIENCE_COPY.explained,
    render: ({ explanation }) => (
      <div style={{ maxWidth: 560 }}>
        <RuleWords explanation={explanation} />
      </div>
    ),
  },
  { key: 'at', title: AUDIENCE_COPY.updatedAt, render: ({ updatedAt }) => showTime(updatedAt) },
];

function actions(edit: (item: Audience) => void, changed: () => void): Column<Audience> {
  return {
    key: 'actions',
    title: '',
    isActions: true,
    render: (item) => (
      <Flex gap={4}>
        <Button size="small" onClick={() => edit(item)}>
          {ACTION_COPY.edit}
        </Button>
        <Remove item={item} changed={changed} />
      </Flex>
    ),
  };
}

function Remove({ item, changed }: { readonly item: Audience; readonly changed: () => void }) {
  const { modal } = App.useApp();
  const removing = useAction(async () => {
    await call({
      method: 'DELETE',
      path: path`/outreach/audiences/${item.id}`,
      answer: NO_CONTENT,
    });
    changed();
  });
  const ask = (): void => {
    modal.confirm({
      title: AUDIENCE_COPY.removeTitle(item.name),
      content: AUDIENCE_COPY.removeHint,
      okText: ACTION_COPY.remove,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: removing.run,
    });
  };
  return (
    <Button size="small" danger onClick={ask}>
      {ACTION_COPY.remove}
    </Button>
  );
}

interface AudiencePanelProps {
  readonly item: Audience | undefined;
  readonly close: () => void;
  readonly saved: () => void;
}

const HINTS = { rule: AUDIENCE_COPY.wrong };

function AudiencePanel({ item, close, saved }: AudiencePanelProps) {
  const [form] = Form.useForm();
  const rule: unknown = Form.useWatch('rule', form);
  const saving = useFormSave({
    form,
    schema: audienceInput,
    hints: HINTS,
    save: async (body) => {
      const target =
        item === undefined ? '/outreach/audiences' : path`/outreach/audiences/${item.id}`;
      const method = item === undefined ? 'POST' : 'PUT';
      await call({ method, path: target, body, answer: audience });
      saved();
    },
  });
  return (
    <FormPanel
      title={item === undefined ? AUDIENCE_COPY.create : AUDIENCE_COPY.edit(item.name)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item ?? { rule: {} }}
      width={760}
    >
      <Form.Item name="name" label={AUDIENCE_COPY.name}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="rule" label={AUDIENCE_COPY.rule}>
        <RuleEditor />
      </Form.Item>
      <RulePeople rule={rule} />
    </FormPanel>
  );
}
