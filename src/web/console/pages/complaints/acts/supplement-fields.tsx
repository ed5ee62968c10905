import { Checkbox, Form } from 'antd';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import type { ActFieldsProps } from './act-form.ts';
import { EvidenceInput } from './evidence-input.tsx';
import { OccurredItem, TextItem } from './field-items.tsx';

/** What the customer handed in: words, and files that become evidence. */
export function SupplementFields({ data }: ActFieldsProps) {
  const { text, files, filesHint, isNewFacts, isNewFactsHint } = ACT_COPY.supplement;
  return (
    <>
      <TextItem name="text" label={text} lengthMax={2000} isFirst />
      <Form.Item name="evidenceIds" label={files} extra={filesHint}>
        <EvidenceInput complaintNo={data.complaintNo} />
      </Form.Item>
      <Form.Item name="isNewFacts" valuePropName="checked" extra={isNewFactsHint}>
        <Checkbox>{isNewFacts}</Checkbox>
      </Form.Item>
      <OccurredItem />
    </>
  );
}
