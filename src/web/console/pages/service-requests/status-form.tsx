import { Alert, App, Button, Card, Form, Input, Segmented, Typography } from 'antd';
import type { z } from 'zod';
import {
  type serviceRequest,
  serviceRequestStatusInput,
} from '../../../../server/contract/service-request.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { REQUEST_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { REQUEST_STATUS } from '../../copy-admin/labels-case.ts';
import { useFormSave } from '../../form/use-form-save.ts';

type Request = z.infer<typeof serviceRequest>;
type Status = Request['status'];

/** What may follow; done and cancelled are final. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  open: ['in_progress', 'done', 'cancelled'],
  in_progress: ['done', 'cancelled'],
  done: [],
  cancelled: [],
};

/** Takes a request on, finishes it or calls it off. */
export function StatusForm({ request, changed }: { request: Request; changed: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: serviceRequestStatusInput,
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/service-requests/${request.requestNo}/status`,
        body,
        answer: NO_CONTENT,
      });
      form.resetFields();
      // The toast is told, not waited for.
      void message.success(REQUEST_COPY.changed);
      changed();
    },
  });
  const next = NEXT[request.status];
  if (next.length === 0) {
    return <Typography.Text type="secondary">{REQUEST_COPY.final}</Typography.Text>;
  }
  return (
    <Card size="small" title={REQUEST_COPY.change}>
      {saving.problem !== undefined && (
        <Alert type="error" showIcon title={saving.problem} style={{ marginBottom: 12 }} />
      )}
      <Form
        // What may follow depends on where it stands.
        key={request.status}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ status: next[0] }}
        onFinish={() => void saving.submit()}
      >
        <Form.Item name="status" label={REQUEST_COPY.next}>
          <Segmented
            options={next.map((value) => ({ value, label: REQUEST_STATUS[value].label }))}
          />
        </Form.Item>
        <Form.Item name="note" label={REQUEST_COPY.note}>
          <Input.TextArea rows={3} maxLength={500} placeholder={REQUEST_COPY.noteHint} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={saving.isBusy}>
          {saving.isBusy ? ACTION_COPY.saving : ACTION_COPY.save}
        </Button>
      </Form>
    </Card>
  );
}
