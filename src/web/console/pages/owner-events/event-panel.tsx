import { Alert, App, Col, Form, Input, InputNumber, Row } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ownerEvent, ownerEventInput } from '../../../../server/contract/owner-events.ts';
import { call, path } from '../../api.ts';
import { EVENT_COPY } from '../../copy-admin/owner-events.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { MomentInput } from '../../parts/moment-input.tsx';

type OwnerEvent = z.infer<typeof ownerEvent>;

interface EventPanelProps {
  /** Undefined: a new one. */
  readonly item: OwnerEvent | undefined;
  readonly close: () => void;
  readonly saved: (event: OwnerEvent) => void;
}

const FIRST = { capacity: 30, waitingMax: 10, questionnaireCode: 'EVENT' };
/** An empty field means that nobody is asked; left out it would mean the usual questionnaire. */
const SCHEMA = z.preprocess(
  (values) =>
    typeof values === 'object' && values !== null ? { questionnaireCode: null, ...values } : values,
  ownerEventInput,
);

/** All that is written of an event. */
export function EventPanel({ item, close, saved }: EventPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`owner event ${item?.id ?? 'new'}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave({
    form,
    schema: SCHEMA,
    hints: EVENT_COPY.hints,
    save: async (body) => {
      const event = await call({
        ...(item === undefined
          ? { method: 'POST', path: '/owner-events' }
          : { method: 'PUT', path: path`/owner-events/${item.id}` }),
        body,
        answer: ownerEvent,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(EVENT_COPY.saved);
      saved(event);
    },
  });
  return (
    <FormPanel
      title={item === undefined ? EVENT_COPY.create : EVENT_COPY.editTitle}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ ...(item === undefined ? FIRST : valuesOf(item)), ...kept.kept }}
      changed={kept.keep}
      width={600}
    >
      {item?.status === 'published' && (
        <Alert type="info" showIcon title={EVENT_COPY.tellsChange} style={{ marginBottom: 16 }} />
      )}
      <Fields />
    </FormPanel>
  );
}

function valuesOf({ questionnaireCode, ...item }: OwnerEvent) {
  const { title, description, city, place, startsAt, endsAt, signUpUntil } = item;
  const { capacity, waitingMax } = item;
  return {
    ...{ title, description, city, place, startsAt, endsAt, signUpUntil, capacity, waitingMax },
    questionnaireCode: questionnaireCode ?? '',
  };
}

function Fields() {
  return (
    <>
      <Form.Item name="title" label={EVENT_COPY.title}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="description" label={EVENT_COPY.description}>
        <Input.TextArea rows={4} maxLength={2000} placeholder={EVENT_COPY.descriptionHint} />
      </Form.Item>
      <Row gutter={16}>
        <Part name="city" label={EVENT_COPY.city}>
          <Input maxLength={30} />
        </Part>
        <Part name="place" label={EVENT_COPY.place}>
          <Input maxLength={120} placeholder={EVENT_COPY.placeHint} />
        </Part>
        <Part name="startsAt" label={EVENT_COPY.startsAt}>
          <MomentInput />
        </Part>
        <Part name="endsAt" label={EVENT_COPY.endsAt}>
          <MomentInput />
        </Part>
        <Part name="signUpUntil" label={EVENT_COPY.signUpUntil}>
          <MomentInput />
        </Part>
        <Part name="questionnaireCode" label={EVENT_COPY.questionnaire}>
          <Input maxLength={64} placeholder={EVENT_COPY.questionnaireHint} />
        </Part>
        <Part name="capacity" label={EVENT_COPY.capacity}>
          <InputNumber min={1} max={10_000} precision={0} style={{ width: '100%' }} />
        </Part>
        <Part name="waitingMax" label={EVENT_COPY.waitingMax} extra={EVENT_COPY.waitingMaxHint}>
          <InputNumber min={0} max={10_000} precision={0} style={{ width: '100%' }} />
        </Part>
      </Row>
    </>
  );
}

interface PartProps {
  readonly name: string;
  readonly label: string;
  readonly extra?: string;
  readonly children: ReactNode;
}

function Part({ children, ...item }: PartProps) {
  return (
    <Col xs={24} sm={12}>
      <Form.Item {...item}>{children}</Form.Item>
    </Col>
  );
}
