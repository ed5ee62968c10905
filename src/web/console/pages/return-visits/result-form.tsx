import { Alert, App, Button, Card, Form, Input, Radio, Space, Typography } from 'antd';
import type { z } from 'zod';
import { visitDetail, visitResultInput } from '../../../../server/contract/visits.ts';
import { ApiError, call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { VISIT_COPY, VISIT_RESULT_HINTS, VISIT_RESULT_LABELS } from '../../copy-admin/visits.ts';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import type { AnswerValue } from '../../parts/answer-field.tsx';
import { MomentInput } from '../../parts/moment-input.tsx';

type Visit = z.infer<typeof visitDetail>;
type Result = NonNullable<Visit['result']>;

interface ResultFormProps {
  readonly data: Visit;
  readonly values: Readonly<Record<string, AnswerValue>>;
  readonly saved: () => void;
}

const RESULTS: readonly Result[] = [
  'SUCCESS',
  'PARTIAL',
  'NO_ANSWER',
  'CALL_LATER',
  'REFUSED',
  'OPEN_COMPLAINT',
  'WRONG_NUMBER',
  'SOLD',
  'DECEASED',
];
/** Only the customer can have said this. */
const NEEDS_PROOF: readonly Result[] = ['SUCCESS', 'PARTIAL'];
/** With these, what was answered before is written down too. */
const WITH_ANSWERS: readonly Result[] = ['SUCCESS', 'PARTIAL', 'CALL_LATER', 'OPEN_COMPLAINT'];

/** What the call came to. What each result leads to is said before it is chosen. */
export function ResultForm({ data, values, saved }: ResultFormProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`visit result ${data.id}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: visitResultInput,
    hints: { callLaterAt: VISIT_COPY.callLaterHint },
    save: async (input) => {
      const hasAnswers = data.isIdentified && Object.keys(values).length > 0;
      const body = hasAnswers && WITH_ANSWERS.includes(input.result) ? { ...input, values } : input;
      try {
        await call({
          method: 'POST',
          path: path`/return-visits/${data.id}/result`,
          body,
          answer: visitDetail,
          idempotencyKey: keyOf(body),
        });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'wrong_time') throw error;
        form.setFields([{ name: 'callLaterAt', errors: [VISIT_COPY.callLaterWrong] }]);
        return;
      }
      kept.forget();
      form.resetFields();
      // The toast is told, not waited for.
      void message.success(VISIT_COPY.saved);
      saved();
    },
  });
  return (
    <Card size="small" title={VISIT_COPY.steps.result}>
      {saving.problem !== undefined && (
        <Alert type="error" showIcon title={saving.problem} style={{ marginBottom: 12 }} />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={kept.kept ?? {}}
        onValuesChange={(_, all: unknown) => kept.keep(all)}
        onFinish={() => void saving.submit()}
      >
        <Fields form={form} data={data} />
        <Button type="primary" htmlType="submit" loading={saving.isBusy}>
          {saving.isBusy ? ACTION_COPY.saving : VISIT_COPY.save}
        </Button>
      </Form>
    </Card>
  );
}

function Fields({
  form,
  data,
}: Pick<ResultFormProps, 'data'> & { readonly form: ReturnType<typeof Form.useForm>[0] }) {
  const chosen: unknown = Form.useWatch('result', form);
  const result = RESULTS.find((one) => one === chosen);
  return (
    <>
      <Form.Item
        name="result"
        label={VISIT_COPY.resultLabel}
        extra={result === undefined ? undefined : VISIT_RESULT_HINTS[result]}
      >
        <Radio.Group>
          <Space wrap size={[12, 8]}>
            {RESULTS.map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={!data.isIdentified && NEEDS_PROOF.includes(value)}
              >
                {VISIT_RESULT_LABELS[value]}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      {!data.isIdentified && (
        <Typography.Paragraph type="secondary">{VISIT_COPY.needsProof}</Typography.Paragraph>
      )}
      {result === 'CALL_LATER' && (
        <Form.Item
          name="callLaterAt"
          label={VISIT_COPY.callLaterAt}
          extra={VISIT_COPY.callLaterHint}
          preserve={false}
        >
          <MomentInput max={data.dueUntil} />
        </Form.Item>
      )}
      <Form.Item name="note" label={VISIT_COPY.note}>
        <Input.TextArea rows={3} maxLength={1000} placeholder={VISIT_COPY.noteHint} />
      </Form.Item>
    </>
  );
}
