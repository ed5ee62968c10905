import { App, Checkbox, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { eventSignUp, eventSignUpInput } from '../../../../server/contract/owner-events.ts';
import { ApiError, call, path } from '../../api.ts';
import { EVENT_COPY, NOT_ON_LIST } from '../../copy-admin/owner-events.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { refusalOf } from './refusal-of.ts';

interface SignUpPanelProps {
  readonly eventId: string;
  readonly close: () => void;
  readonly saved: () => void;
}

/** Somebody on the phone or at the counter wants to come. */
export function SignUpPanel({ eventId, close, saved }: SignUpPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [refusal, setRefusal] = useState<string>();
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: eventSignUpInput,
    save: async (body) => {
      setRefusal(undefined);
      try {
        const { status } = await call({
          method: 'POST',
          path: path`/owner-events/${eventId}/sign-ups`,
          body,
          answer: eventSignUp,
          idempotencyKey: keyOf(body),
        });
        // The toast is told, not waited for.
        void message.success(status === 'waiting' ? EVENT_COPY.addedWaiting : EVENT_COPY.added);
        saved();
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
        setRefusal(refusalOf(error, NOT_ON_LIST));
      }
    },
  });
  return (
    <FormPanel
      title={EVENT_COPY.add}
      isOpen
      close={close}
      form={form}
      saving={{ ...saving, problem: saving.problem ?? refusal }}
      width={440}
    >
      <Form.Item name="customerNo" label={EVENT_COPY.customer}>
        <Input maxLength={64} autoFocus />
      </Form.Item>
      <Typography.Paragraph type="secondary">{EVENT_COPY.addHint}</Typography.Paragraph>
      <Form.Item name="name" label={EVENT_COPY.name}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="phone" label={EVENT_COPY.phone}>
        <Input inputMode="tel" maxLength={30} />
      </Form.Item>
      <Form.Item name="photoConsent" valuePropName="checked">
        <Checkbox>{EVENT_COPY.photoYes}</Checkbox>
      </Form.Item>
    </FormPanel>
  );
}
