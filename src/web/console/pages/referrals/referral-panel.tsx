import { App, Form, Input, Radio, Select } from 'antd';
import type { z } from 'zod';
import { referral, referralStatusInput } from '../../../../server/contract/referrals.ts';
import { call, path } from '../../api.ts';
import { REFERRAL_COPY } from '../../copy-admin/referrals.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';

type Referral = z.infer<typeof referral>;

interface ReferralPanelProps {
  readonly item: Referral;
  readonly close: () => void;
  readonly saved: () => void;
}

/** Forward only; the last two are final (domain/referral). */
const NEXT = {
  asked: ['contacted', 'withdrawn'],
  contacted: ['completed', 'withdrawn'],
  completed: [],
  withdrawn: [],
} as const;

/** A choice that nobody made is said below the choice. */
const SCHEMA = referralStatusInput.refine(
  ({ status, assignedTo }) => status !== undefined || assignedTo !== undefined,
  { path: ['status'] },
);

/** How far it is, and who sees to it. */
export function ReferralPanel({ item, close, saved }: ReferralPanelProps) {
  const { message } = App.useApp();
  const { isLead } = useRole();
  const people = usePeople();
  const [form] = Form.useForm();
  const kept = useKeptForm(`referral ${item.id} ${item.status}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: SCHEMA,
    hints: { status: REFERRAL_COPY.nothing },
    save: async (body) => {
      await call({
        method: 'POST',
        path: path`/referrals/${item.id}/status`,
        body,
        answer: referral,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(REFERRAL_COPY.saved);
      saved();
    },
  });
  return (
    <FormPanel
      title={REFERRAL_COPY.title(item.name)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={kept.kept}
      changed={kept.keep}
      width={440}
    >
      <Form.Item name="status" label={REFERRAL_COPY.next}>
        <Radio.Group
          options={NEXT[item.status].map((value) => ({
            value,
            label: REFERRAL_COPY.nextLabels[value],
          }))}
        />
      </Form.Item>
      {isLead && (
        <Form.Item name="assignedTo" label={REFERRAL_COPY.assign}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={REFERRAL_COPY.assignHint}
            options={[...people].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      )}
      <Form.Item name="note" label={REFERRAL_COPY.note}>
        <Input.TextArea rows={3} maxLength={300} placeholder={REFERRAL_COPY.noteHint} />
      </Form.Item>
    </FormPanel>
  );
}
