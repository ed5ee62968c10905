import { App, Form, Input, Radio, Select, Typography } from 'antd';
import { z } from 'zod';
import { consentInput, consentRecorded } from '../../../../server/contract/consents.ts';
import { call } from '../../api.ts';
import { CARE_COPY, CONSENT_SOURCE_LABELS } from '../../copy-admin/customer-care.ts';
import { CONSENTS } from '../../copy-admin/labels-case.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave, withoutBlanks } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { MomentInput } from '../../parts/moment-input.tsx';

interface ConsentPanelProps {
  readonly customerNo: string;
  readonly close: () => void;
  readonly saved: () => void;
}

/** The sources that somebody at the desk can have seen: the others write themselves. */
const SOURCES = ['phone', 'proposal_form', 'sms_reply', 'console'] as const;
const WRITTEN = z.looseObject({ evidence: z.unknown().optional() });

/** Fields that nobody filled in are no evidence. */
const SCHEMA = z.preprocess((values) => {
  const read = WRITTEN.safeParse(values);
  if (!read.success) return values;
  return { ...read.data, evidence: withoutBlanks(read.data.evidence ?? {}) };
}, consentInput);

/** Writes down what a customer decided on the phone, on paper or by short message. */
export function ConsentPanel({ customerNo, close, saved }: ConsentPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`consent ${customerNo}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: SCHEMA,
    hints: { evidence: CARE_COPY.evidenceNeeded },
    save: async (body) => {
      await call({
        method: 'POST',
        path: '/consents',
        body,
        answer: consentRecorded,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(CARE_COPY.recorded);
      saved();
    },
  });
  return (
    <FormPanel
      title={CARE_COPY.record}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{
        isGranted: false,
        purpose: 'all_messages',
        source: 'phone',
        ...kept.kept,
        customerNo,
      }}
      changed={kept.keep}
    >
      <Typography.Paragraph type="secondary">{CARE_COPY.recordHint}</Typography.Paragraph>
      <Decision />
      <Evidence />
    </FormPanel>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function Decision() {
  return (
    <>
      <Form.Item name="isGranted" label={CARE_COPY.decision}>
        <Radio.Group
          options={[
            { value: false, label: CARE_COPY.refuses },
            { value: true, label: CARE_COPY.grants },
          ]}
        />
      </Form.Item>
      <Form.Item name="purpose" label={CARE_COPY.purpose}>
        <Select
          options={[{ value: 'all_messages', label: CARE_COPY.all }, ...optionsOf(CONSENTS)]}
        />
      </Form.Item>
      <Form.Item name="way" label={CARE_COPY.way}>
        <Select allowClear placeholder={CARE_COPY.everyWay} options={optionsOf(PUSH_WAY_LABELS)} />
      </Form.Item>
      <Form.Item name="source" label={CARE_COPY.source}>
        <Select
          options={SOURCES.map((value) => ({ value, label: CONSENT_SOURCE_LABELS[value] }))}
        />
      </Form.Item>
      <Form.Item name="decidedAt" label={CARE_COPY.decidedAt} extra={CARE_COPY.decidedAtHint}>
        <MomentInput />
      </Form.Item>
    </>
  );
}

function Evidence() {
  return (
    <>
      <Form.Item name={['evidence', 'text']} label={CARE_COPY.words}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name={['evidence', 'recordingNo']} label={CARE_COPY.recordingNo}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={['evidence', 'documentNo']} label={CARE_COPY.documentNo}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="textVersion" label={CARE_COPY.textVersion} extra={CARE_COPY.textVersionHint}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}
