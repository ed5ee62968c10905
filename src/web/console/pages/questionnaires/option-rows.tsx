import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input } from 'antd';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { freeId, type Question } from './draft.ts';

interface OptionRowsProps {
  /** Which question it is, in words. */
  readonly nth: string;
  readonly question: Question;
  readonly put: (question: Question) => void;
}

type Option = NonNullable<Question['options']>[number];

const { editor } = QUESTIONNAIRE_COPY;
const LABEL_MAX = 30;
const OPTIONS_MIN = 2;
const OPTIONS_MAX = 10;

/** The options of a choice. */
export function OptionRows({ nth, question, put }: OptionRowsProps) {
  const options = question.options ?? [];
  const set = (next: readonly Option[]): void => put({ ...question, options: [...next] });
  const label = (option: Option, labels: Option['labels']): void =>
    set(options.map((one) => (one.id === option.id ? { ...one, labels } : one)));
  return (
    <Flex vertical gap={6}>
      {options.map((option, index) => (
        <Flex key={option.id} gap={6}>
          <Input
            aria-label={`${nth} ${editor.option(index + 1)}`}
            placeholder={editor.option(index + 1)}
            maxLength={LABEL_MAX}
            value={option.labels['zh-CN']}
            onChange={({ target }) => label(option, { ...option.labels, 'zh-CN': target.value })}
          />
          <Input
            aria-label={`${nth} ${editor.optionEn(index + 1)}`}
            placeholder={editor.optionEn(index + 1)}
            maxLength={LABEL_MAX}
            value={option.labels.en ?? ''}
            onChange={({ target: { value: en } }) => {
              const chinese = { 'zh-CN': option.labels['zh-CN'] };
              label(option, en === '' ? chinese : { ...chinese, en });
            }}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={editor.removeOption(index + 1)}
            disabled={options.length <= OPTIONS_MIN}
            onClick={() => set(options.filter(({ id }) => id !== option.id))}
          />
        </Flex>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        style={{ alignSelf: 'flex-start' }}
        disabled={options.length >= OPTIONS_MAX}
        onClick={() => {
          const id = freeId(
            'o',
            options.map((one) => one.id),
          );
          set([...options, { id, labels: { 'zh-CN': '' } }]);
        }}
      >
        {editor.addOption}
      </Button>
    </Flex>
  );
}
