import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Flex } from 'antd';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { QUESTION_KIND_LABELS } from '../../copy-admin/survey-labels.ts';
import { addQuestion, type Content, type Kind, NO_CONTENT_YET } from './draft.ts';
import { draftProblems } from './draft-problems.ts';
import { QuestionCard } from './question-card.tsx';

interface QuestionsFieldProps {
  /** Both are set by the form. */
  readonly value?: Content;
  readonly onChange?: (content: Content) => void;
}

const KINDS: readonly Kind[] = ['csat', 'nps', 'ces', 'choice', 'text'];
const QUESTIONS_MAX = 20;

/** The questions of a draft, with what is wrong with them at once. */
export function QuestionsField({ value = NO_CONTENT_YET, onChange }: QuestionsFieldProps) {
  const change = (next: Content): void => onChange?.(next);
  const problems = draftProblems(value);
  return (
    <Flex vertical gap={12}>
      {value.questions.map((question, index) => (
        <QuestionCard
          key={question.id}
          content={value}
          question={question}
          index={index}
          change={change}
        />
      ))}
      <Dropdown
        trigger={['click']}
        disabled={value.questions.length >= QUESTIONS_MAX}
        menu={{
          items: KINDS.map((kind) => ({ key: kind, label: QUESTION_KIND_LABELS[kind] })),
          onClick: ({ key }) => {
            const kind = KINDS.find((one) => one === key);
            if (kind !== undefined) change(addQuestion(value, kind));
          },
        }}
      >
        <Button icon={<PlusOutlined />} style={{ alignSelf: 'flex-start' }}>
          {QUESTIONNAIRE_COPY.editor.add}
        </Button>
      </Dropdown>
      {problems.length > 0 && value.questions.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={problems.map((text) => <div key={text}>{text}</div>)}
        />
      )}
    </Flex>
  );
}
