import { Form, Input, InputNumber, Select } from 'antd';
import type { z } from 'zod';
import { agentInput, agent as createdAgent } from '../../../../server/contract/access.ts';
import { agentChange, type agentDetail, type team } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { LANGUAGE_LABELS, ROLE_HINTS } from '../../copy-admin/labels-desk.ts';
import { AGENT_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { generatePassword } from './generate-password.ts';

interface AgentPanelProps {
  /** Undefined: a new one. */
  readonly agent: z.infer<typeof agentDetail> | undefined;
  readonly teams: readonly z.infer<typeof team>[];
  readonly close: () => void;
  /** With the password that a new one was given. */
  readonly saved: (given?: { readonly name: string; readonly password: string }) => void;
}

const ROLES = agentInput.shape.role.options.map((value) => ({
  value,
  label: COPY.shell.roles[value],
}));
const SKILLS = agentChange.shape.skills
  .unwrap()
  .element.options.map((value) => ({ value, label: COPY.skills[value] }));
const LANGUAGES = Object.entries(LANGUAGE_LABELS).map(([value, label]) => ({ value, label }));

/** A new account gets a password of ours, shown once; everything else can be changed later. */
export function AgentPanel(props: AgentPanelProps) {
  return props.agent === undefined ? (
    <NewAgent {...props} />
  ) : (
    <ChangedAgent {...props} agent={props.agent} />
  );
}

function NewAgent({ close, saved }: AgentPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: agentInput.omit({ password: true }),
    hints: { username: AGENT_COPY.usernameHint },
    save: async (input) => {
      const password = generatePassword();
      const body = agentInput.parse({ ...input, password });
      await call({ method: 'POST', path: '/agents', body, answer: createdAgent });
      saved({ name: input.displayName, password });
    },
  });
  return (
    <FormPanel
      title={AGENT_COPY.create}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ role: 'agent' }}
    >
      <Form.Item name="username" label={AGENT_COPY.username} extra={AGENT_COPY.usernameHint}>
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
      <Identity />
    </FormPanel>
  );
}

/** A role is chosen with its rights in view. */
function Identity() {
  const role: unknown = Form.useWatch('role');
  const known = ROLES.find(({ value }) => value === role)?.value;
  return (
    <>
      <Form.Item
        name="displayName"
        label={AGENT_COPY.displayName}
        extra={AGENT_COPY.displayNameHint}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="role"
        label={AGENT_COPY.role}
        extra={known === undefined ? '' : ROLE_HINTS[known]}
      >
        <Select options={ROLES} />
      </Form.Item>
    </>
  );
}

function ChangedAgent(
  props: AgentPanelProps & { readonly agent: NonNullable<AgentPanelProps['agent']> },
) {
  const { agent, teams, close, saved } = props;
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: agentChange,
    save: async (change) => {
      // What was cleared is taken away: an absent field would stay as it was.
      const body = { ...change, teamId: change.teamId ?? null, branch: change.branch ?? null };
      await call({ method: 'PUT', path: path`/agents/${agent.id}`, body, answer: NO_CONTENT });
      saved();
    },
  });
  return (
    <FormPanel
      title={AGENT_COPY.edit(agent.displayName)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={agent}
    >
      <Identity />
      <Form.Item name="teamId" label={AGENT_COPY.team}>
        <Select
          allowClear
          placeholder={AGENT_COPY.noTeam}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="branch" label={AGENT_COPY.branch}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="skills" label={AGENT_COPY.skills} extra={AGENT_COPY.skillsHint}>
        <Select mode="multiple" options={SKILLS} />
      </Form.Item>
      <Form.Item name="languages" label={AGENT_COPY.languages}>
        <Select mode="multiple" options={LANGUAGES} />
      </Form.Item>
      <Form.Item name="capacity" label={AGENT_COPY.capacity} extra={AGENT_COPY.capacityHint}>
        <InputNumber min={0} max={50} precision={0} />
      </Form.Item>
    </FormPanel>
  );
}
