import { Alert, App, Form, Input, InputNumber, Select, Switch } from 'antd';
import { z } from 'zod';
import {
  type slaPolicy,
  slaPolicyInput,
  slaPolicyParams,
  slaPolicyPut,
} from '../../../../server/contract/sla.ts';
import { call, path } from '../../api.ts';
import { CATEGORY_BRANCHES, SOURCES } from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_CATEGORIES, SEVERITIES } from '../../copy-admin/labels-case.ts';
import { SLA_COPY } from '../../copy-admin/sla.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { FIRST_TARGETS } from './length-unit.ts';
import { type CalendarChoice, TargetsField } from './targets-field.tsx';

interface PolicyPanelProps {
  /** Undefined: a new one. */
  readonly item: z.infer<typeof slaPolicy> | undefined;
  readonly calendars: readonly CalendarChoice[];
  readonly close: () => void;
  readonly saved: () => void;
}

/** A condition that nobody chose is no condition. */
const formSchema = z.preprocess(
  (values) => {
    if (typeof values !== 'object' || values === null || !('fits' in values)) return values;
    const { fits } = values;
    const chosen = Object.entries(typeof fits === 'object' && fits !== null ? fits : {}).filter(
      ([, list]) => Array.isArray(list) && list.length > 0,
    );
    return { ...values, fits: Object.fromEntries(chosen) };
  },
  slaPolicyInput.extend({ id: slaPolicyParams.shape.id }),
);
const HINTS = { id: SLA_COPY.idHint, targets: SLA_COPY.wrong };

/** The next version of a policy. */
export function PolicyPanel({ item, calendars, close, saved }: PolicyPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: formSchema,
    hints: HINTS,
    save: async ({ id, ...body }) => {
      const put = await call({
        method: 'PUT',
        path: path`/sla-policies/${id}`,
        body,
        answer: slaPolicyPut,
      });
      // The toast is told, not waited for.
      void message.success(SLA_COPY.saved(put.retargeted));
      saved();
    },
  });
  return (
    <FormPanel
      title={item === undefined ? SLA_COPY.create : SLA_COPY.edit(item.name)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item ?? { priority: 0, fits: {}, targets: FIRST_TARGETS, isActive: true }}
      width={720}
    >
      <Alert type="info" showIcon title={SLA_COPY.promise} style={{ marginBottom: 16 }} />
      <Form.Item name="id" label={SLA_COPY.id} extra={SLA_COPY.idHint} hidden={item !== undefined}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label={SLA_COPY.name}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="priority" label={SLA_COPY.priority} extra={SLA_COPY.priorityHint}>
        <InputNumber min={0} max={1000} precision={0} />
      </Form.Item>
      <Fits />
      <Form.Item name="targets" label={SLA_COPY.targets}>
        <TargetsField calendars={calendars} />
      </Form.Item>
      <Form.Item name="isActive" label={SLA_COPY.isActive} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="appliesToOpen"
        label={SLA_COPY.appliesToOpen}
        extra={SLA_COPY.appliesToOpenHint}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </FormPanel>
  );
}

const SEVERITY_OPTIONS = Object.entries(SEVERITIES).map(([value, { label }]) => ({
  value,
  label,
}));
const CATEGORY_OPTIONS = Object.entries({ ...CATEGORY_BRANCHES, ...COMPLAINT_CATEGORIES }).map(
  ([value, label]) => ({ value, label }),
);
const SOURCE_OPTIONS = Object.entries(SOURCES).map(([value, label]) => ({ value, label }));

function Fits() {
  return (
    <Form.Item label={SLA_COPY.fits} extra={SLA_COPY.fitsHint}>
      <Condition name="severities" label={SLA_COPY.severities} options={SEVERITY_OPTIONS} />
      <Condition name="categories" label={SLA_COPY.categories} options={CATEGORY_OPTIONS} />
      <Condition name="sources" label={SLA_COPY.sources} options={SOURCE_OPTIONS} />
    </Form.Item>
  );
}

interface ConditionProps {
  readonly name: string;
  readonly label: string;
  readonly options: { readonly value: string; readonly label: string }[];
}

function Condition({ name, label, options }: ConditionProps) {
  return (
    <Form.Item name={['fits', name]} style={{ marginBottom: 8 }}>
      <Select
        mode="multiple"
        allowClear
        aria-label={label}
        placeholder={`${label}：${SLA_COPY.all}`}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
      />
    </Form.Item>
  );
}
