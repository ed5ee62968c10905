import { Form, Rate, Segmented } from 'antd';
import { ACT_COPY, ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { SOLVED } from '../../../copy-admin/complaint-labels.ts';
import type { ActFieldsProps } from './act-form.ts';
import { OccurredItem, TextItem, TextPreview } from './field-items.tsx';

/** The customer agreed. */
export function CommentFields() {
  return (
    <>
      <TextItem name="comment" label={ACT_COPY.confirm.comment} isFirst />
      <OccurredItem />
    </>
  );
}

/** The customer did not agree. */
export function DisputeFields() {
  return (
    <>
      <TextItem name="reason" label={ACT_COPY.dispute.reason} isFirst />
      <OccurredItem />
    </>
  );
}

/** The customer takes it back. */
export function WithdrawFields() {
  return (
    <>
      <TextItem name="reason" label={ACT_COPY.withdraw.reason} isFirst />
      <OccurredItem />
    </>
  );
}

/** It is not ours to handle. */
export function DeclineFields({ data }: ActFieldsProps) {
  return (
    <>
      <TextItem name="reason" label={ACT_COPY.decline.reason} isFirst />
      {data.conversationId !== null && <TextPreview name="reason" />}
    </>
  );
}

/** Why it is opened again. */
export function ReopenFields() {
  return <TextItem name="reason" label={ACT_FIELDS.reason} isFirst />;
}

/** Why the customer asks for a review. */
export function ReviewFields() {
  return (
    <>
      <TextItem name="reason" label={ACT_COPY.review.reason} isFirst />
      <OccurredItem />
    </>
  );
}

/** What a supervisor is needed for. */
export function EscalateFields() {
  return <TextItem name="reason" label={ACT_COPY.escalate.reason} isFirst />;
}

/** Words among ourselves. */
export function NoteFields() {
  return <TextItem name="text" label={ACT_COPY.note.text} lengthMax={2000} isFirst />;
}

/** What was to be put right is put right. */
export function RectifyFields() {
  return <TextItem name="note" label={ACT_COPY.rectify.note} isFirst />;
}

/** What the customer thought of it, told by telephone. */
export function RateFields() {
  return (
    <>
      <Form.Item name="score" label={ACT_COPY.rate.score}>
        <Rate />
      </Form.Item>
      <Form.Item name="solved" label={ACT_COPY.rate.solved}>
        <Segmented options={Object.entries(SOLVED).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <TextItem name="comment" label={ACT_COPY.rate.comment} rows={3} />
      <OccurredItem />
    </>
  );
}
