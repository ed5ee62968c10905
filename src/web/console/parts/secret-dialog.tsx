import { Alert, App, Button, Flex, Input, type InputRef, Modal } from 'antd';
import { useRef } from 'react';
import { ACTION_COPY } from '../copy-admin/forms.ts';

interface SecretDialogProps {
  readonly title: string;
  /** What it is for and where it belongs. */
  readonly hint: string;
  /** Undefined: closed. */
  readonly secret: string | undefined;
  readonly close: () => void;
}

/** A secret that is shown once. It closes by its button only, so that nobody loses it to a stray click. */
export function SecretDialog({ title, hint, secret, close }: SecretDialogProps) {
  const { message } = App.useApp();
  const field = useRef<InputRef>(null);
  const copy = async (): Promise<void> => {
    const isCopied = (await write(secret ?? '')) || copySelected(field.current);
    // A toast is told, not waited for.
    if (isCopied) void message.success(ACTION_COPY.copied);
    else void message.warning(ACTION_COPY.copyFailed);
  };
  return (
    <Modal
      title={title}
      open={secret !== undefined}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          {ACTION_COPY.close}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <Alert type="warning" showIcon title={ACTION_COPY.onlyOnce} />
        <div>{hint}</div>
        <Flex gap={8}>
          <Input
            ref={field}
            readOnly
            value={secret ?? ''}
            aria-label={title}
            style={{ fontFamily: 'monospace' }}
            onFocus={(event) => event.target.select()}
          />
          <Button onClick={() => void copy()}>{ACTION_COPY.copy}</Button>
        </Flex>
      </Flex>
    </Modal>
  );
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** On plain http, as inside many an insurer's network, there is no clipboard but this old way; it leaves the field selected. */
function copySelected(field: InputRef | null): boolean {
  field?.select();
  return document.execCommand('copy');
}
