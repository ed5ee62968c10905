import { App, Input, Modal, Segmented, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { pageOf } from '../../../../server/contract/common.ts';
import { handoff as handoffSchema, rosterAgent } from '../../../../server/contract/handoff.ts';
import { team } from '../../../../server/contract/setup.ts';
import type { transferInput } from '../../../../server/contract/transfer.ts';
import { call, path } from '../../api.ts';
import { Failure, Waiting } from '../../components/states.tsx';
import { COPY } from '../../copy.ts';
import type { Handoff } from '../../desk-context.tsx';
import { useSession } from '../../session.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { actions } = DESK_COPY;
const NOTE_MAX = 500;
const roster = pageOf(rosterAgent);
const teams = shortList(team);
type Target = z.infer<typeof transferInput>['to'];
type Colleague = z.infer<typeof rosterAgent>;
const SKILLS: Readonly<Record<string, string>> = COPY.skills;

interface TransferDialogProps {
  readonly isOpen: boolean;
  readonly handoff: Handoff;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Gives the talk to a colleague, a team or a supervisor. */
export function TransferDialog({ isOpen, handoff, onClose, onDone }: TransferDialogProps) {
  const { message } = App.useApp();
  const [kind, setKind] = useState<Target['kind']>('agent');
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const to = targetOf(kind, chosen);
  const give = useAction(async (target: Target) => {
    const words = note.trim();
    await call({
      method: 'POST',
      path: path`/handoffs/${handoff.id}/transfer`,
      body: { to: target, ...(words === '' ? {} : { note: words }) },
      answer: handoffSchema,
    }).finally(onDone);
    void message.success(actions.transferred);
    onClose();
  });
  return (
    <Modal
      open={isOpen}
      title={actions.transferTitle}
      onCancel={onClose}
      okText={actions.transferOk}
      okButtonProps={{ disabled: to === undefined }}
      confirmLoading={give.isBusy}
      onOk={() => (to === undefined ? undefined : give.run(to))}
      destroyOnHidden
    >
      <Segmented<Target['kind']>
        block
        value={kind}
        onChange={(next) => {
          setKind(next);
          setChosen(undefined);
        }}
        options={[
          { value: 'agent', label: actions.transferTo.agent },
          { value: 'team', label: actions.transferTo.team },
          { value: 'supervisor', label: actions.transferTo.supervisor },
        ]}
      />
      <div className="transfer-list">
        {kind === 'agent' && <Colleagues chosen={chosen} onChoose={setChosen} />}
        {kind === 'team' && <Teams chosen={chosen} onChoose={setChosen} />}
        {kind === 'supervisor' && <p>{actions.supervisorText}</p>}
      </div>
      <Input.TextArea
        value={note}
        maxLength={NOTE_MAX}
        rows={2}
        placeholder={actions.note}
        aria-label={actions.note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  );
}

function targetOf(kind: Target['kind'], chosen: string | undefined): Target | undefined {
  if (kind === 'supervisor') return { kind };
  if (chosen === undefined) return undefined;
  return kind === 'agent' ? { kind, agentId: chosen } : { kind, teamId: chosen };
}

interface ChoiceProps {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

function Colleagues({ chosen, onChoose }: ChoiceProps) {
  const { me } = useSession();
  const [words, setWords] = useState('');
  const found = useRequest(
    'roster',
    (signal) => call({ path: '/roster', answer: roster, signal }),
    { reloadOn: ({ kind }) => kind === 'presence' || kind === 'handoff' },
  );
  if (found.data === undefined) {
    if (found.error === undefined) return <Waiting />;
    return <Failure what={actions.transferTo.agent} error={found.error} onRetry={found.reload} />;
  }
  const others = found.data.items.filter(
    (agent) => agent.id !== me.id && nameAndSkills(agent).includes(words.trim()),
  );
  return (
    <>
      <Input
        allowClear
        value={words}
        placeholder={actions.searchAgent}
        aria-label={actions.searchAgent}
        onChange={({ target }) => setWords(target.value)}
      />
      {others.length === 0 && <p>{actions.noAgents}</p>}
      <ul>
        {others.map((agent) => (
          <li key={agent.id}>
            <button
              type="button"
              aria-pressed={chosen === agent.id}
              disabled={!mayTake(agent)}
              onClick={() => onChoose(agent.id)}
            >
              <i className={`presence presence-${agent.isHere ? agent.presence : 'away'}`} />
              <strong>{agent.displayName}</strong>
              <small>{agent.teamName}</small>
              <span className="tags">
                {agent.skills.map((skill) => (
                  <Tag key={skill}>{SKILLS[skill] ?? skill}</Tag>
                ))}
              </span>
              <small>{loadText(agent)}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function nameAndSkills({ displayName, teamName, skills }: Colleague): string {
  return [displayName, teamName ?? '', ...skills.map((skill) => SKILLS[skill] ?? skill)].join(' ');
}

/** Whoever is busy may still be asked; whoever is away or gone cannot answer. */
function mayTake({ isHere, presence, active, capacity }: Colleague): boolean {
  return isHere && presence !== 'away' && active < capacity;
}

function loadText({ isHere, presence, active, capacity }: Colleague): string {
  if (!isHere) return actions.notHere;
  const load = DESK_COPY.list.load(active, capacity);
  const state = active >= capacity ? actions.full : COPY.shell.presence[presence];
  return `${state} ${load}`;
}

function Teams({ chosen, onChoose }: ChoiceProps) {
  const found = useRequest('teams', (signal) => call({ path: '/teams', answer: teams, signal }));
  if (found.data === undefined) {
    if (found.error === undefined) return <Waiting />;
    return <Failure what={actions.transferTo.team} error={found.error} onRetry={found.reload} />;
  }
  return (
    <ul>
      {found.data.items.map(({ id, name, agentCount }) => (
        <li key={id}>
          <button type="button" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
            <strong>{name}</strong>
            <small>{actions.teamCount(agentCount)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
