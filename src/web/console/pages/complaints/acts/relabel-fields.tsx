import { Form, Select } from 'antd';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import { NATURES } from '../../../copy-admin/complaint-labels.ts';
import { COMPLAINT_CATEGORIES, SEVERITIES } from '../../../copy-admin/labels-case.ts';
import type { ActFieldsProps } from './act-form.ts';
import { TextItem } from './field-items.tsx';

const { relabel } = ACT_COPY;

/** Another severity, category or nature; what stays is shown and not sent. */
export function RelabelFields({ data }: ActFieldsProps) {
  return (
    <>
      <Form.Item name="severity" label={relabel.severity}>
        <Select
          allowClear
          placeholder={relabel.same(SEVERITIES[data.severity].label)}
          options={Object.entries(SEVERITIES).map(([value, { label }]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="category" label={relabel.category}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={relabel.same(COMPLAINT_CATEGORIES[data.category])}
          options={Object.entries(COMPLAINT_CATEGORIES).map(([value, label]) => ({
            value,
            label,
          }))}
        />
      </Form.Item>
      <Form.Item name="nature" label={relabel.nature}>
        <Select
          allowClear
          placeholder={relabel.same(NATURES[data.nature])}
          options={Object.entries(NATURES).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <TextItem name="reason" label={relabel.reason} rows={3} />
    </>
  );
}
