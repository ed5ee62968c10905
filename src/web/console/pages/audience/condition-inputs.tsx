import { Checkbox, Input, InputNumber, Select } from 'antd';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { YuanInput } from '../../parts/yuan-input.tsx';
import { CONDITION_FIELDS, type Field } from './condition-fields.ts';
import { type DraftCondition, readLunar, withField, writeLunar } from './rule-draft.ts';
import { SpanInput } from './span-input.tsx';

interface InputsProps {
  readonly condition: DraftCondition;
  readonly put: (condition: DraftCondition) => void;
}

/** What is filled in of a condition of its kind. */
export function ConditionInputs({ condition, put }: InputsProps) {
  const found = Object.entries(CONDITION_FIELDS).find(([kind]) => kind === condition.kind);
  return (found?.[1] ?? []).map((field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={condition[field.name]}
      put={(value) => put(withField(condition, field.name, value))}
    />
  ));
}

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly put: (value: unknown) => void;
}

function FieldInput({ field, value, put }: FieldInputProps) {
  const label = AUDIENCE_COPY.fields[field.name];
  switch (field.type) {
    case 'list':
      return <ListInput label={label} field={field} value={value} put={put} />;
    case 'lunar':
      return <LunarInput label={label} value={value} put={put} />;
    case 'choice':
      return <ChoiceInput label={label} field={field} value={value} put={put} />;
    case 'flag':
      return (
        <Checkbox
          checked={value === true}
          onChange={(event) => put(event.target.checked ? true : undefined)}
        >
          {label}
        </Checkbox>
      );
    case 'number':
      return (
        <InputNumber
          aria-label={label}
          prefix={label}
          style={{ width: 130 }}
          min={field.min}
          max={field.max}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => put(next ?? undefined)}
        />
      );
    case 'yuan':
      return (
        <YuanInput
          {...(typeof value === 'number' ? { value } : {})}
          onChange={(next) => put(next ?? undefined)}
        />
      );
    case 'span':
      return <SpanInput isOptional={field.isOptional === true} value={value} put={put} />;
    case 'text':
      return (
        <Input
          aria-label={label}
          placeholder={label}
          style={{ width: 160 }}
          maxLength={100}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => put(event.target.value === '' ? undefined : event.target.value)}
        />
      );
  }
}

type LabelledProps<T extends Field['type']> = Omit<FieldInputProps, 'field'> & {
  readonly label: string;
  readonly field: Extract<Field, { readonly type: T }>;
};

function LunarInput({ label, value, put }: Omit<LabelledProps<'lunar'>, 'field'>) {
  return (
    <Select
      mode="tags"
      aria-label={label}
      placeholder={AUDIENCE_COPY.lunarHint}
      open={false}
      style={{ minWidth: 260, flex: 1 }}
      value={[...writeLunar(value)]}
      onChange={(texts: readonly string[]) => put(readLunar(texts))}
    />
  );
}

function ChoiceInput({ label, field, value, put }: LabelledProps<'choice'>) {
  return (
    <Select
      aria-label={label}
      style={{ width: 140 }}
      allowClear={field.isOptional === true}
      placeholder={field.isOptional === true ? `${label}：${AUDIENCE_COPY.any}` : label}
      value={typeof value === 'string' ? value : null}
      options={Object.entries(field.labels).map(([key, text]) => ({ value: key, label: text }))}
      onChange={(next: string | null | undefined) => put(next ?? undefined)}
    />
  );
}

function ListInput({ label, field, value, put }: LabelledProps<'list'>) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const isClosed = field.labels !== undefined;
  return (
    <Select
      mode={isClosed ? 'multiple' : 'tags'}
      aria-label={label}
      placeholder={`${label}：${field.hint ?? AUDIENCE_COPY.listHint}`}
      style={{ minWidth: 220, flex: 1 }}
      value={chosen}
      {...(isClosed
        ? {
            options: Object.entries(field.labels ?? {}).map(([key, text]) => ({
              value: key,
              label: text,
            })),
          }
        : { open: false, tokenSeparators: [',', '，', '、', ' '], suffixIcon: null })}
      onChange={(next: readonly string[]) => put(next.length === 0 ? undefined : next)}
    />
  );
}
