import { App, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  template,
  templateRejection,
  templateReview,
} from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useRole } from '../../parts/use-role.ts';
import { useSession } from '../../session.ts';
import { useAction } from '../../use-request.ts';

type Template = z.infer<typeof template>;
type Verdict = 'approve' | 'reject';

interface ReviewActsProps {
  readonly item: Template;
  readonly changed: () => void;
}

/** What may be done with a version now: by its author, by somebody else who leads. */
export function ReviewActs({ item, changed }: ReviewActsProps) {
  const { isLead, mayWork } = useRole();
  const { me } = useSession();
  const { message, modal } = App.useApp();
  const [verdict, setVerdict] = useState<Verdict>();
  const acting = useAction(async (act: 'submit' | 'retire') => {
    await call({
      method: 'POST',
      path: `${path`/outreach/templates/${item.id}`}/${act}`,
      answer: template,
    });
    // The toast is told, not waited for.
    void message.success(TEMPLATE_COPY.done[act]);
    changed();
  });
  const retire = (): void => {
    modal.confirm({
      title: TEMPLATE_COPY.retireTitle(item.title),
      content: TEMPLATE_COPY.retireHint,
      okText: TEMPLATE_COPY.retire,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: () => acting.run('retire'),
    });
  };
  const isOwn = item.writerIds.includes(me.id);
  const isBlocked = item.findings.some(({ kind }) => kind === 'blocked');
  return (
    <>
      {mayWork && (item.status === 'draft' || item.status === 'rejected') && (
        <Button
          type="primary"
          disabled={isBlocked}
          title={isBlocked ? TEMPLATE_COPY.blockedHint : undefined}
          loading={acting.isBusy}
          onClick={() => void acting.run('submit')}
        >
          {TEMPLATE_COPY.submit}
        </Button>
      )}
      {isLead && item.status === 'in_review' && isOwn && (
        <Typography.Text type="secondary">{TEMPLATE_COPY.ownWork}</Typography.Text>
      )}
      {isLead && item.status === 'in_review' && !isOwn && (
        <>
          <Button type="primary" onClick={() => setVerdict('approve')}>
            {TEMPLATE_COPY.approve}
          </Button>
          <Button danger onClick={() => setVerdict('reject')}>
            {TEMPLATE_COPY.reject}
          </Button>
        </>
      )}
      {isLead && item.status === 'approved' && (
        <Button danger onClick={retire}>
          {TEMPLATE_COPY.retire}
        </Button>
      )}
      {verdict !== undefined && (
        <VerdictPanel
          item={item}
          verdict={verdict}
          close={() => setVerdict(undefined)}
          saved={() => {
            setVerdict(undefined);
            changed();
          }}
        />
      )}
    </>
  );
}

interface VerdictPanelProps {
  readonly item: Template;
  readonly verdict: Verdict;
  readonly close: () => void;
  readonly saved: () => void;
}

function VerdictPanel({ item, verdict, close, saved }: VerdictPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const isReject = verdict === 'reject';
  const saving = useFormSave<z.infer<typeof templateReview>>({
    form,
    schema: isReject ? templateRejection : templateReview,
    save: async (body) => {
      await call({
        method: 'POST',
        path: `${path`/outreach/templates/${item.id}`}/${verdict}`,
        body,
        answer: template,
      });
      // The toast is told, not waited for.
      void message.success(TEMPLATE_COPY.done[verdict]);
      saved();
    },
  });
  return (
    <FormPanel
      title={`${TEMPLATE_COPY[verdict]} ${item.title}`}
      isOpen
      close={close}
      form={form}
      saving={saving}
      saveText={TEMPLATE_COPY[verdict]}
    >
      <Form.Item
        name="note"
        label={isReject ? TEMPLATE_COPY.rejectNote : TEMPLATE_COPY.note}
        extra={isReject ? TEMPLATE_COPY.rejectHint : undefined}
      >
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
    </FormPanel>
  );
}
