import { Form, Input, Select } from 'antd';
import type { z } from 'zod';
import {
  newTemplateInput,
  template,
  templateInput,
  templatePage,
} from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { OCCASION_LABELS } from '../../copy-admin/care-labels.ts';
import { PUSH_CLASS_LABELS } from '../../copy-admin/push-labels.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../form/use-kept-form.ts';
import { useRequest } from '../../use-request.ts';
import { ActionsField } from './actions-field.tsx';
import { formOf, inputOf } from './template-form.ts';
import { VariantsField } from './variants-field.tsx';
import { WordsCheck } from './words-check.tsx';

type Template = z.infer<typeof template>;

interface TemplatePanelProps {
  /** Undefined: a new one. */
  readonly item: Template | undefined;
  readonly close: () => void;
  readonly saved: (id: string) => void;
}

const CLASSES = Object.entries(PUSH_CLASS_LABELS).map(([value, label]) => ({ value, label }));
const OCCASIONS = Object.entries(OCCASION_LABELS).map(([value, label]) => ({ value, label }));
const HINTS = {
  code: TEMPLATE_COPY.codeHint,
  variants: TEMPLATE_COPY.textWrong,
};

/** The words of a template, checked while they are written. */
export function TemplatePanel({ item, close, saved }: TemplatePanelProps) {
  const [form] = Form.useForm();
  const kept = useKeptForm(`template ${item?.id ?? 'new'}`);
  const keyOf = useIdempotencyKey();
  const offered = useRequest('template variables', (signal) =>
    call({ path: '/outreach/templates', query: { limit: 1 }, answer: templatePage, signal }),
  );
  const saving = useFormSave({
    form,
    schema: item === undefined ? newTemplateInput : templateInput,
    hints: HINTS,
    save: async (body) => {
      const { id } = await call({
        method: item === undefined ? 'POST' : 'PUT',
        path: item === undefined ? '/outreach/templates' : path`/outreach/templates/${item.id}`,
        body: inputOf(body),
        answer: template,
        idempotencyKey: keyOf(body),
      });
      kept.forget();
      saved(id);
    },
  });
  return (
    <FormPanel
      title={item === undefined ? TEMPLATE_COPY.create : TEMPLATE_COPY.edit(item.title)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ ...formOf(item), ...kept.kept }}
      changed={kept.keep}
      width={760}
    >
      {item === undefined && (
        <Form.Item name="code" label={TEMPLATE_COPY.code} extra={TEMPLATE_COPY.codeHint}>
          <Input maxLength={60} />
        </Form.Item>
      )}
      <Form.Item name="title" label={TEMPLATE_COPY.title}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="pushClass" label={TEMPLATE_COPY.pushClass}>
        <Select options={CLASSES} />
      </Form.Item>
      <Form.Item name="occasion" label={TEMPLATE_COPY.occasion}>
        <Select
          allowClear
          placeholder={TEMPLATE_COPY.noOccasion}
          showSearch={{ optionFilterProp: 'label' }}
          options={OCCASIONS}
        />
      </Form.Item>
      <VariantsField variables={offered.data?.variables ?? []} />
      <ActionsField actions={offered.data?.actions ?? []} />
      <WordsCheck />
    </FormPanel>
  );
}
