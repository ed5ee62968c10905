import { App, Button, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { agentDetail, team, teamInput } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { TEAM_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showDay } from '../../parts/show.ts';
import { Tags } from '../../parts/tags.tsx';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction, useRequest } from '../../use-request.ts';

type Team = z.infer<typeof team>;

const TEAMS = shortList(team);
const SKILLS = agentDetail.shape.skills.element.options.map((value) => ({
  value,
  label: COPY.skills[value],
}));

/** Teams, and what each is for. */
export function Page() {
  const { isAdmin } = useRole();
  const teams = useRequest('teams', (signal) => call({ path: '/teams', answer: TEAMS, signal }));
  const [editing, setEditing] = useState<Team | 'new'>();
  return (
    <PageFrame
      title={PAGE_TITLES.teams}
      actions={
        isAdmin && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {TEAM_COPY.create}
          </Button>
        )
      }
    >
      <ListTable
        label={PAGE_TITLES.teams}
        list={{ ...wholeList([]), ...teams, items: teams.data?.items }}
        columns={[
          ...COLUMNS,
          ...(isAdmin
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: Team) => (
                    <Actions item={item} edit={() => setEditing(item)} changed={teams.reload} />
                  ),
                },
              ]
            : []),
        ]}
        rowKey={({ id }) => id}
      />
      {editing !== undefined && (
        <TeamPanel
          item={editing === 'new' ? undefined : editing}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            teams.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

const COLUMNS: readonly Column<Team>[] = [
  { key: 'name', title: TEAM_COPY.name, isHead: true, render: ({ name }) => name },
  {
    key: 'skills',
    title: TEAM_COPY.skills,
    render: ({ skills }) => <Tags words={skills.map((skill) => COPY.skills[skill])} />,
  },
  { key: 'members', title: TEAM_COPY.members, render: ({ agentCount }) => agentCount },
  { key: 'at', title: TEAM_COPY.createdAt, render: ({ createdAt }) => showDay(createdAt) },
];

interface ActionsProps {
  readonly item: Team;
  readonly edit: () => void;
  readonly changed: () => void;
}

function Actions({ item, edit, changed }: ActionsProps) {
  const { modal, message } = App.useApp();
  const removing = useAction(async () => {
    await call({ method: 'DELETE', path: path`/teams/${item.id}`, answer: NO_CONTENT });
    // The toast is told, not waited for.
    void message.success(ACTION_COPY.removed);
    changed();
  });
  const ask = (): void => {
    modal.confirm({
      title: TEAM_COPY.removeTitle(item.name),
      content: TEAM_COPY.removeHint,
      okText: ACTION_COPY.remove,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: removing.run,
    });
  };
  return (
    <Flex gap={4}>
      <Button size="small" onClick={edit}>
        {ACTION_COPY.edit}
      </Button>
      <Button size="small" danger onClick={ask}>
        {ACTION_COPY.remove}
      </Button>
    </Flex>
  );
}

interface TeamPanelProps {
  readonly item: Team | undefined;
  readonly close: () => void;
  readonly saved: () => void;
}

function TeamPanel({ item, close, saved }: TeamPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: teamInput,
    save: async (body) => {
      const target = item === undefined ? '/teams' : path`/teams/${item.id}`;
      const method = item === undefined ? 'POST' : 'PUT';
      await call({ method, path: target, body, answer: NO_CONTENT });
      saved();
    },
  });
  return (
    <FormPanel
      title={item === undefined ? TEAM_COPY.create : TEAM_COPY.edit}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item}
    >
      <Form.Item name="name" label={TEAM_COPY.name}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="skills" label={TEAM_COPY.skills}>
        <Select mode="multiple" options={SKILLS} />
      </Form.Item>
    </FormPanel>
  );
}
