import { DeleteOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Flex, Input, Tag } from 'antd';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { QUESTION_KIND_LABELS } from '../../copy-admin/survey-labels.ts';
import { BranchRows } from './branch-rows.tsx';
import {
  type Content,
  changeQuestion,
  moveQuestion,
  type Question,
  removeQuestion,
} from './draft.ts';
import { OptionRows } from './option-rows.tsx';

export interface QuestionCardProps {
  readonly content: Content;
  readonly question: Question;
  readonly index: number;
  readonly change: (content: Content) => void;
}

const { editor } = QUESTIONNAIRE_COPY;
const TEXT_MAX = 200;

/** One question of a draft. */
export function QuestionCard(props: QuestionCardProps) {
  const { content, question, index, change } = props;
  const put = (next: Question): void => change(changeQuestion(content, question.id, next));
  const nth = QUESTIONNAIRE_COPY.nth(index + 1);
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center">
          {nth}
          <Tag>{QUESTION_KIND_LABELS[question.kind]}</Tag>
        </Flex>
      }
      extra={<Moves {...props} />}
    >
      <Flex vertical gap={8}>
        <Input.TextArea
          rows={2}
          aria-label={`${nth} ${editor.text}`}
          placeholder={editor.text}
          maxLength={TEXT_MAX}
          value={question.texts['zh-CN']}
          onChange={({ target }) =>
            put({ ...question, texts: { ...question.texts, 'zh-CN': target.value } })
          }
        />
        <Input
          aria-label={`${nth} ${editor.textEn}`}
          placeholder={editor.textEn}
          maxLength={TEXT_MAX}
          value={question.texts.en ?? ''}
          onChange={({ target }) => put({ ...question, texts: textsOf(question, target.value) })}
        />
        {question.kind === 'choice' && <OptionRows nth={nth} question={question} put={put} />}
        <Switches content={content} question={question} put={put} change={change} />
        <BranchRows content={content} question={question} put={put} />
      </Flex>
    </Card>
  );
}

function textsOf({ texts }: Question, en: string): Question['texts'] {
  return en === '' ? { 'zh-CN': texts['zh-CN'] } : { ...texts, en };
}

function Moves({ content, question, index, change }: QuestionCardProps) {
  return (
    <Flex>
      <Button
        type="text"
        size="small"
        icon={<UpOutlined />}
        aria-label={editor.up}
        disabled={index === 0}
        onClick={() => change(moveQuestion(content, question.id, -1))}
      />
      <Button
        type="text"
        size="small"
        icon={<DownOutlined />}
        aria-label={editor.down}
        disabled={index === content.questions.length - 1}
        onClick={() => change(moveQuestion(content, question.id, 1))}
      />
      <Button
        type="text"
        size="small"
        danger
        icon={<DeleteOutlined />}
        aria-label={editor.remove}
        onClick={() => change(removeQuestion(content, question.id))}
      />
    </Flex>
  );
}

interface SwitchesProps extends Pick<QuestionCardProps, 'content' | 'question' | 'change'> {
  readonly put: (question: Question) => void;
}

function Switches({ content, question, put, change }: SwitchesProps) {
  const { kind, id } = question;
  const isScale = kind === 'csat' || kind === 'nps' || kind === 'ces';
  return (
    <Flex gap={16} wrap>
      {kind !== 'text' && (
        <Checkbox
          checked={question.isOptional === true}
          onChange={({ target }) => put({ ...question, isOptional: target.checked })}
        >
          {QUESTIONNAIRE_COPY.optional}
        </Checkbox>
      )}
      {kind === 'choice' && (
        <Checkbox
          checked={question.isMultiple === true}
          onChange={({ target }) => put({ ...question, isMultiple: target.checked })}
        >
          {QUESTIONNAIRE_COPY.multiple}
        </Checkbox>
      )}
      {isScale && (
        <Checkbox
          checked={content.whole[kind] === id}
          onChange={({ target }) => {
            const { [kind]: _, ...others } = content.whole;
            change({ ...content, whole: target.checked ? { ...others, [kind]: id } : others });
          }}
        >
          {QUESTIONNAIRE_COPY.whole}
        </Checkbox>
      )}
    </Flex>
  );
}
