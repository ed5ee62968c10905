import { App, Col, Divider, Form, Input, InputNumber, Row, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import { complaint, complaintInput } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { COMPLAINANT_ROLES, NATURES, SOURCES } from '../../copy-admin/complaint-labels.ts';
import { COMPLAINT_CATEGORIES } from '../../copy-admin/labels-case.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { MomentInput } from '../../parts/moment-input.tsx';
import { YuanInput } from '../../parts/yuan-input.tsx';
import { navigate } from '../../router.tsx';
import { RespondentsField } from './respondents-field.tsx';

const { create } = COMPLAINT_COPY;
const FILED = complaint.pick({ complaintNo: true });
const FIRST = { source: 'phone', nature: 'complaint', complainantRole: 'self' };

interface NewComplaintProps {
  readonly close: () => void;
  /** What is known of it already. */
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Hears its number; without it the complaint's own page opens. */
  readonly filed?: (complaintNo: string) => void;
}

/** Writes down a complaint that came by telephone, in person or from a regulator. */
export function NewComplaint({ close, initial, filed }: NewComplaintProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(
    initial === undefined ? 'new complaint' : `complaint ${JSON.stringify(initial)}`,
  );
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: complaintInput,
    save: async (body) => {
      const { complaintNo } = await call({
        method: 'POST',
        path: '/complaints',
        body,
        answer: FILED,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(create.done(complaintNo));
      if (filed === undefined) navigate(path`/complaints/${complaintNo}`);
      else filed(complaintNo);
    },
  });
  return (
    <FormPanel
      title={create.title}
      isOpen
      close={close}
      form={form}
      saving={saving}
      saveText={create.submit}
      initialValues={{ ...FIRST, ...initial, ...kept.kept }}
      changed={kept.keep}
      width={680}
    >
      <Typography.Paragraph type="secondary">{create.hint}</Typography.Paragraph>
      <Matter />
      <Divider>{create.whoPart}</Divider>
      <Who />
      <Divider>{create.aboutPart}</Divider>
      <About />
    </FormPanel>
  );
}

function Matter() {
  const source: unknown = Form.useWatch('source');
  const isPassedOn = ['regulator_12378', '12315', 'association', 'media'].includes(String(source));
  return (
    <>
      <Row gutter={16}>
        <Half>
          <Form.Item name="source" label={COMPLAINT_COPY.source}>
            <Select options={optionsOf(SOURCES)} />
          </Form.Item>
        </Half>
        <Half>
          <Form.Item name="receivedAt" label={create.receivedAt} extra={create.receivedAtHint}>
            <MomentInput />
          </Form.Item>
        </Half>
      </Row>
      {isPassedOn && (
        <Form.Item name="sourceRef" label={create.sourceRef} extra={create.sourceRefHint}>
          <Input maxLength={64} />
        </Form.Item>
      )}
      <Form.Item name="matter" label={COMPLAINT_COPY.matter}>
        <Input.TextArea rows={5} maxLength={2000} placeholder={create.matterHint} autoFocus />
      </Form.Item>
      <Form.Item name="request" label={COMPLAINT_COPY.request}>
        <Input.TextArea rows={2} maxLength={1000} placeholder={create.requestHint} />
      </Form.Item>
      <Row gutter={16}>
        <Half>
          <Form.Item name="category" label={COMPLAINT_COPY.category}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={create.categoryHint}
              options={optionsOf(COMPLAINT_CATEGORIES)}
            />
          </Form.Item>
        </Half>
        <Half>
          <Form.Item name="nature" label={create.nature} extra={create.natureHint}>
            <Select options={optionsOf(NATURES)} />
          </Form.Item>
        </Half>
      </Row>
    </>
  );
}

function Who() {
  return (
    <Row gutter={16}>
      <Half>
        <Form.Item name="complainantRole" label={create.role}>
          <Select options={optionsOf(COMPLAINANT_ROLES)} />
        </Form.Item>
      </Half>
      <Half>
        <Form.Item name="customerNo" label={create.customerNo}>
          <Input maxLength={64} />
        </Form.Item>
      </Half>
      <Half>
        <Form.Item name="contactName" label={create.contactName}>
          <Input maxLength={50} />
        </Form.Item>
      </Half>
      <Half>
        <Form.Item name="contactPhone" label={create.contactPhone}>
          <Input inputMode="tel" maxLength={30} />
        </Form.Item>
      </Half>
      <Half>
        <Form.Item name="claimNo" label={create.claimNo}>
          <Input maxLength={64} />
        </Form.Item>
      </Half>
      <Half>
        <Form.Item name="plate" label={create.plate}>
          <Input maxLength={20} />
        </Form.Item>
      </Half>
    </Row>
  );
}

function About() {
  return (
    <>
      <RespondentsField />
      <Row gutter={16}>
        <Half>
          <Form.Item name="branch" label={create.branch}>
            <Input maxLength={60} />
          </Form.Item>
        </Half>
        <Half>
          <Form.Item name="repairShop" label={create.repairShop}>
            <Input maxLength={60} />
          </Form.Item>
        </Half>
        <Half>
          <Form.Item name="amountClaimedFen" label={create.amount}>
            <YuanInput />
          </Form.Item>
        </Half>
        <Half>
          <Form.Item name="groupCount" label={create.groupCount} extra={create.groupCountHint}>
            <InputNumber min={1} max={100_000} precision={0} style={{ width: 180 }} />
          </Form.Item>
        </Half>
      </Row>
    </>
  );
}

function Half({ children }: { readonly children: ReactNode }) {
  return (
    <Col xs={24} sm={12}>
      {children}
    </Col>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
