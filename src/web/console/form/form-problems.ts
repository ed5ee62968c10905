import type { z } from 'zod';
import { PROBLEM_COPY } from '../copy-admin/forms.ts';

/** One field of a form and what is wrong with it, in the words of the reader. */
export interface FieldProblem {
  readonly name: readonly (string | number)[];
  readonly text: string;
}

/** What a field must be, by its dotted name; wins over the general sentence of its kind. */
export type FieldHints = Readonly<Record<string, string>>;

export type Checked<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] };

/** Reads a form with the schema of the contract: the server applies the same one. */
export function checkForm<T>(
  schema: z.ZodType<T>,
  values: unknown,
  hints: FieldHints = {},
): Checked<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { kind: 'ok', value: parsed.data };
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    // What is empty is asked for; how it should look is said when it looks otherwise.
    const text = isEmpty(issue, values)
      ? PROBLEM_COPY.required
      : (hintOf(name, hints) ?? textOf(issue));
    return { name, text };
  });
  return { kind: 'wrong', problems: firstOfEach(problems) };
}

/** The fields that the server named. Its own words are English and for programs. */
export function serverProblems(
  errors: readonly { readonly path: string; readonly problem: string }[],
  hints: FieldHints = {},
): readonly FieldProblem[] {
  const problems = errors.map(({ path }) => {
    const name = namesOf(path);
    return { name, text: hintOf(name, hints) ?? PROBLEM_COPY.wrong };
  });
  return firstOfEach(problems);
}

/** `body/skills/0` and `skills.0` are the same field. */
function namesOf(path: string): readonly (string | number)[] {
  const keys = path.split(/[/.]/).filter((key) => key !== '');
  const own = keys[0] === 'body' ? keys.slice(1) : keys;
  return own.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** The hint of the field, or of what it is a part of. */
function hintOf(name: readonly (string | number)[], hints: FieldHints): string | undefined {
  for (let length = name.length; length > 0; length -= 1) {
    const hint = hints[name.slice(0, length).join('.')];
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function isEmpty({ code, input, path }: z.core.$ZodIssue, values: unknown): boolean {
  if (code === 'invalid_type') return input === undefined;
  // A choice that nobody made is another kind of wrong to the schema, and the same to the reader.
  return code === 'invalid_value' && valueAt(values, path) === undefined;
}

function valueAt(values: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return values;
  if (typeof values !== 'object' || values === null) return undefined;
  const found = Object.entries(values).find(([name]) => name === String(key));
  return found === undefined ? undefined : valueAt(found[1], rest);
}

function textOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return issue.origin === 'string'
        ? PROBLEM_COPY.tooLong(Number(issue.maximum))
        : issue.origin === 'array'
          ? PROBLEM_COPY.tooMany(Number(issue.maximum))
          : PROBLEM_COPY.tooBig(Number(issue.maximum));
    case 'invalid_type':
      return issue.input === undefined ? PROBLEM_COPY.required : PROBLEM_COPY.wrong;
    default:
      return PROBLEM_COPY.wrong;
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  const minimum = Number(issue.minimum);
  if (issue.origin === 'string') {
    return minimum <= 1 ? PROBLEM_COPY.required : PROBLEM_COPY.tooShort(minimum);
  }
  return issue.origin === 'array' ? PROBLEM_COPY.chooseSome : PROBLEM_COPY.tooSmall(minimum);
}

/** One sentence a field is enough. */
function firstOfEach(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ name }) => {
    const key = name.join('.');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
