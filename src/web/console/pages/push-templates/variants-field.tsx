import { Button, Flex, Form, Input, Typography } from 'antd';
import { useRef } from 'react';
import type { z } from 'zod';
import type { templatePage } from '../../../../server/contract/outreach-words.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import type { TextAreaRef } from '../desk/composer-input.tsx';
import { insertAt } from './template-form.ts';

type Variables = z.infer<typeof templatePage>['variables'];
type FieldName = readonly ['variants', number, 'text' | 'smsText'];

const TEXT_MAX = 600;
const KEYS = ['A', 'B'] as const;

/** The one or two texts of a template. A variable goes where one was writing last. */
export function VariantsField({ variables }: { readonly variables: Variables }) {
  const form = Form.useFormInstance();
  const variants: unknown = Form.useWatch('variants', form);
  const count = Array.isArray(variants) ? Math.max(1, variants.length) : 1;
  const areas = useRef(new Map<string, TextAreaRef | null>());
  const last = useRef<FieldName>(['variants', 0, 'text']);
  const insert = (placeholder: string): void => {
    const name = last.current;
    const field = areas.current.get(name.join('.'))?.resizableTextArea?.textArea;
    const before: unknown = form.getFieldValue([...name]);
    const text = typeof before === 'string' ? before : '';
    const at = {
      from: field?.selectionStart ?? text.length,
      to: field?.selectionEnd ?? text.length,
    };
    const inserted = insertAt(text, at, placeholder);
    form.setFieldValue([...name], inserted.text);
    field?.focus();
    // The field has the new text after this frame.
    requestAnimationFrame(() => field?.setSelectionRange(inserted.cursor, inserted.cursor));
  };
  const setVariants = (next: (before: readonly unknown[]) => readonly unknown[]): void =>
    form.setFieldValue('variants', next(Array.isArray(variants) ? variants : []));
  const area = (name: FieldName, rows: number) => ({
    rows,
    maxLength: TEXT_MAX,
    showCount: true,
    ref: (element: TextAreaRef | null) => void areas.current.set(name.join('.'), element),
    onFocus: () => {
      last.current = name;
    },
  });
  return (
    <>
      <Flex
        wrap
        gap={4}
        style={{ marginBottom: 16 }}
        role="group"
        aria-label={TEMPLATE_COPY.variables}
      >
        <Typography.Text type="secondary">{TEMPLATE_COPY.variables}</Typography.Text>
        {variables.map(({ name, placeholder }) => (
          <Button key={name} size="small" onClick={() => insert(placeholder)}>
            {placeholder}
          </Button>
        ))}
      </Flex>
      {KEYS.slice(0, count).map((key, nth) => (
        <div key={key}>
          <Form.Item name={['variants', nth, 'key']} initialValue={key} hidden>
            <Input />
          </Form.Item>
          <Form.Item name={['variants', nth, 'text']} label={TEMPLATE_COPY.variant(key)}>
            <Input.TextArea {...area(['variants', nth, 'text'], 5)} />
          </Form.Item>
          <Form.Item
            name={['variants', nth, 'smsText']}
            label={TEMPLATE_COPY.smsText(key)}
            extra={TEMPLATE_COPY.smsHint}
          >
            <Input.TextArea {...area(['variants', nth, 'smsText'], 2)} />
          </Form.Item>
        </div>
      ))}
      <Button
        size="small"
        style={{ marginBottom: 16 }}
        onClick={() =>
          setVariants((before) => (count > 1 ? before.slice(0, 1) : [...before, { key: 'B' }]))
        }
      >
        {count > 1 ? TEMPLATE_COPY.removeB : TEMPLATE_COPY.addB}
      </Button>
    </>
  );
}
