import { Flex, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { z } from 'zod';
import { carePlan, carePlanInput } from '../../../../server/contract/care.ts';
import { templatePage } from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { OCCASION_LABELS } from '../../copy-admin/care-labels.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useRequest } from '../../use-request.ts';
import { RuleEditor } from '../audience/rule-editor.tsx';

interface PlanPanelProps {
  /** Undefined: a new one. */
  readonly item: z.infer<typeof carePlan> | undefined;
  readonly close: () => void;
  readonly saved: () => void;
}

const TEMPLATES_MAX = 200;
const GRACE_MAX = 14;
const HINTS = { audienceRule: AUDIENCE_COPY.wrong };
const OCCASIONS = Object.entries(OCCASION_LABELS)
  .filter(([value]) => carePlanInput.shape.occasion.safeParse(value).success)
  .map(([value, label]) => ({ value, label }));
const WAYS = (['wechat', 'web', 'sms'] as const).map((value) => ({
  value,
  label: PUSH_WAY_LABELS[value],
}));
const FIRST = {
  ways: ['wechat', 'web', 'sms'],
  dailyFrom: '09:00',
  dailyUntil: '20:00',
  graceDays: 0,
  audienceRule: {},
  isActive: true,
};

/** A plan of an occasion. */
export function PlanPanel({ item, close, saved }: PlanPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: carePlanInput,
    hints: HINTS,
    save: async (body) => {
      const target = item === undefined ? '/outreach/plans' : path`/outreach/plans/${item.id}`;
      const method = item === undefined ? 'POST' : 'PUT';
      await call({ method, path: target, body, answer: carePlan });
      saved();
    },
  });
  return (
    <FormPanel
      title={item === undefined ? CARE_COPY.create : CARE_COPY.edit(item.name)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item ?? FIRST}
      width={760}
    >
      <Form.Item name="name" label={CARE_COPY.name}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="occasion" label={CARE_COPY.occasion} extra={CARE_COPY.occasionHint}>
        <Select
          disabled={item !== undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={OCCASIONS}
        />
      </Form.Item>
      <TemplateCode />
      <Form.Item name="ways" label={CARE_COPY.ways}>
        <Select mode="multiple" options={WAYS} />
      </Form.Item>
      <Form.Item label={CARE_COPY.dailyHours}>
        <Flex gap={8} align="center">
          <Form.Item name="dailyFrom" noStyle>
            <Input type="time" style={{ width: 120 }} />
          </Form.Item>
          –
          <Form.Item name="dailyUntil" noStyle>
            <Input type="time" style={{ width: 120 }} />
          </Form.Item>
        </Flex>
      </Form.Item>
      <Form.Item name="graceDays" label={CARE_COPY.graceDays} extra={CARE_COPY.graceHint}>
        <InputNumber min={0} max={GRACE_MAX} precision={0} />
      </Form.Item>
      <Form.Item name="audienceRule" label={CARE_COPY.narrow} extra={CARE_COPY.narrowHint}>
        <RuleEditor />
      </Form.Item>
      <Form.Item name="isActive" label={CARE_COPY.isActive} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormPanel>
  );
}

/** Any template's code: that of one whose first version is still in review may be planned with. */
function TemplateCode() {
  const loaded = useRequest('template codes', (signal) =>
    call({
      path: '/outreach/templates',
      query: { limit: TEMPLATES_MAX },
      answer: templatePage,
      signal,
    }),
  );
  return (
    <Form.Item name="templateCode" label={CARE_COPY.templateCode} extra={CARE_COPY.templateHint}>
      <Select
        loading={loaded.isLoading}
        showSearch={{ optionFilterProp: 'label' }}
        options={(loaded.data?.items ?? []).map(({ code, title }) => ({
          value: code,
          label: `${title}（${code}）`,
        }))}
      />
    </Form.Item>
  );
}
