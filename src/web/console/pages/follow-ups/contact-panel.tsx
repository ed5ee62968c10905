import { App, Form, Input, Typography } from 'antd';
import { followUp, followUpContactInput } from '../../../../server/contract/follow-ups.ts';
import { call, path } from '../../api.ts';
import { FOLLOW_UP_COPY } from '../../copy-admin/follow-ups.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { MomentInput } from '../../parts/moment-input.tsx';

interface ContactPanelProps {
  readonly id: string;
  readonly close: () => void;
  readonly saved: () => void;
}

/** The customer was reached. */
export function ContactPanel({ id, close, saved }: ContactPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`follow-up contact ${id}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: followUpContactInput,
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/follow-ups/${id}/contact`,
        body,
        answer: followUp,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(FOLLOW_UP_COPY.contacted);
      saved();
    },
  });
  return (
    <FormPanel
      title={FOLLOW_UP_COPY.contactTitle}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={kept.kept}
      changed={kept.keep}
    >
      <Typography.Paragraph type="secondary">{FOLLOW_UP_COPY.contactHint}</Typography.Paragraph>
      <Form.Item
        name="at"
        label={FOLLOW_UP_COPY.contactedInput}
        extra={FOLLOW_UP_COPY.contactedInputHint}
      >
        <MomentInput />
      </Form.Item>
      <Form.Item name="note" label={FOLLOW_UP_COPY.note}>
        <Input.TextArea rows={4} maxLength={1000} placeholder={FOLLOW_UP_COPY.noteHint} autoFocus />
      </Form.Item>
    </FormPanel>
  );
}
