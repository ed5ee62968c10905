import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Handoff } from '../../desk-context.tsx';
import { useAction } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';
import { closeHandoff, ResultChoice } from './wrap-up-bar.tsx';

const { actions } = DESK_COPY;
const NOTE_MAX = 500;

interface CloseDialogProps {
  readonly isOpen: boolean;
  readonly handoff: Handoff;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends the talk, with what it came to now or later. */
export function CloseDialog({ isOpen, handoff, onClose, onDone }: CloseDialogProps) {
  const { message } = App.useApp();
  const [code, setCode] = useState<string>();
  const [note, setNote] = useState('');
  const end = useAction(async (resultCode: string | undefined) => {
    await closeHandoff(handoff.id, { resultCode, note }).finally(onDone);
    void message.success(resultCode === undefined ? actions.closedLater : actions.closed);
    onClose();
  });
  return (
    <Modal
      open={isOpen}
      title={actions.closeTitle}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button
          key="later"
          type="link"
          disabled={end.isBusy}
          onClick={() => void end.run(undefined)}
        >
          {actions.closeLater}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {actions.cancel}
        </Button>,
        <Button
          key="ok"
          type="primary"
          disabled={code === undefined}
          loading={end.isBusy}
          onClick={() => void end.run(code)}
        >
          {actions.closeOk}
        </Button>,
      ]}
    >
      <p>{actions.closeText}</p>
      <ResultChoice value={code} onChange={setCode} />
      <Input.TextArea
        className="dialog-note"
        value={note}
        maxLength={NOTE_MAX}
        rows={2}
        placeholder={actions.noteClosed}
        aria-label={actions.noteClosed}
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  );
}
