import { App, Form, Input, Radio, Space } from 'antd';
import { followUp, followUpFinishInput } from '../../../../server/contract/follow-ups.ts';
import { call, path } from '../../api.ts';
import { FOLLOW_UP_COPY } from '../../copy-admin/follow-ups.ts';
import { FOLLOW_UP_RESULTS } from '../../copy-admin/survey-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';

interface FinishPanelProps {
  readonly id: string;
  /** Registered just now. */
  readonly complaintNo: string | undefined;
  readonly close: () => void;
  readonly saved: () => void;
}

/** A complaint that was registered has its number: the contract lets it out, since a system may tell it later. */
const SCHEMA = followUpFinishInput.refine(
  ({ result, complaintNo }) => result !== 'complaint_filed' || complaintNo !== undefined,
  { path: ['complaintNo'] },
);

/** How it ended. */
export function FinishPanel({ id, complaintNo, close, saved }: FinishPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`follow-up finish ${id}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: SCHEMA,
    hints: { complaintNo: FOLLOW_UP_COPY.complaintNeeded },
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/follow-ups/${id}/finish`,
        body,
        answer: followUp,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(FOLLOW_UP_COPY.finished);
      saved();
    },
  });
  const result: unknown = Form.useWatch('result', form);
  const filed = complaintNo === undefined ? {} : { result: 'complaint_filed', complaintNo };
  return (
    <FormPanel
      title={FOLLOW_UP_COPY.finishTitle}
      isOpen
      close={close}
      form={form}
      saving={saving}
      saveText={FOLLOW_UP_COPY.finish}
      initialValues={{ ...kept.kept, ...filed }}
      changed={kept.keep}
    >
      <Form.Item name="result" label={FOLLOW_UP_COPY.result}>
        <Radio.Group>
          <Space orientation="vertical">
            {Object.entries(FOLLOW_UP_RESULTS).map(([value, label]) => (
              <Radio key={value} value={value}>
                {label}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      {result === 'complaint_filed' && (
        <Form.Item
          name="complaintNo"
          label={FOLLOW_UP_COPY.complaint}
          extra={FOLLOW_UP_COPY.complaintHint}
        >
          <Input maxLength={40} />
        </Form.Item>
      )}
      <Form.Item name="note" label={FOLLOW_UP_COPY.note}>
        <Input.TextArea rows={4} maxLength={1000} placeholder={FOLLOW_UP_COPY.noteHint} />
      </Form.Item>
    </FormPanel>
  );
}
