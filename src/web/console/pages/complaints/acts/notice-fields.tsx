import { Form, Typography } from 'antd';
import { use } from 'react';
import { ACT_COPY, ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { CASE_COPY } from '../../../copy-admin/complaint-case.ts';
import { YuanInput } from '../../../parts/yuan-input.tsx';
import type { ActFieldsProps } from './act-form.ts';
import { ChannelItems, CustomerSees, OccurredItem, TextItem } from './field-items.tsx';
import { RemediesContext } from './remedies-context.ts';

const { notice } = ACT_COPY;
const { noticeParts } = CASE_COPY;
const PART_MAX = 2000;

/** A plan that the customer may accept or not. */
export function PlanFields({ data }: ActFieldsProps) {
  return <NoticeFields data={data} decision={notice.planDecision} />;
}

/** A decision, with all that the law wants in it. */
export function DecisionFields({ data }: ActFieldsProps) {
  return <NoticeFields data={data} decision={notice.decision} />;
}

function NoticeFields({ data, decision }: ActFieldsProps & { readonly decision: string }) {
  return (
    <>
      <TextItem
        name="findings"
        label={notice.findings}
        hint={notice.findingsHint}
        lengthMax={PART_MAX}
        rows={8}
        isFirst
      />
      <TextItem name="decision" label={decision} hint={notice.decisionHint} lengthMax={PART_MAX} />
      <TextItem
        name="basis"
        label={notice.basis}
        hint={notice.basisHint}
        lengthMax={PART_MAX}
        rows={3}
      />
      <Form.Item
        name="compensationFen"
        label={ACT_FIELDS.compensation}
        extra={ACT_FIELDS.compensationHint}
      >
        <YuanInput />
      </Form.Item>
      <ChannelItems data={data} hasProof />
      <Preview decision={decision} />
      <OccurredItem />
    </>
  );
}

/** The four parts together, with the remedies that the desk adds. */
function Preview({ decision }: { readonly decision: string }) {
  const remedies = use(RemediesContext);
  const findings: unknown = Form.useWatch('findings');
  const decided: unknown = Form.useWatch('decision');
  const basis: unknown = Form.useWatch('basis');
  const parts = [
    [noticeParts.findings, findings],
    [decision, decided],
    [noticeParts.basis, basis],
    [noticeParts.remedies, remedies],
  ] as const;
  return (
    <CustomerSees>
      {parts.map(([label, text]) => (
        <div key={label} style={{ marginBottom: 6 }}>
          <Typography.Text strong>{label}</Typography.Text>
          <div>{typeof text === 'string' && text !== '' ? text : '…'}</div>
        </div>
      ))}
    </CustomerSees>
  );
}
