import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Select, Typography } from 'antd';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { CONDITION_FIELDS } from './condition-fields.ts';
import { ConditionInputs } from './condition-inputs.tsx';
import {
  type DraftCondition,
  type DraftGroup,
  type DraftPart,
  isGroup,
  type Join,
  readRule,
  withField,
  writeRule,
} from './rule-draft.ts';

interface RuleEditorProps {
  /** A rule; both are set by the form. */
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
}

const FIRST: DraftCondition = { kind: 'city_in' };
const JOINS = Object.entries(AUDIENCE_COPY.join).map(([value, label]) => ({ value, label }));
const KINDS = Object.entries(AUDIENCE_COPY.kinds)
  .filter(([kind]) => kind in CONDITION_FIELDS)
  .map(([value, label]) => ({ value, label }));
const NOTS = [
  { value: false, label: AUDIENCE_COPY.not.is },
  { value: true, label: AUDIENCE_COPY.not.isNot },
];

/** Conditions that belong together, of which some may be groups: two levels, and no more, as the contract has it. */
export function RuleEditor({ value, onChange, id }: RuleEditorProps) {
  const rule = readRule(value);
  const change = (parts: readonly DraftPart[], join: Join = rule.join): void =>
    onChange?.(writeRule({ join, parts }));
  return (
    <div className="rule-group" {...(id === undefined ? {} : { id })}>
      {rule.parts.length > 1 && (
        <JoinSelect join={rule.join} change={(join) => change(rule.parts, join)} />
      )}
      {rule.parts.length === 0 && (
        <Typography.Text type="secondary">{AUDIENCE_COPY.everybody}</Typography.Text>
      )}
      {rule.parts.map((part, nth) => {
        const put = (next: DraftPart): void => change(rule.parts.with(nth, next));
        const drop = (): void => change(rule.parts.toSpliced(nth, 1));
        const key = `${nth} of ${rule.parts.length}`;
        return isGroup(part) ? (
          <GroupEditor key={key} group={part} put={put} drop={drop} />
        ) : (
          <ConditionRow key={key} condition={part} put={put} drop={drop} />
        );
      })}
      <Flex gap={8} wrap>
        <Button size="small" icon={<PlusOutlined />} onClick={() => change([...rule.parts, FIRST])}>
          {AUDIENCE_COPY.add}
        </Button>
        <Button
          size="small"
          onClick={() =>
            change([
              ...rule.parts,
              { join: rule.join === 'all' ? 'any' : 'all', conditions: [FIRST] },
            ])
          }
        >
          {AUDIENCE_COPY.addGroup}
        </Button>
      </Flex>
    </div>
  );
}

interface GroupEditorProps {
  readonly group: DraftGroup;
  readonly put: (group: DraftGroup) => void;
  readonly drop: () => void;
}

function GroupEditor({ group, put, drop }: GroupEditorProps) {
  const { conditions } = group;
  return (
    <div className="rule-group">
      <Flex gap={8} justify="space-between">
        <JoinSelect join={group.join} change={(join) => put({ ...group, join })} />
        <Button size="small" type="text" onClick={drop}>
          {AUDIENCE_COPY.removeGroup}
        </Button>
      </Flex>
      {conditions.map((condition, nth) => {
        const left = conditions.toSpliced(nth, 1);
        const key = `${nth} of ${conditions.length}`;
        return (
          <ConditionRow
            key={key}
            condition={condition}
            put={(next) => put({ ...group, conditions: conditions.with(nth, next) })}
            drop={() => (left.length === 0 ? drop() : put({ ...group, conditions: left }))}
          />
        );
      })}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => put({ ...group, conditions: [...conditions, FIRST] })}
        >
          {AUDIENCE_COPY.add}
        </Button>
      </div>
    </div>
  );
}

function JoinSelect({
  join,
  change,
}: {
  readonly join: Join;
  readonly change: (join: Join) => void;
}) {
  return (
    <Select<Join>
      size="small"
      value={join}
      style={{ width: 150 }}
      aria-label={AUDIENCE_COPY.rule}
      options={JOINS}
      onChange={change}
    />
  );
}

interface ConditionRowProps {
  readonly condition: DraftCondition;
  readonly put: (condition: DraftCondition) => void;
  readonly drop: () => void;
}

function ConditionRow({ condition, put, drop }: ConditionRowProps) {
  return (
    <div className="rule-row">
      <Select
        value={condition.kind}
        style={{ width: 150 }}
        aria-label={AUDIENCE_COPY.condition}
        showSearch={{ optionFilterProp: 'label' }}
        options={KINDS}
        onChange={(kind) => put({ kind })}
      />
      <Select
        value={condition['not'] === true}
        style={{ width: 76 }}
        aria-label={`${AUDIENCE_COPY.not.is}/${AUDIENCE_COPY.not.isNot}`}
        options={NOTS}
        onChange={(isNot) => put(withField(condition, 'not', isNot ? true : undefined))}
      />
      <ConditionInputs condition={condition} put={put} />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={AUDIENCE_COPY.remove}
        onClick={drop}
      />
    </div>
  );
}
