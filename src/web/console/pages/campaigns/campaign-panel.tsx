import { App, Button, Card, Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { campaignDetail, campaignInput } from '../../../../server/contract/campaigns.ts';
import { call } from '../../api.ts';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { PUSH_CLASS_LABELS, PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { MomentInput } from '../../parts/moment-input.tsx';
import { oneOf } from '../../parts/use-query-state.ts';
import { AudienceField } from '../audience/audience-field.tsx';
import { type EstimateInput, estimateInputOf } from './campaign-form.ts';
import { EstimateWords } from './estimate-words.tsx';
import { TemplateFields } from './template-fields.tsx';

interface CampaignPanelProps {
  readonly close: () => void;
  readonly saved: (id: string) => void;
}

const HINTS = {
  audienceRule: AUDIENCE_COPY.wrong,
  endsAt: CAMPAIGN_COPY.windowWrong,
  templateId: CAMPAIGN_COPY.templateHint,
};
const FIRST: Partial<z.input<typeof campaignInput>> = {
  pushClass: 'care',
  ways: ['wechat', 'web', 'sms'],
  audienceRule: {},
  dailyFrom: '09:00',
  dailyUntil: '20:00',
  shareOfB: 0,
};
const CLASSES = Object.entries(PUSH_CLASS_LABELS).map(([value, label]) => ({ value, label }));
const WAYS = (['wechat', 'web', 'sms'] as const).map((value) => ({
  value,
  label: PUSH_WAY_LABELS[value],
}));

/** A draft of a campaign. What was typed is kept until it is saved. */
export function CampaignPanel({ close, saved }: CampaignPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm('campaign');
  const keyOf = useIdempotencyKey();
  const pushClass: unknown = Form.useWatch('pushClass', form);
  const saving = useFormSave({
    form,
    schema: campaignInput,
    hints: HINTS,
    save: async (body) => {
      const { id } = await call({
        method: 'POST',
        path: '/outreach/campaigns',
        body,
        answer: campaignDetail,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(CAMPAIGN_COPY.saved);
      saved(id);
    },
  });
  return (
    <FormPanel
      title={CAMPAIGN_COPY.create}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ ...FIRST, ...kept.kept }}
      changed={kept.keep}
      saveText={CAMPAIGN_COPY.saveDraft}
      width={820}
    >
      <Form.Item name="name" label={CAMPAIGN_COPY.name}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="pushClass" label={CAMPAIGN_COPY.pushClass}>
        <Select
          options={CLASSES}
          onChange={() => form.setFieldsValue({ templateId: undefined, isUrgent: false })}
        />
      </Form.Item>
      {pushClass === 'service' && (
        <Form.Item name="isUrgent" valuePropName="checked" extra={CAMPAIGN_COPY.isUrgentHint}>
          <Checkbox>{CAMPAIGN_COPY.isUrgent}</Checkbox>
        </Form.Item>
      )}
      <TemplateFields
        pushClass={oneOf(PUSH_CLASS_LABELS, typeof pushClass === 'string' ? pushClass : undefined)}
      />
      <Form.Item name="audienceRule" label={CAMPAIGN_COPY.audience}>
        <AudienceField />
      </Form.Item>
      <Form.Item name="ways" label={CAMPAIGN_COPY.ways} extra={CAMPAIGN_COPY.waysHint}>
        <Select mode="multiple" options={WAYS} />
      </Form.Item>
      <TimeFields />
      <Estimate values={() => form.getFieldsValue(true)} />
    </FormPanel>
  );
}

function TimeFields() {
  return (
    <>
      <Flex gap={16} wrap>
        <Form.Item name="startsAt" label={CAMPAIGN_COPY.startsAt}>
          <MomentInput />
        </Form.Item>
        <Form.Item name="endsAt" label={CAMPAIGN_COPY.endsAt}>
          <MomentInput />
        </Form.Item>
      </Flex>
      <Form.Item label={CAMPAIGN_COPY.dailyHours} extra={CAMPAIGN_COPY.dailyHint}>
        <Flex gap={8} align="center">
          <Form.Item name="dailyFrom" noStyle>
            <Input type="time" aria-label={CAMPAIGN_COPY.dailyFrom} style={{ width: 120 }} />
          </Form.Item>
          {CAMPAIGN_COPY.dailyUntil}
          <Form.Item name="dailyUntil" noStyle>
            <Input type="time" aria-label={CAMPAIGN_COPY.dailyUntil} style={{ width: 120 }} />
          </Form.Item>
        </Flex>
      </Form.Item>
      <Form.Item
        name="perMinute"
        label={CAMPAIGN_COPY.perMinute}
        extra={CAMPAIGN_COPY.perMinuteHint}
      >
        <InputNumber min={1} max={1_000_000} precision={0} />
      </Form.Item>
    </>
  );
}

/** What it would mean, when asked: it is counted on the server. */
function Estimate({ values }: { readonly values: () => unknown }) {
  const [input, setInput] = useState<EstimateInput | 'none' | 'missing'>('none');
  const isAsked = input !== 'none';
  return (
    <Card
      size="small"
      title={CAMPAIGN_COPY.estimate}
      extra={
        <Button size="small" onClick={() => setInput(estimateInputOf(values()) ?? 'missing')}>
          {isAsked ? CAMPAIGN_COPY.estimateAgain : CAMPAIGN_COPY.estimate}
        </Button>
      }
    >
      <EstimateWords input={typeof input === 'string' ? undefined : input} />
    </Card>
  );
}
