import { Alert, Form, Input, Select } from 'antd';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import { ANSWERS, ROOT_CAUSES } from '../../../copy-admin/complaint-labels.ts';
import { usePeople } from '../../../parts/use-people.ts';
import type { ActFieldsProps } from './act-form.ts';
import { TextItem } from './field-items.tsx';

const { close } = ACT_COPY;

/** Why it came to this, who puts it right, and what the customer said: what is known is not asked again. */
export function CloseFields({ data }: ActFieldsProps) {
  return (
    <>
      {data.rootCause === null ? (
        <RootCause />
      ) : (
        <Alert type="info" showIcon title={close.known} style={{ marginBottom: 16 }} />
      )}
      {data.answer === null && (
        <Form.Item name="answer" label={close.answer}>
          <Select options={Object.entries(ANSWERS).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
      <TextItem name="note" label={close.note} rows={3} />
    </>
  );
}

function RootCause() {
  const people = usePeople();
  return (
    <>
      <Form.Item name={['rootCause', 'code']} label={close.rootCause}>
        <Select options={Object.entries(ROOT_CAUSES).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name={['rootCause', 'department']} label={close.department}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={['rootCause', 'action']} label={close.action}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item name={['rootCause', 'ownerId']} label={close.ownerId}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[...people].map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name={['rootCause', 'dueOn']} label={close.dueOn}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
    </>
  );
}
