import { Alert, Form, Input, Select, Switch } from 'antd';
import type { z } from 'zod';
import {
  type webhook,
  webhookInput,
  webhookWithSecret,
} from '../../../../server/contract/operations.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { WEBHOOK_EVENT_LABELS } from '../../copy-admin/labels-desk.ts';
import { WEBHOOK_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';

interface WebhookPanelProps {
  readonly item: z.infer<typeof webhook> | undefined;
  readonly close: () => void;
  /** With the secret of a new one. */
  readonly saved: (created?: z.infer<typeof webhookWithSecret>) => void;
}

const EVENTS = webhookInput.shape.events
  .unwrap()
  .element.options.map((value) => ({ value, label: WEBHOOK_EVENT_LABELS[value] }));

/** Where to tell what; personal data stays masked unless somebody decides otherwise. */
export function WebhookPanel({ item, close, saved }: WebhookPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: webhookInput,
    hints: { url: WEBHOOK_COPY.urlWrong },
    save: async (body) => {
      if (item === undefined) {
        const answer = webhookWithSecret;
        saved(await call({ method: 'POST', path: '/webhooks', body, answer }));
        return;
      }
      await call({ method: 'PUT', path: path`/webhooks/${item.id}`, body, answer: NO_CONTENT });
      saved();
    },
  });
  return (
    <FormPanel
      title={item === undefined ? WEBHOOK_COPY.create : WEBHOOK_COPY.edit}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item ?? { events: [], hasPersonal: false, isEnabled: true }}
    >
      <Form.Item name="name" label={WEBHOOK_COPY.name}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="url" label={WEBHOOK_COPY.url} extra={WEBHOOK_COPY.urlHint}>
        <Input type="url" maxLength={500} placeholder="https://" />
      </Form.Item>
      <Form.Item name="events" label={WEBHOOK_COPY.events} extra={WEBHOOK_COPY.eventsHint}>
        <Select mode="multiple" options={EVENTS} placeholder={WEBHOOK_COPY.allEvents} />
      </Form.Item>
      <Form.Item
        name="hasPersonal"
        label={WEBHOOK_COPY.hasPersonal}
        valuePropName="checked"
        extra={<Alert type="warning" title={WEBHOOK_COPY.hasPersonalHint} />}
      >
        <Switch />
      </Form.Item>
      <Form.Item name="isEnabled" label={WEBHOOK_COPY.isEnabled} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormPanel>
  );
}
