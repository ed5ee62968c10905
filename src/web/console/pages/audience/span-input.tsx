import { Flex, Input, InputNumber, Select, Typography } from 'antd';
import { z } from 'zod';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';

const COPY = AUDIENCE_COPY.span;
/** How a span is said; the key of the rule's own shape. */
const FORMS = ['withinDays', 'lastDays', 'inDays', 'on', 'from'] as const;
type Form = (typeof FORMS)[number];
const OPTIONS = FORMS.map((value) => ({ value, label: COPY[value] }));
const DAYS_MAX = 3660;

const known = z
  .object({
    withinDays: z.number(),
    lastDays: z.number(),
    inDays: z.number(),
    on: z.string(),
    from: z.string(),
    until: z.string(),
  })
  .partial()
  .catch({});

const FIRST: Readonly<Record<Form, object>> = {
  withinDays: { withinDays: 30 },
  lastDays: { lastDays: 30 },
  inDays: { inDays: 0 },
  on: { on: '' },
  from: { from: '', until: '' },
};

interface SpanInputProps {
  readonly value: unknown;
  readonly put: (value: unknown) => void;
  readonly isOptional: boolean;
}

/** Days of a rule: counted from the day on which it is used, or named. */
export function SpanInput({ value, put, isOptional }: SpanInputProps) {
  const span = known.parse(value ?? {});
  const form = FORMS.find((name) => span[name] !== undefined);
  return (
    <Flex gap={8} wrap align="center">
      <Select<Form>
        aria-label={COPY.label}
        placeholder={isOptional ? `${COPY.label}：${AUDIENCE_COPY.any}` : COPY.label}
        style={{ width: 170 }}
        allowClear={isOptional}
        {...(form === undefined ? {} : { value: form })}
        options={OPTIONS}
        onChange={(next: Form | undefined) => put(next === undefined ? undefined : FIRST[next])}
      />
      {(form === 'withinDays' || form === 'lastDays' || form === 'inDays') && (
        <InputNumber
          aria-label={COPY.days}
          style={{ width: 90 }}
          min={form === 'inDays' ? -DAYS_MAX : 0}
          max={DAYS_MAX}
          precision={0}
          value={span[form] ?? null}
          onChange={(days) => put({ [form]: days ?? 0 })}
        />
      )}
      {form === 'inDays' && <Typography.Text type="secondary">{COPY.inDaysHint}</Typography.Text>}
      {form === 'on' && <Day value={span.on} put={(on) => put({ on })} />}
      {form === 'from' && (
        <>
          <Day value={span.from} put={(from) => put({ from, until: span.until ?? '' })} />
          {COPY.until}
          <Day value={span.until} put={(until) => put({ from: span.from ?? '', until })} />
        </>
      )}
    </Flex>
  );
}

function Day({
  value,
  put,
}: {
  readonly value: string | undefined;
  readonly put: (day: string) => void;
}) {
  return (
    <Input
      type="date"
      aria-label={COPY.on}
      style={{ width: 150 }}
      value={value ?? ''}
      onChange={(event) => put(event.target.value)}
    />
  );
}
