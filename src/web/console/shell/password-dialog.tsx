import { App, Form, Input, Modal } from 'antd';
import { ApiError, call, NO_CONTENT } from '../api.ts';
import { COPY } from '../copy.ts';
import { useSession } from '../session.ts';
import { useAction } from '../use-request.ts';

const LENGTH_MIN = 12;

interface Fields {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Changes one's own password. */
export function PasswordDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { me } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useAction(async ({ current, next }: Fields) => {
    try {
      await call({
        method: 'PUT',
        path: '/sessions/current/password',
        body: { current, next },
        answer: NO_CONTENT,
      });
    } catch (error) {
      if (!isWrongPassword(error)) throw error;
      form.setFields([{ name: 'current', errors: [COPY.password.wrong] }]);
      return;
    }
    void message.success(COPY.password.done);
    onClose();
  });
  return (
    <Modal
      open={isOpen}
      title={COPY.password.title}
      okText={COPY.password.submit}
      cancelText={COPY.password.cancel}
      confirmLoading={change.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={change.run}>
        {/* Password managers want to know whose it is. */}
        <input type="text" autoComplete="username" value={me.username} readOnly hidden />
        <Form.Item
          name="current"
          label={COPY.password.current}
          rules={[{ required: true, message: COPY.password.current }]}
        >
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="next"
          label={COPY.password.next}
          extra={COPY.password.hint}
          rules={[{ required: true, min: LENGTH_MIN, message: COPY.password.short }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="again"
          label={COPY.password.again}
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value: unknown) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(COPY.password.differs)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** 403 or 422 about the field `current`. */
function isWrongPassword(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.problem?.errors?.some(({ path }) => path.endsWith('current')) === true
  );
}
