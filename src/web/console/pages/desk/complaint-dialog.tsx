import { App, Form, Input, Modal, Select } from 'antd';
import { complaint } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import { Link } from '../../router.tsx';
import { useAction } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';
import { type Packet, usePacket } from './use-packet.ts';

const { forms } = DESK_COPY;
const MATTER_MAX = 2000;
const REQUEST_MAX = 1000;

export interface CaseDialogProps {
  readonly conversationId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Fields {
  readonly matter: string;
  readonly request?: string;
  readonly claimNo?: string;
  readonly contactPhone?: string;
}

/** Registers a complaint of this customer; its clocks start at once. */
export function ComplaintDialog(props: CaseDialogProps) {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ conversationId, onClose, onDone }: CaseDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const about = usePacket(conversationId).data;
  const register = useAction(async (fields: Fields) => {
    const { complaintNo } = await call({
      method: 'POST',
      path: '/complaints',
      body: bodyOf(fields, conversationId, about),
      answer: complaint.pick({ complaintNo: true }),
    });
    void message.success(
      <>
        {forms.complaintDone(complaintNo)}{' '}
        <Link to={path`/complaints/${complaintNo}`}>{forms.complaintOpen}</Link>
      </>,
    );
    onDone();
    onClose();
  });
  return (
    <Modal
      open
      title={forms.complaintTitle}
      okText={forms.complaintOk}
      confirmLoading={register.isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={register.run}>
        <Form.Item
          name="matter"
          label={forms.matter}
          rules={[{ required: true, whitespace: true, message: forms.required }]}
        >
          <Input.TextArea
            rows={4}
            maxLength={MATTER_MAX}
            placeholder={forms.matterHint}
            autoFocus
          />
        </Form.Item>
        <Form.Item name="request" label={forms.request}>
          <Input.TextArea rows={2} maxLength={REQUEST_MAX} />
        </Form.Item>
        <Form.Item name="claimNo" label={forms.claim}>
          <Select allowClear options={claimOptions(about)} />
        </Form.Item>
        <PhoneItem />
      </Form>
    </Modal>
  );
}

/** A telephone number to reach the customer by; optional. */
export function PhoneItem({ isRequired = false }: { readonly isRequired?: boolean }) {
  return (
    <Form.Item
      name="contactPhone"
      label={forms.phone}
      extra={isRequired ? undefined : forms.phoneHint}
      rules={[
        { required: isRequired, message: forms.required },
        { pattern: /^\+?[\d\s-]{7,20}$/, message: forms.badPhone },
      ]}
    >
      <Input inputMode="tel" maxLength={20} />
    </Form.Item>
  );
}

/** The customer's claims to choose from. */
export function claimOptions(about: Packet | undefined) {
  return (about?.claims ?? []).map(({ claimNo, stage }) => ({
    value: claimNo,
    label: `${claimNo} ${stage}`,
  }));
}

function bodyOf(
  fields: Fields,
  conversationId: string,
  about: Packet | undefined,
): Readonly<Record<string, string>> {
  const entries = Object.entries({
    ...fields,
    conversationId,
    customerNo: about?.customerNo ?? undefined,
  });
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
}
