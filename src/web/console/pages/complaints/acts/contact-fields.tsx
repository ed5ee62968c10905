import { Form, Segmented, Typography } from 'antd';
import { ACT_COPY, ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { PAUSES } from '../../../copy-admin/complaint-labels.ts';
import { MomentInput } from '../../../parts/moment-input.tsx';
import { oneOf } from '../../../parts/use-query-state.ts';
import type { ActFieldsProps } from './act-form.ts';
import { ChannelItems, OccurredItem, TextItem, TextPreview } from './field-items.tsx';

/** A person tells the customer who, what and when next. */
export function ContactFields({ data }: ActFieldsProps) {
  const { contact } = ACT_COPY;
  return (
    <>
      <TextItem
        name="summary"
        label={contact.summary}
        hint={contact.summaryHint}
        rows={5}
        isFirst
      />
      <Form.Item name="nextAt" label={contact.nextAt}>
        <MomentInput />
      </Form.Item>
      <ChannelItems data={data} hasProof={false} />
      <ChatPreview name="summary" />
      <OccurredItem />
    </>
  );
}

/** What is typed, when it is sent into the chat. */
function ChatPreview({ name }: { readonly name: string }) {
  const channel: unknown = Form.useWatch('channel');
  return channel === 'chat' ? <TextPreview name={name} /> : null;
}

/** What is waited for, and what the customer is asked or told. */
export function PauseFields({ data }: ActFieldsProps) {
  const { pause } = ACT_COPY;
  const reason: unknown = Form.useWatch('reason');
  const known = oneOf(PAUSES, String(reason)) ?? 'waiting_customer';
  return (
    <>
      <Form.Item name="reason" label={pause.reason}>
        <Segmented options={Object.entries(PAUSES).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Typography.Paragraph type="secondary">{pause.stops[known]}</Typography.Paragraph>
      <TextItem name="request" label={pause.request[known]} isFirst />
      {data.conversationId !== null && <TextPreview name="request" />}
      <OccurredItem />
    </>
  );
}

/** What was waited for is here. */
export function ResumeFields() {
  return (
    <>
      <TextItem name="note" label={ACT_FIELDS.note} isFirst />
      <OccurredItem />
    </>
  );
}
