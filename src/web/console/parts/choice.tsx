import { Select } from 'antd';
import { ACTION_COPY } from '../copy-admin/forms.ts';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly labels: Readonly<Record<T, string>>;
  readonly value: T | undefined;
  readonly choose: (value: T | undefined) => void;
  /** What is so when nothing is chosen; default: all. */
  readonly otherwise?: string;
  /** In CSS pixels. */
  readonly width?: number;
}

/** A filter with one of several values, or all of them. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, labels, value, choose, width = 150, otherwise = ACTION_COPY.all } = props;
  return (
    <Select<T>
      aria-label={label}
      placeholder={`${label}：${otherwise}`}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      {...(value === undefined ? {} : { value })}
      options={keysOf(labels).map((key) => ({ value: key, label: labels[key] }))}
      onChange={(next: T | undefined) => choose(next)}
    />
  );
}

function keysOf<T extends string>(labels: Readonly<Record<T, string>>): T[] {
  return Object.keys(labels).filter((key): key is T => key in labels);
}
