import { Input } from 'antd';
import { fromLocal, toLocal } from './local-moment.ts';

interface MomentInputProps {
  /** RFC 3339; both are set by the form. */
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly id?: string;
  /** RFC 3339. */
  readonly min?: string;
  readonly max?: string;
}

/** A time in Asia/Shanghai, to the minute, with the browser's own picker. */
export function MomentInput({ value, onChange, id, min, max }: MomentInputProps) {
  return (
    <Input
      type="datetime-local"
      style={{ width: 220 }}
      value={value === undefined ? '' : toLocal(value)}
      {...(id === undefined ? {} : { id })}
      {...(min === undefined ? {} : { min: toLocal(min) })}
      {...(max === undefined ? {} : { max: toLocal(max) })}
      onChange={(event) => onChange?.(fromLocal(event.target.value))}
    />
  );
}
