import { Form, Radio, Segmented } from 'antd';
import { ACT_COPY } from '../../../copy-admin/complaint-acts.ts';
import { MomentInput } from '../../../parts/moment-input.tsx';
import type { ActFieldsProps } from './act-form.ts';
import { TextItem, TextPreview } from './field-items.tsx';

const { extend } = ACT_COPY;

/** A later deadline, with its reason and what the customer is told. */
export function ExtendFields({ data }: ActFieldsProps) {
  const clock: unknown = Form.useWatch('clock');
  return (
    <>
      <Form.Item name="clock" label={extend.clock}>
        <Segmented
          options={[
            { value: 'regulator', label: extend.clocks.regulator },
            { value: 'resolution', label: extend.clocks.resolution },
          ]}
        />
      </Form.Item>
      {clock === 'resolution' ? (
        <Form.Item name="until" label={extend.until}>
          <MomentInput />
        </Form.Item>
      ) : (
        <Form.Item name="days" label={extend.days}>
          <Radio.Group
            vertical
            options={[
              { value: 30, label: extend.dayChoices[30] },
              { value: 60, label: extend.dayChoices[60] },
            ]}
          />
        </Form.Item>
      )}
      <TextItem name="reason" label={extend.reason} rows={3} />
      <TextItem name="notice" label={extend.notice} hint={extend.noticeHint} rows={3} />
      {data.conversationId !== null && <TextPreview name="notice" />}
    </>
  );
}
