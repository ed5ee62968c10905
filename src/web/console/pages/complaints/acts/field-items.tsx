import { Form, Input, Select, Typography, theme } from 'antd';
import type { ReactNode } from 'react';
import { ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { NOTICE_CHANNELS } from '../../../copy-admin/complaint-labels.ts';
import { MomentInput } from '../../../parts/moment-input.tsx';
import type { ActFieldsProps } from './act-form.ts';

interface TextItemProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly lengthMax?: number;
  /** True: the form begins here. */
  readonly isFirst?: boolean;
}

const TEXT_MAX = 1000;

/** A text of several lines. */
export function TextItem(props: TextItemProps) {
  const { name, label, hint, rows = 4, lengthMax = TEXT_MAX, isFirst = false } = props;
  return (
    <Form.Item name={name} label={label}>
      <Input.TextArea
        rows={rows}
        maxLength={lengthMax}
        autoFocus={isFirst}
        {...(hint === undefined ? {} : { placeholder: hint })}
      />
    </Form.Item>
  );
}

/** When it happened, when that was before now. */
export function OccurredItem() {
  return (
    <Form.Item name="occurredAt" label={ACT_FIELDS.occurredAt} extra={ACT_FIELDS.occurredAtHint}>
      <MomentInput />
    </Form.Item>
  );
}

/** How the customer is told, and the proof of it outside the chat. */
export function ChannelItems({ data, hasProof }: ActFieldsProps & { readonly hasProof: boolean }) {
  const channel: unknown = Form.useWatch('channel');
  return (
    <>
      <Form.Item name="channel" label={ACT_FIELDS.channel} extra={ACT_FIELDS.channelHint}>
        <Select
          style={{ width: 220 }}
          options={Object.entries(NOTICE_CHANNELS).map(([value, label]) => ({
            value,
            label,
            disabled: value === 'chat' && data.conversationId === null,
          }))}
        />
      </Form.Item>
      {hasProof && channel !== 'chat' && (
        <Form.Item name="proof" label={ACT_FIELDS.proof} extra={ACT_FIELDS.proofHint}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  );
}

/** What the customer will read, set apart from the form. */
export function CustomerSees({ children }: { readonly children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <section aria-label={ACT_FIELDS.customerSees} style={{ marginBottom: 16 }}>
      <Typography.Text type="secondary">{ACT_FIELDS.customerSees}</Typography.Text>
      <div
        style={{
          marginTop: 4,
          padding: '10px 12px',
          borderRadius: token.borderRadiusLG,
          background: token.colorPrimaryBg,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {children}
      </div>
    </section>
  );
}

/** The text of one field as the customer will read it; nothing while it is empty. */
export function TextPreview({ name }: { readonly name: string }) {
  const text: unknown = Form.useWatch(name);
  if (typeof text !== 'string' || text.trim() === '') return null;
  return <CustomerSees>{text.trim()}</CustomerSees>;
}
