import type { FormInstance } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import { ApiError, isAbort } from '../api.ts';
import { errorText } from '../error-text.ts';
import { checkForm, type FieldHints, type FieldProblem, serverProblems } from './form-problems.ts';

interface FormSaveOptions<T> {
  readonly form: FormInstance;
  /** Of server/contract: the server reads the same form with it. */
  readonly schema: z.ZodType<T>;
  readonly hints?: FieldHints | undefined;
  /** Sends it. What it throws is told at the fields and above the form. */
  readonly save: (value: T) => Promise<void>;
}

export interface FormSave {
  readonly submit: () => Promise<boolean>;
  readonly isBusy: boolean;
  /** What went wrong beyond the fields. */
  readonly problem: string | undefined;
  readonly forget: () => void;
}

/** Checks a form, sends it, and shows at each field what was wrong with it, whoever found it. */
export function useFormSave<T>(options: FormSaveOptions<T>): FormSave {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const running = useRef(false);
  const latest = useRef(options);
  latest.current = options;

  const submit = useCallback(async (): Promise<boolean> => {
    if (running.current) return false;
    const { form, schema, hints, save } = latest.current;
    setProblem(undefined);
    const values: unknown = form.getFieldsValue(true);
    markProblems(form, []);
    const checked = checkForm(schema, withoutBlanks(values), hints);
    if (checked.kind === 'wrong') {
      const hidden = markProblems(form, checked.problems);
      setProblem(hidden[0]?.text);
      return false;
    }
    running.current = true;
    setBusy(true);
    try {
      await save(checked.value);
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
      const errors = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
      const hidden = markProblems(form, serverProblems(errors, hints));
      if (errors.length === 0 || hidden.length > 0) setProblem(errorText(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setProblem(undefined), []);
  return { submit, isBusy, problem, forget };
}

/** Shows each problem at its field, or at the field it is a part of. Returns those that no field shows. */
function markProblems(
  form: FormInstance,
  problems: readonly FieldProblem[],
): readonly FieldProblem[] {
  const shown = form.getFieldsError().map(({ name }) => name);
  form.setFields(shown.map((name) => ({ name, errors: [] })));
  const hidden: FieldProblem[] = [];
  let first: (string | number)[] | undefined;
  for (const problem of problems) {
    const name = fieldOf(problem.name, shown);
    if (name === undefined) hidden.push(problem);
    else {
      form.setFields([{ name, errors: [problem.text] }]);
      first ??= name;
    }
  }
  if (first !== undefined) form.scrollToField(first, { block: 'center', focus: true });
  return hidden;
}

function fieldOf(
  name: readonly (string | number)[],
  shown: readonly (string | number)[][],
): (string | number)[] | undefined {
  for (let length = name.length; length > 0; length -= 1) {
    const key = name.slice(0, length).join('.');
    const found = shown.find((candidate) => candidate.join('.') === key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A field that nobody filled in is absent, not empty: the schema says which may be. */
export function withoutBlanks(values: unknown): unknown {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
}
