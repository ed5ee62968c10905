import { Button, Checkbox, Flex, Input, Radio, Typography } from 'antd';
import { stepsOf } from '../../../server/contract/survey-preview.ts';
import { SCALE_ENDS } from '../copy-admin/survey-labels.ts';
import { VISIT_COPY } from '../copy-admin/visits.ts';

/** What was answered: a score, an option, several, words. Null: left out. */
export type AnswerValue = number | string | string[] | null;

interface AnswerFieldProps {
  readonly question: {
    readonly text: string;
    readonly kind: 'csat' | 'nps' | 'ces' | 'choice' | 'text';
    readonly isMultiple: boolean;
    readonly options: readonly { readonly id: string; readonly label: string }[];
  };
  /** Undefined: not asked yet. */
  readonly value: AnswerValue | undefined;
  readonly choose: (value: AnswerValue) => void;
}

const TEXT_MAX = 500;

/** One answer, as a person at the desk writes it down. Any question may be left out. */
export function AnswerField(props: AnswerFieldProps) {
  const { value, choose } = props;
  return (
    <Flex vertical gap={6} align="flex-start">
      <Field {...props} />
      <Button
        size="small"
        type={value === null ? 'primary' : 'text'}
        aria-pressed={value === null}
        onClick={() => choose(null)}
      >
        {VISIT_COPY.skip}
      </Button>
    </Flex>
  );
}

function Field({ question, value, choose }: AnswerFieldProps) {
  switch (question.kind) {
    case 'csat':
    case 'nps':
    case 'ces':
      return <Scale kind={question.kind} text={question.text} value={value} choose={choose} />;
    case 'choice':
      return <Options question={question} value={value} choose={choose} />;
    case 'text':
      return (
        <Input.TextArea
          aria-label={question.text}
          rows={3}
          maxLength={TEXT_MAX}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}
        />
      );
  }
}

interface ScaleProps extends Pick<AnswerFieldProps, 'value' | 'choose'> {
  readonly kind: 'csat' | 'nps' | 'ces';
  readonly text: string;
}

function Scale({ kind, text, value, choose }: ScaleProps) {
  const { low, high } = SCALE_ENDS[kind];
  return (
    <Flex gap={8} align="center" wrap>
      <Typography.Text type="secondary">{low}</Typography.Text>
      <Flex gap={4} wrap role="radiogroup" aria-label={text}>
        {stepsOf(kind).map((step) => (
          <Button
            key={step}
            role="radio"
            aria-checked={value === step}
            type={value === step ? 'primary' : 'default'}
            style={{ minWidth: 40, paddingInline: 8 }}
            onClick={() => choose(step)}
          >
            {step}
          </Button>
        ))}
      </Flex>
      <Typography.Text type="secondary">{high}</Typography.Text>
    </Flex>
  );
}

function Options({ question, value, choose }: AnswerFieldProps) {
  const options = question.options.map(({ id, label }) => ({ value: id, label }));
  return question.isMultiple ? (
    <Checkbox.Group
      aria-label={question.text}
      options={options}
      value={Array.isArray(value) ? value : []}
      onChange={(next: string[]) => choose(next.length === 0 ? null : next)}
    />
  ) : (
    <Radio.Group
      aria-label={question.text}
      options={options}
      value={typeof value === 'string' ? value : null}
      onChange={(event) => choose(String(event.target.value))}
    />
  );
}
