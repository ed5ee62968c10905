import { Alert, Button, Card, Flex, Form, Input, Tag, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { textFinding } from '../../../../server/contract/handoff.ts';
import {
  type cannedAnswer,
  cannedAnswerInput,
  type cannedAnswerList,
} from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { TEXT_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { useRequest } from '../../use-request.ts';
import type { TextAreaRef } from '../desk/composer-input.tsx';
import { insertVariable, previewOf } from './preview.ts';

type Variables = z.infer<typeof cannedAnswerList>['variables'];

interface TextPanelProps {
  readonly item: z.infer<typeof cannedAnswer> | undefined;
  readonly variables: Variables;
  readonly close: () => void;
  readonly saved: () => void;
}

const FINDINGS = shortList(textFinding);
/** The words are checked after so long without a key, in milliseconds. */
const CALM_MS = 500;

/** A text with its variables, seen as an agent will see it, its words checked while it is written. */
export function TextPanel({ item, variables, close, saved }: TextPanelProps) {
  const [form] = Form.useForm();
  const area = useRef<TextAreaRef>(null);
  const saving = useFormSave({
    form,
    schema: cannedAnswerInput,
    hints: { shortcut: TEXT_COPY.shortcutHint, text: TEXT_COPY.textWrong },
    save: async (body) => {
      const target = item === undefined ? '/canned-answers' : path`/canned-answers/${item.id}`;
      const method = item === undefined ? 'POST' : 'PUT';
      await call({ method, path: target, body, answer: NO_CONTENT });
      saved();
    },
  });
  const insert = (name: string): void => {
    const field = area.current?.resizableTextArea?.textArea;
    const text = String(form.getFieldValue('text') ?? '');
    const at = {
      from: field?.selectionStart ?? text.length,
      to: field?.selectionEnd ?? text.length,
    };
    const inserted = insertVariable(text, at, name);
    form.setFieldValue('text', inserted.text);
    field?.focus();
    // The field has the new text after this frame.
    requestAnimationFrame(() => field?.setSelectionRange(inserted.cursor, inserted.cursor));
  };
  return (
    <FormPanel
      title={item === undefined ? TEXT_COPY.create : TEXT_COPY.edit}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item}
      width={640}
    >
      <Form.Item name="shortcut" label={TEXT_COPY.shortcut} extra={TEXT_COPY.shortcutHint}>
        <Input maxLength={30} prefix="/" />
      </Form.Item>
      <Form.Item name="title" label={TEXT_COPY.title}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="category" label={TEXT_COPY.category}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="text" label={TEXT_COPY.text}>
        <Input.TextArea ref={area} rows={6} maxLength={2000} showCount />
      </Form.Item>
      <Flex wrap gap={4} style={{ marginBottom: 16 }} aria-label={TEXT_COPY.variables}>
        <Typography.Text type="secondary">{TEXT_COPY.variables}</Typography.Text>
        {variables.map(({ name, label }) => (
          <Button key={name} size="small" onClick={() => insert(name)}>
            {label}
          </Button>
        ))}
      </Flex>
      <Preview variables={variables} />
    </FormPanel>
  );
}

function Preview({ variables }: { variables: Variables }) {
  const watched: unknown = Form.useWatch('text');
  const text = typeof watched === 'string' ? watched : '';
  const pieces = previewOf(text, variables);
  if (text === '') return null;
  return (
    <Flex vertical gap={8}>
      <Card size="small" title={TEXT_COPY.preview}>
        <div style={{ whiteSpace: 'pre-wrap' }}>
          {pieces.map((piece, index) => {
            const key = `${index} ${piece.kind}`;
            if (piece.kind === 'text') return <span key={key}>{piece.text}</span>;
            return piece.kind === 'variable' ? (
              <Tag key={key} color="processing">
                {piece.label}
              </Tag>
            ) : (
              <Tag key={key} color="error">
                {`{{${piece.name}}}`}
              </Tag>
            );
          })}
        </div>
      </Card>
      {pieces.map((piece) =>
        piece.kind === 'unknown' ? (
          <Alert
            key={piece.name}
            type="error"
            showIcon
            title={TEXT_COPY.unknownVariable(piece.name)}
          />
        ) : null,
      )}
      <WordCheck text={text} />
    </Flex>
  );
}

function WordCheck({ text }: { text: string }) {
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), CALM_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const checked = useRequest(calm.trim() === '' ? undefined : `check ${calm}`, (signal) =>
    call({ method: 'POST', path: '/texts/check', body: { text: calm }, answer: FINDINGS, signal }),
  );
  if (checked.error !== undefined) {
    return <Alert type="warning" showIcon title={TEXT_COPY.checkFailed} />;
  }
  if (checked.data === undefined || calm !== text) {
    return <Typography.Text type="secondary">{TEXT_COPY.checking}</Typography.Text>;
  }
  if (checked.data.items.length === 0) {
    return <Typography.Text type="success">{TEXT_COPY.clean}</Typography.Text>;
  }
  return checked.data.items.map(({ word, kind, why, instead }) => (
    <Alert
      key={`${kind} ${word}`}
      type={kind === 'blocked' ? 'error' : 'warning'}
      showIcon
      title={TEXT_COPY[kind](word, why)}
      description={instead === null ? undefined : TEXT_COPY.instead(instead)}
    />
  ));
}
