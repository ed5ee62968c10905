import { Button, Flex, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { previewSurvey } from '../../../../server/contract/survey-preview.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { AnswerField, type AnswerValue } from '../../parts/answer-field.tsx';
import type { Content, Question } from './draft.ts';

interface PreviewProps {
  readonly title: string;
  readonly content: Content;
}

const { preview: COPY } = QUESTIONNAIRE_COPY;
type Locale = 'zh-CN' | 'en';

/** A questionnaire as a customer walks through it; nothing is kept. */
export function Preview({ title, content }: PreviewProps) {
  const [turn, setTurn] = useState(0);
  const [locale, setLocale] = useState<Locale>('zh-CN');
  const [answers, setAnswers] = useState<Readonly<Record<string, AnswerValue>>>({});
  const { answered, next, atMost } = previewSurvey(content, answers, turn);
  const again = (): void => setAnswers({});
  const hasEnglish = content.questions.some(({ texts }) => texts.en !== undefined);
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <Typography.Text type="secondary">{COPY.hint}</Typography.Text>
        {content.turns > 1 && (
          <Segmented<number>
            aria-label={COPY.turn}
            value={turn}
            options={Array.from({ length: content.turns }, (_, value) => ({
              value,
              label: COPY.turnOf(value + 1),
            }))}
            onChange={(chosen) => {
              setTurn(chosen);
              again();
            }}
          />
        )}
        {hasEnglish && (
          <Segmented<Locale>
            value={locale}
            options={[
              { value: 'zh-CN', label: COPY.chinese },
              { value: 'en', label: COPY.english },
            ]}
            onChange={setLocale}
          />
        )}
      </Flex>
      <div className="survey-phone">
        <Flex vertical gap={16}>
          <Typography.Text strong>{title}</Typography.Text>
          {next === undefined ? (
            <>
              <Typography.Paragraph>{COPY.done}</Typography.Paragraph>
              <Button onClick={again}>{COPY.again}</Button>
            </>
          ) : (
            <>
              <Typography.Text type="secondary">
                {COPY.progress(answered.length + 1, atMost)}
              </Typography.Text>
              <Asked
                key={next.id}
                question={next}
                locale={locale}
                answer={(value) => setAnswers({ ...answers, [next.id]: value })}
              />
            </>
          )}
        </Flex>
      </div>
    </Flex>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly locale: Locale;
  readonly answer: (value: AnswerValue) => void;
}

function Asked({ question, locale, answer }: AskedProps) {
  const [value, setValue] = useState<AnswerValue>();
  const text = question.texts[locale] ?? question.texts['zh-CN'];
  return (
    <>
      <span>{text}</span>
      <AnswerField
        question={{
          text,
          kind: question.kind,
          isMultiple: question.isMultiple === true,
          options: (question.options ?? []).map(({ id, labels }) => ({
            id,
            label: labels[locale] ?? labels['zh-CN'],
          })),
        }}
        value={value}
        choose={setValue}
      />
      <Button type="primary" disabled={value === undefined} onClick={() => answer(value ?? null)}>
        {COPY.next}
      </Button>
    </>
  );
}
