import { InputNumber } from 'antd';

interface YuanInputProps {
  /** In fen; both are set by the form. */
  readonly value?: number;
  readonly onChange?: (fen: number | undefined) => void;
  readonly id?: string;
}

const FEN_PER_YUAN = 100;

/** An amount that is typed in yuan and kept in fen. */
export function YuanInput({ value, onChange, id }: YuanInputProps) {
  return (
    <InputNumber<number>
      min={0}
      precision={2}
      style={{ width: 180 }}
      value={value === undefined ? null : value / FEN_PER_YUAN}
      {...(id === undefined ? {} : { id })}
      onChange={(yuan) => onChange?.(yuan === null ? undefined : Math.round(yuan * FEN_PER_YUAN))}
    />
  );
}
