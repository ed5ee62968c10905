import { Button, Flex, Input, Modal, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import { useAction } from '../use-request.ts';

/** What was revealed leaves the screen by itself. */
const SHOWN_MS = 60_000;
const REASON_MAX = 200;

interface RevealProps {
  /** What is revealed, as in 查看完整手机号. */
  readonly what: string;
  /** Asks for it; the reason goes to the audit trail. */
  readonly ask: (reason: string) => Promise<ReactNode>;
  readonly buttonText?: string;
}

/** Masked data in full, after a reason was given, for a minute. */
export function Reveal({ what, ask, buttonText = ACTION_COPY.reveal }: RevealProps) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<{ readonly content: ReactNode }>();
  const asking = useAction(async () => setShown({ content: await ask(reason.trim()) }));
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setTimeout(() => setShown(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const close = (): void => {
    setOpen(false);
    setReason('');
    setShown(undefined);
  };
  const submit = (): void => {
    if (reason.trim() !== '') void asking.run();
  };
  return (
    <>
      <Button size="small" type="link" style={{ paddingInline: 4 }} onClick={() => setOpen(true)}>
        {buttonText}
      </Button>
      <Modal
        title={ACTION_COPY.revealTitle(what)}
        open={isOpen}
        onCancel={close}
        destroyOnHidden
        okText={shown === undefined ? ACTION_COPY.reveal : ACTION_COPY.hide}
        cancelText={ACTION_COPY.close}
        confirmLoading={asking.isBusy}
        okButtonProps={{ disabled: shown === undefined && reason.trim() === '' }}
        onOk={shown === undefined ? submit : close}
      >
        {shown === undefined ? (
          <Input
            autoFocus
            value={reason}
            maxLength={REASON_MAX}
            placeholder={ACTION_COPY.reasonHint}
            aria-label={ACTION_COPY.reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) submit();
            }}
          />
        ) : (
          <Flex vertical gap={8}>
            <Typography.Text copyable={typeof shown.content === 'string'} strong>
              {shown.content}
            </Typography.Text>
            <Typography.Text type="secondary">{ACTION_COPY.revealed}</Typography.Text>
          </Flex>
        )}
      </Modal>
    </>
  );
}
