import { App, Badge, Button, Flex, Switch } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { passwordInput, shortList } from '../../../../server/contract/access.ts';
import { agentDetail, team } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { AGENT_COPY } from '../../copy-admin/setup.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { SecretDialog } from '../../parts/secret-dialog.tsx';
import { show } from '../../parts/show.ts';
import { Tags } from '../../parts/tags.tsx';
import { wholeList } from '../../parts/whole-list.ts';
import { useSession } from '../../session.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { AgentPanel } from './agent-panel.tsx';
import { generatePassword } from './generate-password.ts';

type Agent = z.infer<typeof agentDetail>;
type Team = z.infer<typeof team>;

const AGENTS = shortList(agentDetail);
const TEAMS = shortList(team);
const BADGES = { online: 'success', busy: 'warning', away: 'default' } as const;

/** A password that was just given out, and to whom. */
interface Given {
  readonly name: string;
  readonly password: string;
}

/** Who may sign in, as what, and what they can. */
export function Page() {
  const agents = useRequest(
    'agents',
    (signal) => call({ path: '/agents', answer: AGENTS, signal }),
    { reloadOn: ({ kind }) => kind === 'presence' },
  );
  const teams = useRequest('teams', (signal) => call({ path: '/teams', answer: TEAMS, signal }));
  const [editing, setEditing] = useState<Agent | 'new'>();
  const [given, setGiven] = useState<Given>();
  const [hasDisabled, setDisabled] = useState(false);
  const items = agents.data?.items.filter(({ disabledAt }) => hasDisabled || disabledAt === null);
  const teamItems = teams.data?.items ?? [];
  return (
    <PageFrame
      title={PAGE_TITLES.agents}
      actions={
        <>
          <Flex gap={8} align="center">
            <Switch
              checked={hasDisabled}
              aria-label={AGENT_COPY.showDisabled}
              onChange={setDisabled}
            />
            {AGENT_COPY.showDisabled}
          </Flex>
          <Button type="primary" onClick={() => setEditing('new')}>
            {AGENT_COPY.create}
          </Button>
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.agents}
        list={{ ...wholeList([]), ...agents, items }}
        columns={columnsOf(teamItems, (agent) => (
          <AgentActions
            agent={agent}
            edit={() => setEditing(agent)}
            changed={agents.reload}
            give={setGiven}
          />
        ))}
        rowKey={({ id }) => id}
      />
      {editing !== undefined && (
        <AgentPanel
          agent={editing === 'new' ? undefined : editing}
          teams={teamItems}
          close={() => setEditing(undefined)}
          saved={(password) => {
            setEditing(undefined);
            if (password !== undefined) setGiven(password);
            agents.reload();
          }}
        />
      )}
      <SecretDialog
        title={AGENT_COPY.password(given?.name ?? '')}
        hint={AGENT_COPY.passwordHint}
        secret={given?.password}
        close={() => setGiven(undefined)}
      />
    </PageFrame>
  );
}

function columnsOf(
  teams: readonly Team[],
  actions: (agent: Agent) => React.ReactNode,
): readonly Column<Agent>[] {
  return [
    {
      key: 'name',
      title: AGENT_COPY.displayName,
      isHead: true,
      render: ({ displayName, username }) => `${displayName}（${username}）`,
    },
    { key: 'role', title: AGENT_COPY.role, render: ({ role }) => COPY.shell.roles[role] },
    {
      key: 'team',
      title: AGENT_COPY.team,
      render: ({ teamId }) => show(teams.find(({ id }) => id === teamId)?.name),
    },
    {
      key: 'skills',
      title: AGENT_COPY.skills,
      render: ({ skills }) => <Tags words={skills.map((skill) => COPY.skills[skill])} />,
    },
    { key: 'capacity', title: AGENT_COPY.capacity, render: ({ capacity }) => capacity },
    {
      key: 'state',
      title: AGENT_COPY.state,
      render: ({ disabledAt, presence }) =>
        disabledAt === null ? (
          <Badge status={BADGES[presence]} text={COPY.shell.presence[presence]} />
        ) : (
          <Badge status="error" text={AGENT_COPY.disabled} />
        ),
    },
    { key: 'actions', title: '', isActions: true, render: actions },
  ];
}

interface AgentActionsProps {
  readonly agent: Agent;
  readonly edit: () => void;
  readonly changed: () => void;
  readonly give: (given: Given) => void;
}

function AgentActions({ agent, edit, changed, give }: AgentActionsProps) {
  const { modal, message } = App.useApp();
  const { me } = useSession();
  const name = agent.displayName;
  const disabling = useAction(async () => {
    await call({ method: 'POST', path: path`/agents/${agent.id}/disable`, answer: NO_CONTENT });
    // The toast is told, not waited for.
    void message.success(AGENT_COPY.disabledDone);
    changed();
  });
  const resetting = useAction(async () => {
    const body = passwordInput.parse({ password: generatePassword() });
    await call({
      method: 'POST',
      path: path`/agents/${agent.id}/reset-password`,
      body,
      answer: NO_CONTENT,
    });
    give({ name, password: body.password });
  });
  if (agent.disabledAt !== null) return null;
  const isSelf = agent.id === me.id;
  const confirm = (title: string, content: string, run: () => Promise<unknown>): void => {
    modal.confirm({
      title,
      content,
      okText: ACTION_COPY.confirm,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: run,
    });
  };
  return (
    <Flex gap={4} wrap>
      <Button size="small" onClick={edit}>
        {ACTION_COPY.edit}
      </Button>
      <Button
        size="small"
        onClick={() => confirm(AGENT_COPY.resetTitle(name), AGENT_COPY.resetHint, resetting.run)}
      >
        {AGENT_COPY.resetPassword}
      </Button>
      <Button
        size="small"
        danger
        disabled={isSelf}
        title={isSelf ? AGENT_COPY.cannotSelf : ''}
        onClick={() =>
          confirm(AGENT_COPY.disableTitle(name), AGENT_COPY.disableHint, disabling.run)
        }
      >
        {AGENT_COPY.disable}
      </Button>
    </Flex>
  );
}
