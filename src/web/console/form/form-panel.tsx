import { Alert, Button, Drawer, Flex, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import type { FormSave } from './use-form-save.ts';

interface FormPanelProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly form: FormInstance;
  readonly saving: FormSave;
  readonly initialValues?: object | undefined;
  readonly saveText?: string;
  /** In CSS pixels; a phone is filled. */
  readonly width?: number;
  /** Hears all of the form's values whenever one changes. */
  readonly changed?: (values: unknown) => void;
  readonly children: ReactNode;
}

/** A form at the side of the page. A click beside it closes nothing: what was typed would be lost. */
export function FormPanel(props: FormPanelProps) {
  const { title, isOpen, form, saving, width = 520 } = props;
  const close = (): void => {
    saving.forget();
    props.close();
  };
  return (
    <Drawer
      title={title}
      open={isOpen}
      onClose={close}
      size={`min(${width}px, 100vw)`}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Flex justify="end" gap={8}>
          <Button onClick={close}>{ACTION_COPY.cancel}</Button>
          <Button type="primary" loading={saving.isBusy} onClick={() => form.submit()}>
            {saving.isBusy ? ACTION_COPY.saving : (props.saveText ?? ACTION_COPY.save)}
          </Button>
        </Flex>
      }
    >
      {saving.problem !== undefined && (
        <Alert type="error" showIcon title={saving.problem} style={{ marginBottom: 16 }} />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={props.initialValues ?? {}}
        onValuesChange={(edited: unknown, values) => {
          forgetProblems(form, edited);
          props.changed?.(values);
        }}
        onFinish={() => void saving.submit()}
      >
        {props.children}
      </Form>
    </Drawer>
  );
}

/** What was wrong with a field is not said of what is in it now. */
function forgetProblems(form: FormInstance, edited: unknown): void {
  const gone = form
    .getFieldsError()
    .filter(({ name, errors }) => errors.length > 0 && holds(edited, name));
  form.setFields(gone.map(({ name }) => ({ name, errors: [] })));
}

function holds(edited: unknown, [key, ...rest]: readonly (string | number)[]): boolean {
  if (key === undefined) return true;
  if (typeof edited !== 'object' || edited === null) return false;
  const found = Object.entries(edited).find(([name]) => name === String(key));
  return found !== undefined && holds(found[1], rest);
}
