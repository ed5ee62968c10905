import { App, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { ownerEvent, ownerEventCancelInput } from '../../../../server/contract/owner-events.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { EVENT_COPY } from '../../copy-admin/owner-events.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useRole } from '../../parts/use-role.ts';
import { navigate } from '../../router.tsx';
import { useAction } from '../../use-request.ts';
import { EventPanel } from './event-panel.tsx';

type OwnerEvent = z.infer<typeof ownerEvent>;

interface EventActionsProps {
  readonly data: OwnerEvent;
  readonly changed: () => void;
}

const MOVES = {
  publish: {
    title: EVENT_COPY.publishTitle,
    content: EVENT_COPY.publishHint,
    okText: EVENT_COPY.publish,
    done: EVENT_COPY.published,
  },
  finish: {
    title: EVENT_COPY.finishTitle,
    content: EVENT_COPY.finishHint,
    okText: EVENT_COPY.finish,
    done: EVENT_COPY.finished,
  },
} as const;

/** What may be done with a meeting in its state. */
export function EventActions({ data, changed }: EventActionsProps) {
  const { modal, message } = App.useApp();
  const { isLead, mayWork } = useRole();
  const [panel, setPanel] = useState<'edit' | 'cancel'>();
  const moving = useAction(async (move: keyof typeof MOVES) => {
    await call({
      method: 'POST',
      path: `${path`/owner-events/${data.id}`}/${move}`,
      answer: ownerEvent,
    });
    // The toast is told, not waited for.
    void message.success(MOVES[move].done);
    changed();
  });
  const ask = (move: keyof typeof MOVES): void => {
    const { title, content, okText } = MOVES[move];
    const cancelText = ACTION_COPY.close;
    modal.confirm({ title, content, okText, cancelText, onOk: () => moving.run(move) });
  };
  const shut = (): void => setPanel(undefined);
  const done = (): void => {
    shut();
    changed();
  };
  const isOpen = data.status === 'draft' || data.status === 'published';
  return (
    <>
      {mayWork && data.status === 'published' && (
        <Button type="primary" onClick={() => navigate(path`/owner-events/${data.id}/door`)}>
          {EVENT_COPY.door}
        </Button>
      )}
      {isLead && data.status === 'draft' && (
        <Button type="primary" onClick={() => ask('publish')}>
          {EVENT_COPY.publish}
        </Button>
      )}
      {isLead && isOpen && <Button onClick={() => setPanel('edit')}>{EVENT_COPY.edit}</Button>}
      {isLead && data.status === 'published' && (
        <Button onClick={() => ask('finish')}>{EVENT_COPY.finish}</Button>
      )}
      {isLead && isOpen && (
        <Button danger onClick={() => setPanel('cancel')}>
          {EVENT_COPY.cancel}
        </Button>
      )}
      {panel === 'edit' && <EventPanel item={data} close={shut} saved={done} />}
      {panel === 'cancel' && <CancelPanel id={data.id} close={shut} saved={done} />}
    </>
  );
}

interface CancelPanelProps {
  readonly id: string;
  readonly close: () => void;
  readonly saved: () => void;
}

function CancelPanel({ id, close, saved }: CancelPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: ownerEventCancelInput,
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/owner-events/${id}/cancel`,
        body,
        answer: ownerEvent,
        idempotencyKey: keyOf(body),
      });
      // The toast is told, not waited for.
      void message.success(EVENT_COPY.cancelled);
      saved();
    },
  });
  return (
    <FormPanel
      title={EVENT_COPY.cancelTitle}
      isOpen
      close={close}
      form={form}
      saving={saving}
      saveText={EVENT_COPY.cancel}
      width={440}
    >
      <Typography.Paragraph type="secondary">{EVENT_COPY.cancelHint}</Typography.Paragraph>
      <Form.Item name="reason" label={EVENT_COPY.cancelReason}>
        <Input.TextArea rows={3} maxLength={200} autoFocus />
      </Form.Item>
    </FormPanel>
  );
}
