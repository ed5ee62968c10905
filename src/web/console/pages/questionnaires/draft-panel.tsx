import { App, Form, Input, InputNumber, Select, Space, Switch } from 'antd';
import type { z } from 'zod';
import {
  newQuestionnaireInput,
  questionnaire,
  questionnaireInput,
} from '../../../../server/contract/surveys.ts';
import { call, path } from '../../api.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { PURPOSE_LABELS } from '../../copy-admin/survey-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { NO_CONTENT_YET } from './draft.ts';
import { QuestionsField } from './questions-field.tsx';

type Questionnaire = z.infer<typeof questionnaire>;

/** A draft that is there, the next version of a code, or a new code. */
type Of =
  | { readonly kind: 'draft' | 'next'; readonly item: Questionnaire }
  | { readonly kind: 'new' };

interface DraftPanelProps {
  readonly of: Of;
  readonly close: () => void;
  readonly saved: (item: Questionnaire) => void;
}

const FIRST = {
  purpose: 'OTHER',
  offersAnonymity: false,
  expiresAfterDays: 14,
  content: NO_CONTENT_YET,
} as const;
const HINTS = { code: QUESTIONNAIRE_COPY.codeHint, content: QUESTIONNAIRE_COPY.problems.rest };

/** Writes a draft; what is published never changes. */
export function DraftPanel({ of, close, saved }: DraftPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const kept = useKeptForm(`questionnaire ${of.kind} ${of.kind === 'new' ? '' : of.item.id}`);
  const keyOf = useIdempotencyKey();
  const saving = useFormSave<z.infer<typeof questionnaireInput>>({
    form,
    schema: of.kind === 'draft' ? questionnaireInput : newQuestionnaireInput,
    hints: HINTS,
    save: async (body) => {
      const item = await call({
        ...(of.kind === 'draft'
          ? { method: 'PUT', path: path`/questionnaires/${of.item.id}` }
          : { method: 'POST', path: '/questionnaires' }),
        body,
        answer: questionnaire,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      // The toast is told, not waited for.
      void message.success(QUESTIONNAIRE_COPY.saved);
      saved(item);
    },
  });
  return (
    <FormPanel
      title={of.kind === 'draft' ? QUESTIONNAIRE_COPY.edit : QUESTIONNAIRE_COPY.create}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ ...(of.kind === 'new' ? FIRST : valuesOf(of.item)), ...kept.kept }}
      changed={kept.keep}
      width={760}
    >
      <Fields hasCode={of.kind !== 'draft'} isCodeFixed={of.kind === 'next'} />
    </FormPanel>
  );
}

function valuesOf(item: Questionnaire) {
  const { code, title, purpose, content, offersAnonymity, expiresAfterDays } = item;
  const remind = item.remindAfterDays === null ? {} : { remindAfterDays: item.remindAfterDays };
  return { code, title, purpose, content, offersAnonymity, expiresAfterDays, ...remind };
}

interface FieldsProps {
  readonly hasCode: boolean;
  readonly isCodeFixed: boolean;
}

function Fields({ hasCode, isCodeFixed }: FieldsProps) {
  return (
    <>
      {hasCode && (
        <Form.Item name="code" label={QUESTIONNAIRE_COPY.code} extra={QUESTIONNAIRE_COPY.codeHint}>
          <Input maxLength={40} disabled={isCodeFixed} />
        </Form.Item>
      )}
      <Form.Item name="title" label={QUESTIONNAIRE_COPY.title} extra={QUESTIONNAIRE_COPY.titleHint}>
        <Input maxLength={80} />
      </Form.Item>
      <Space size={24} wrap align="start">
        <Form.Item name="purpose" label={QUESTIONNAIRE_COPY.purpose}>
          <Select
            style={{ width: 160 }}
            options={Object.entries(PURPOSE_LABELS).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="expiresAfterDays" label={QUESTIONNAIRE_COPY.expires}>
          <InputNumber min={1} max={90} precision={0} />
        </Form.Item>
        <Form.Item
          name="remindAfterDays"
          label={QUESTIONNAIRE_COPY.reminds}
          extra={QUESTIONNAIRE_COPY.remindsHint}
        >
          <InputNumber min={1} max={30} precision={0} />
        </Form.Item>
      </Space>
      <Form.Item
        name="offersAnonymity"
        label={QUESTIONNAIRE_COPY.anonymity}
        extra={QUESTIONNAIRE_COPY.anonymityHint}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="content" label={QUESTIONNAIRE_COPY.questions}>
        <QuestionsField />
      </Form.Item>
    </>
  );
}
