import { Badge, Card, Progress, Select, Typography } from 'antd';
import type { z } from 'zod';
import type { board } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { BOARD_COPY } from '../../copy-admin/board.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showDuration } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction } from '../../use-request.ts';

type Agent = z.infer<typeof board>['agents'][number];
type Presence = Agent['presence'];

const BADGES = { online: 'success', busy: 'warning', away: 'default' } as const;
const PRESENCES: readonly Presence[] = ['online', 'busy', 'away'];

const FIXED: readonly Column<Agent>[] = [
  {
    key: 'load',
    title: BOARD_COPY.load,
    render: (agent) => <Load agent={agent} />,
  },
  {
    key: 'unanswered',
    title: BOARD_COPY.unanswered,
    render: ({ unanswered }) =>
      unanswered === 0 ? 0 : <Typography.Text type="warning">{unanswered}</Typography.Text>,
  },
  { key: 'closed', title: BOARD_COPY.closedToday, render: ({ closedToday }) => closedToday },
  {
    key: 'first',
    title: BOARD_COPY.firstReply,
    render: ({ firstReplyMedianMs }) => showDuration(firstReplyMedianMs),
  },
  {
    key: 'rating',
    title: BOARD_COPY.rating,
    render: ({ ratingAverage }) => show(ratingAverage?.toFixed(1)),
  },
];

/** Everybody who answers customers: are they there, what do they have, how are they doing today. */
export function AgentsTable({ agents }: { agents: readonly Agent[] }) {
  const { isLead } = useRole();
  const columns: readonly Column<Agent>[] = [
    { key: 'name', title: BOARD_COPY.agent, isHead: true, render: (agent) => agent.displayName },
    { key: 'team', title: BOARD_COPY.team, render: ({ teamName }) => show(teamName) },
    {
      key: 'presence',
      title: BOARD_COPY.presence,
      render: (agent) =>
        isLead && agent.isHere ? <PresenceChoice agent={agent} /> : <PresenceBadge agent={agent} />,
    },
    ...FIXED,
  ];
  return (
    <Card size="small" title={BOARD_COPY.agents}>
      <ListTable
        label={BOARD_COPY.agents}
        list={wholeList(hereFirst(agents))}
        columns={columns}
        rowKey={({ id }) => id}
        isWhole
      />
    </Card>
  );
}

/** Whoever is at work first, the busiest of them on top; the others as they come. */
function hereFirst(agents: readonly Agent[]): readonly Agent[] {
  const rankOf = ({ isHere, presence, active }: Agent): number =>
    isHere ? PRESENCES.indexOf(presence) : active > 0 ? PRESENCES.length : PRESENCES.length + 1;
  return [...agents].sort((a, b) => rankOf(a) - rankOf(b) || b.active - a.active);
}

function PresenceBadge({ agent }: { agent: Agent }) {
  const text = agent.isHere ? COPY.shell.presence[agent.presence] : BOARD_COPY.offline;
  return <Badge status={agent.isHere ? BADGES[agent.presence] : 'default'} text={text} />;
}

function PresenceChoice({ agent }: { agent: Agent }) {
  const setting = useAction((presence: Presence) =>
    call({
      method: 'PUT',
      path: path`/agents/${agent.id}/presence`,
      body: { presence },
      answer: NO_CONTENT,
    }),
  );
  return (
    <Select<Presence>
      size="small"
      variant="borderless"
      aria-label={BOARD_COPY.setPresence(agent.displayName)}
      style={{ width: 96 }}
      loading={setting.isBusy}
      value={agent.presence}
      options={PRESENCES.map((value) => ({
        value,
        label: <Badge status={BADGES[value]} text={COPY.shell.presence[value]} />,
      }))}
      onChange={(presence) => void setting.run(presence)}
    />
  );
}

function Load({ agent: { active, capacity } }: { agent: Agent }) {
  const percent = capacity === 0 ? 0 : Math.min(100, Math.round((active / capacity) * 100));
  return (
    <Progress
      percent={percent}
      size="small"
      style={{ width: 120 }}
      status={percent >= 100 ? 'exception' : 'normal'}
      format={() => BOARD_COPY.loadOf(active, capacity)}
    />
  );
}
