import { Alert, type FormInstance } from 'antd';
import { useEffect } from 'react';
import type { z } from 'zod';
import { complaintDraft } from '../../../../../server/contract/complaint-acts.ts';
import { call, path } from '../../../api.ts';
import { ACT_FIELDS } from '../../../copy-admin/complaint-acts.ts';
import { type Loaded, useRequest } from '../../../use-request.ts';

type Draft = Loaded<z.infer<typeof complaintDraft>>;

/** A notice to begin with; it is filled in once, and only where nobody has typed. Undefined: none is wanted. */
export function useDraft(
  complaintNo: string | undefined,
  form: FormInstance,
  isKept: boolean,
): Draft {
  const loaded = useRequest(
    complaintNo === undefined ? undefined : `draft ${complaintNo}`,
    (signal) =>
      call({ path: path`/complaints/${complaintNo ?? ''}/draft`, answer: complaintDraft, signal }),
  );
  const { data } = loaded;
  useEffect(() => {
    if (data === undefined || isKept || form.isFieldsTouched(['findings', 'decision', 'basis'])) {
      return;
    }
    const { findings, decision, basis } = data;
    form.setFieldsValue({ findings, decision, basis });
  }, [data, isKept, form]);
  return loaded;
}

/** Where the words in the form come from. */
export function DraftNote({ draft: { data, error } }: { readonly draft: Draft }) {
  const isWarning = data?.by === 'model' || (data === undefined && error !== undefined);
  return (
    <Alert
      type={isWarning ? 'warning' : 'info'}
      showIcon
      title={textOf({ data, error })}
      style={{ marginBottom: 12 }}
    />
  );
}

function textOf({ data, error }: Pick<Draft, 'data' | 'error'>): string {
  if (data !== undefined) {
    return data.by === 'model' ? ACT_FIELDS.prefilledByModel : ACT_FIELDS.prefilled;
  }
  return error === undefined ? ACT_FIELDS.drafting : ACT_FIELDS.draftFailed;
}
