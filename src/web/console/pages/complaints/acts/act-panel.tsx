import { Alert, App, Button, Form, type FormInstance, Typography } from 'antd';
import { useState } from 'react';
import { complaint } from '../../../../../server/contract/complaint.ts';
import { ApiError, call, path } from '../../../api.ts';
import { ACT_FIELDS, ACTS } from '../../../copy-admin/complaint-acts.ts';
import { FormPanel } from '../../../form/form-panel.tsx';
import { useFormSave } from '../../../form/use-form-save.ts';
import { useIdempotencyKey } from '../../../form/use-idempotency-key.ts';
import { useKeptForm } from '../../../form/use-kept-form.ts';
import type { Complaint } from '../complaint.ts';
import { ACT_FORMS } from './act-forms.ts';
import { DraftNote, useDraft } from './draft-note.tsx';
import { RemediesContext } from './remedies-context.ts';
import type { ActName } from './sort-acts.ts';

interface ActPanelProps {
  readonly name: ActName;
  readonly data: Complaint;
  readonly close: () => void;
  /** It is another complaint than before, or may be. */
  readonly changed: () => void;
}

const CONFLICT = 409;
const DONE = complaint.pick({ complaintNo: true });

/** The form of one act on a complaint. What was typed stays until it was sent. */
export function ActPanel(props: ActPanelProps) {
  const { name, data, close } = props;
  const [form] = Form.useForm();
  const { Fields, first, hasDraft = false, width } = ACT_FORMS[name];
  const kept = useKeptForm(`${name} ${data.complaintNo}`);
  const [isKept, setKept] = useState(kept.kept !== undefined);
  const draft = useDraft(hasDraft ? data.complaintNo : undefined, form, isKept);
  const saving = useActSave({ ...props, form, done: kept.forget });
  const discard = (): void => {
    kept.forget();
    setKept(false);
    form.setFieldsValue(emptied(form.getFieldsValue(true), first?.(data) ?? {}));
  };
  return (
    <FormPanel
      title={ACTS[name].title}
      isOpen
      close={close}
      form={form}
      saving={saving}
      saveText={ACTS[name].submit}
      initialValues={{ ...first?.(data), ...kept.kept }}
      changed={kept.keep}
      {...(width === undefined ? {} : { width })}
    >
      <Typography.Paragraph type="secondary">{ACTS[name].hint}</Typography.Paragraph>
      {isKept && <KeptNote discard={discard} />}
      {hasDraft && !isKept && <DraftNote draft={draft} />}
      <RemediesContext value={draft.data?.remedies ?? data.notice?.remedies}>
        <Fields data={data} />
      </RemediesContext>
    </FormPanel>
  );
}

/** Sends the act; the same act sent again, because the first answer got lost, is done once. */
function useActSave(
  given: ActPanelProps & { readonly form: FormInstance; readonly done: () => void },
) {
  const { message } = App.useApp();
  const { name, data, form } = given;
  const { route, schema, hints } = ACT_FORMS[name];
  const keyOf = useIdempotencyKey();
  return useFormSave({
    form,
    schema: typeof schema === 'function' ? schema(data) : schema,
    hints,
    save: async (body) => {
      try {
        await call({
          method: 'POST',
          path: path`/complaints/${data.complaintNo}/${route}`,
          body,
          answer: DONE,
          idempotencyKey: keyOf(body),
        });
      } catch (error) {
        // Whoever was first changed what one sees.
        if (error instanceof ApiError && error.status === CONFLICT) given.changed();
        throw error;
      }
      given.done();
      // The toast is told, not waited for.
      void message.success(ACTS[name].done);
      given.changed();
      given.close();
    },
  });
}

function KeptNote({ discard }: { readonly discard: () => void }) {
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={ACT_FIELDS.kept}
      action={
        <Button size="small" onClick={discard}>
          {ACT_FIELDS.discard}
        </Button>
      }
    />
  );
}

/** The form's values taken back to how it begins. */
function emptied(values: object, first: object): Readonly<Record<string, unknown>> {
  const none = Object.fromEntries(Object.keys(values).map((key) => [key, undefined]));
  return { ...none, ...first };
}
