import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, InputNumber, Select, Typography } from 'antd';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { type Branch, type Content, firstBranch, type Question, withBranches } from './draft.ts';

interface BranchRowsProps {
  readonly content: Content;
  readonly question: Question;
  readonly put: (question: Question) => void;
}

const { branch: COPY } = QUESTIONNAIRE_COPY;
const BRANCHES_MAX = 5;
const SCORE_OPS = (['lte', 'gte', 'eq'] as const).map((value) => ({
  value,
  label: COPY.ops[value],
}));

/** Where it goes on after this question, in words that read as a sentence. */
export function BranchRows({ content, question, put }: BranchRowsProps) {
  const branches = question.next ?? [];
  const at = content.questions.findIndex(({ id }) => id === question.id);
  // A branch looks at this question or at one before it; words are never looked at.
  const lookable = content.questions.slice(0, at + 1).filter(({ kind }) => kind !== 'text');
  const first = lookable.at(-1);
  const set = (next: readonly Branch[]): void => put(withBranches(question, next));
  if (first === undefined) return null;
  return (
    <Flex vertical gap={6}>
      {branches.map((branch, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: branches have no name of their own.
          key={index}
          content={content}
          lookable={lookable}
          from={at}
          branch={branch}
          set={(next) => set(branches.with(index, next))}
          remove={() => set(branches.toSpliced(index, 1))}
        />
      ))}
      <Flex gap={8} align="center" wrap>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={branches.length >= BRANCHES_MAX}
          onClick={() => set([...branches, firstBranch(first)])}
        >
          {COPY.add}
        </Button>
        {branches.length > 0 && <Typography.Text type="secondary">{COPY.hint}</Typography.Text>}
      </Flex>
    </Flex>
  );
}

interface RowProps {
  readonly content: Content;
  readonly lookable: readonly Question[];
  readonly from: number;
  readonly branch: Branch;
  readonly set: (branch: Branch) => void;
  readonly remove: () => void;
}

function Row({ content, lookable, from, branch, set, remove }: RowProps) {
  const placeOf = (id: string): number => content.questions.findIndex((one) => one.id === id) + 1;
  const later = content.questions.slice(from + 1);
  return (
    <Flex gap={6} wrap align="center">
      {COPY.if}
      <Select
        size="small"
        aria-label={COPY.question}
        style={{ width: 100 }}
        value={branch.when.questionId}
        options={lookable.map(({ id }) => ({
          value: id,
          label: QUESTIONNAIRE_COPY.nth(placeOf(id)),
        }))}
        onChange={(id) => {
          const asked = lookable.find((one) => one.id === id);
          if (asked !== undefined) set({ ...firstBranch(asked), goTo: branch.goTo });
        }}
      />
      <Condition
        asked={lookable.find(({ id }) => id === branch.when.questionId)}
        when={branch.when}
        set={(when) => set({ ...branch, when })}
      />
      {COPY.go}
      <Select
        size="small"
        aria-label={COPY.goTo}
        style={{ width: 100 }}
        value={branch.goTo}
        options={[
          ...later.map(({ id }) => ({ value: id, label: QUESTIONNAIRE_COPY.nth(placeOf(id)) })),
          { value: 'end', label: COPY.end },
        ]}
        onChange={(goTo) => set({ ...branch, goTo })}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={COPY.remove}
        onClick={remove}
      />
    </Flex>
  );
}

interface ConditionProps {
  readonly asked: Question | undefined;
  readonly when: Branch['when'];
  readonly set: (when: Branch['when']) => void;
}

function Condition({ asked, when, set }: ConditionProps) {
  const { value } = when;
  if (typeof value === 'number') {
    return (
      <>
        <Select
          size="small"
          aria-label={COPY.op}
          style={{ width: 90 }}
          value={when.op}
          options={SCORE_OPS}
          onChange={(op) => set({ ...when, op })}
        />
        <InputNumber<number>
          size="small"
          aria-label={COPY.value}
          min={0}
          max={10}
          precision={0}
          style={{ width: 64 }}
          value={value}
          onChange={(next) => set({ ...when, value: next ?? value })}
        />
      </>
    );
  }
  const isMultiple = asked?.isMultiple === true;
  const options = (asked?.options ?? []).map(({ id, labels }) => ({
    value: id,
    label: labels['zh-CN'],
  }));
  // One of several is `eq`; more than one of them is `in`. Of a choice of several it is what was ticked.
  return (
    <Select<string[]>
      size="small"
      mode="multiple"
      aria-label={COPY.value}
      style={{ minWidth: 140 }}
      value={[value].flat()}
      options={options}
      {...(isMultiple ? { maxCount: 1 } : {})}
      onChange={(next) => {
        const [only] = next;
        if (only === undefined) return;
        if (isMultiple) set({ ...when, op: 'includes', value: only });
        else if (next.length === 1) set({ ...when, op: 'eq', value: only });
        else set({ ...when, op: 'in', value: next });
      }}
    />
  );
}
