import { App, Checkbox, DatePicker, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { serviceRequest } from '../../../../server/contract/service-request.ts';
import { call } from '../../api.ts';
import { useAction } from '../../use-request.ts';
import { type CaseDialogProps, PhoneItem } from './complaint-dialog.tsx';
import { DESK_COPY } from './copy-desk.ts';

const { forms } = DESK_COPY;
const TITLE_MAX = 100;
const NOTE_MAX = 1000;
const TOPIC_MAX = 500;

/** A time as antd's pickers give it. */
interface Picked {
  toISOString(): string;
}

interface Fields {
  readonly title?: string;
  readonly note?: string;
  readonly dueAt?: Picked | null;
  readonly topic?: string;
  readonly time?: readonly [Picked, Picked];
  readonly contactPhone?: string;
  readonly isUrgent?: boolean;
}

/** Makes a task, or promises a call at a time. */
export function TaskDialog(props: CaseDialogProps) {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ conversationId, onClose, onDone }: CaseDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [kind, setKind] = useState<'task' | 'call_back'>('task');
  const make = useAction(async (fields: Fields) => {
    const { requestNo } = await call({
      method: 'POST',
      path: '/service-requests',
      body: { conversationId, ...bodyOf(kind, fields) },
      answer: serviceRequest.pick({ requestNo: true }),
    });
    void message.success(forms.taskDone(requestNo));
    onDone();
    onClose();
  });
  return (
    <Modal
      open
      title={forms.taskTitle}
      okText={forms.taskOk}
      confirmLoading={make.isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={make.run}>
        <Form.Item>
          <Segmented
            block
            value={kind}
            onChange={setKind}
            options={[
              { value: 'task', label: forms.task },
              { value: 'call_back', label: forms.callBack },
            ]}
          />
        </Form.Item>
        {kind === 'task' ? <TaskFields /> : <CallFields />}
        <Form.Item name="isUrgent" valuePropName="checked">
          <Checkbox>{forms.urgent}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

function TaskFields() {
  return (
    <>
      <Form.Item
        name="title"
        label={forms.taskName}
        rules={[{ required: true, whitespace: true, message: forms.required }]}
      >
        <Input maxLength={TITLE_MAX} autoFocus />
      </Form.Item>
      <Form.Item name="note" label={forms.detail}>
        <Input.TextArea rows={3} maxLength={NOTE_MAX} />
      </Form.Item>
      <Form.Item name="dueAt" label={forms.dueAt}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
      <PhoneItem />
    </>
  );
}

function CallFields() {
  return (
    <>
      <Form.Item
        name="time"
        label={forms.callTime}
        rules={[{ required: true, message: forms.required }]}
      >
        <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="MM-DD HH:mm" />
      </Form.Item>
      <PhoneItem isRequired />
      <Form.Item name="topic" label={forms.topic}>
        <Input.TextArea rows={2} maxLength={TOPIC_MAX} />
      </Form.Item>
    </>
  );
}

/** The request's body; what was left empty is left out. */
export function bodyOf(
  kind: 'task' | 'call_back',
  fields: Fields,
): Readonly<Record<string, unknown>> {
  const { title, note, dueAt, topic, time, contactPhone, isUrgent = false } = fields;
  const texts =
    kind === 'task'
      ? { title, note, dueAt: dueAt?.toISOString(), contactPhone }
      : {
          topic,
          callFrom: time?.[0].toISOString(),
          callTo: time?.[1].toISOString(),
          contactPhone,
        };
  const filled = Object.entries(texts).filter(([, text]) => (text ?? '').trim() !== '');
  return { kind, isUrgent, ...Object.fromEntries(filled) };
}
