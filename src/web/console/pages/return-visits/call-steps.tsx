import { Alert, App, Button, Card, Checkbox, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { visitDetail, visitIdentifyInput } from '../../../../server/contract/visits.ts';
import { call, path } from '../../api.ts';
import { IDENTITY_LABELS, VISIT_COPY } from '../../copy-admin/visits.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { AnswerField, type AnswerValue } from '../../parts/answer-field.tsx';
import { useAction } from '../../use-request.ts';
import { keptAnswers } from './kept-answers.ts';
import { ResultForm } from './result-form.tsx';

type Visit = z.infer<typeof visitDetail>;

interface StepProps {
  readonly data: Visit;
  readonly changed: () => void;
}

/** One call: who is on the phone, then what is asked, then what came of it. */
export function CallSteps({ data, changed }: StepProps) {
  const kept = useKeptForm(`visit answers ${data.id}`);
  const [values, setValues] = useState(() => keptAnswers(kept.kept));
  const answer = (id: string, value: AnswerValue): void => {
    const next = { ...values, [id]: value };
    setValues(next);
    kept.keep(next);
  };
  return (
    <Flex vertical gap={16}>
      <Identity data={data} changed={changed} />
      <Questions data={data} values={values} answer={answer} />
      <ResultForm
        data={data}
        values={values}
        saved={() => {
          kept.forget();
          changed();
        }}
      />
    </Flex>
  );
}

function Identity({ data, changed }: StepProps) {
  const { message } = App.useApp();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const proving = useAction(async (ok: boolean) => {
    await call({
      method: 'POST',
      path: path`/return-visits/${data.id}/identify`,
      body: visitIdentifyInput.parse({ asked, ok }),
      answer: visitDetail,
    });
    // The toast is told, not waited for.
    if (ok) void message.success(VISIT_COPY.identified);
    else void message.warning(VISIT_COPY.notIdentified);
    changed();
  });
  const { script, isIdentified } = data;
  return (
    <Card size="small" title={VISIT_COPY.steps.identity}>
      <Typography.Paragraph>
        <Typography.Text type="secondary">{`${VISIT_COPY.introduction}：`}</Typography.Text>
        {script.introduction}
      </Typography.Paragraph>
      {isIdentified ? (
        <Alert type="success" showIcon title={VISIT_COPY.isIdentified} />
      ) : (
        <Flex vertical gap={12}>
          <Alert type="warning" showIcon title={VISIT_COPY.identityHint} />
          <Checkbox.Group
            aria-label={VISIT_COPY.asked}
            style={{ display: 'grid', gap: 8 }}
            value={[...asked]}
            options={script.identity.map(({ asks, text }) => ({
              value: asks,
              label: `${IDENTITY_LABELS[asks]}：${text}`,
            }))}
            onChange={(next: string[]) => setAsked(next)}
          />
          <Flex gap={8} wrap>
            <Button
              type="primary"
              disabled={asked.length === 0}
              loading={proving.isBusy}
              onClick={() => void proving.run(true)}
            >
              {VISIT_COPY.passed}
            </Button>
            <Button
              danger
              disabled={asked.length === 0 || proving.isBusy}
              onClick={() => void proving.run(false)}
            >
              {VISIT_COPY.failed}
            </Button>
          </Flex>
        </Flex>
      )}
    </Card>
  );
}

interface QuestionsProps {
  readonly data: Visit;
  readonly values: Readonly<Record<string, AnswerValue>>;
  readonly answer: (id: string, value: AnswerValue) => void;
}

/** Nothing is asked before it is known who answers. */
function Questions({ data: { script, isIdentified }, values, answer }: QuestionsProps) {
  if (!isIdentified) return null;
  return (
    <Card size="small" title={VISIT_COPY.steps.questions}>
      {script.questions.length === 0 ? (
        <Typography.Text type="secondary">{VISIT_COPY.noQuestions}</Typography.Text>
      ) : (
        <Flex vertical gap={20}>
          {script.questions.length > 1 && (
            <Typography.Text type="secondary">{VISIT_COPY.branchHint}</Typography.Text>
          )}
          {script.questions.map(({ options, ...question }, index) => (
            <Flex vertical gap={8} key={question.id}>
              <Typography.Text strong>{`${index + 1}. ${question.text}`}</Typography.Text>
              <AnswerField
                question={{
                  ...question,
                  options: options.map(({ value, label }) => ({ id: value, label })),
                }}
                value={values[question.id]}
                choose={(value) => answer(question.id, value)}
              />
            </Flex>
          ))}
          <Typography.Paragraph style={{ margin: 0 }}>
            <Typography.Text type="secondary">{`${VISIT_COPY.closing}：`}</Typography.Text>
            {script.closing}
          </Typography.Paragraph>
        </Flex>
      )}
    </Card>
  );
}
