import { App, Button, Flex, Form, Input, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { referralReward, referralRewardInput } from '../../../../server/contract/referrals.ts';
import { call } from '../../api.ts';
import { REFERRAL_COPY, REWARD_LABELS } from '../../copy-admin/referrals.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';

type Mode = z.infer<typeof referralReward>['mode'];

/** What a customer gets for a friend; nothing unless compliance says otherwise. */
export function Reward() {
  const { isLead } = useRole();
  const [isOpen, setOpen] = useState(false);
  const loaded = useRequest('referral reward', (signal) =>
    call({ path: '/referral-reward', answer: referralReward, signal }),
  );
  if (loaded.data === undefined) return null;
  const { mode } = loaded.data;
  return (
    <Flex gap={4} align="center">
      <Typography.Text type="secondary">
        {REFERRAL_COPY.rewardNow(REWARD_LABELS[mode])}
      </Typography.Text>
      {isLead && (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {REFERRAL_COPY.rewardChange}
        </Button>
      )}
      {isOpen && (
        <RewardPanel
          mode={mode}
          close={() => setOpen(false)}
          saved={() => {
            setOpen(false);
            loaded.reload();
          }}
        />
      )}
    </Flex>
  );
}

interface RewardPanelProps {
  readonly mode: Mode;
  readonly close: () => void;
  readonly saved: () => void;
}

function RewardPanel({ mode, close, saved }: RewardPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: referralRewardInput,
    save: async (body) => {
      await call({
        method: 'PUT',
        path: '/referral-reward',
        body,
        answer: referralReward,
        idempotencyKey: keyOf(body),
      });
      // The toast is told, not waited for.
      void message.success(REFERRAL_COPY.saved);
      saved();
    },
  });
  return (
    <FormPanel
      title={REFERRAL_COPY.reward}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ mode }}
      width={440}
    >
      <Typography.Paragraph type="secondary">{REFERRAL_COPY.rewardHint}</Typography.Paragraph>
      <Form.Item name="mode" label={REFERRAL_COPY.rewardMode}>
        <Radio.Group
          options={Object.entries(REWARD_LABELS).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={REFERRAL_COPY.rewardReason}>
        <Input.TextArea rows={3} maxLength={500} placeholder={REFERRAL_COPY.rewardReasonHint} />
      </Form.Item>
    </FormPanel>
  );
}
