import { App, AutoComplete, Form, Modal, Select } from 'antd';
import type { z } from 'zod';
import { link, type linkInput } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { useAction } from '../../use-request.ts';
import { type CaseDialogProps, claimOptions } from './complaint-dialog.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { usePacket } from './use-packet.ts';

const { forms } = DESK_COPY;
const REF_MAX = 64;
type Fields = z.infer<typeof linkInput>;
const KINDS: readonly Fields['kind'][] = ['claim', 'complaint', 'service_request'];

/** Says what a conversation is about. */
export function LinkDialog(props: CaseDialogProps) {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ conversationId, onClose, onDone }: CaseDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'claim';
  const about = usePacket(conversationId).data;
  const add = useAction(async ({ ref, ...rest }: Fields) => {
    await call({
      method: 'POST',
      path: path`/conversations/${conversationId}/links`,
      body: { ...rest, ref: ref.trim() },
      answer: link,
    });
    void message.success(forms.linkDone);
    onDone();
    onClose();
  });
  const options =
    kind === 'claim'
      ? claimOptions(about)
      : kind === 'complaint'
        ? (about?.complaints ?? []).map(({ complaintNo }) => ({ value: complaintNo }))
        : [];
  return (
    <Modal
      open
      title={forms.linkTitle}
      okText={forms.linkOk}
      confirmLoading={add.isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'claim' }} onFinish={add.run}>
        <Form.Item name="kind" label={forms.linkKind}>
          <Select
            options={KINDS.map((value) => ({ value, label: forms.linkKinds[value] }))}
            onChange={() => form.setFieldValue('ref', undefined)}
          />
        </Form.Item>
        <Form.Item
          name="ref"
          label={forms.linkRef}
          rules={[{ required: true, whitespace: true, max: REF_MAX, message: forms.required }]}
        >
          <AutoComplete options={options} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
