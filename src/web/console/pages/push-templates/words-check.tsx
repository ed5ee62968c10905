import { Alert, Card, Flex, Form, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import {
  type templateFinding,
  templateFindings,
  templateInput,
} from '../../../../server/contract/outreach-words.ts';
import { call } from '../../api.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { withoutBlanks } from '../../form/use-form-save.ts';
import { useRequest } from '../../use-request.ts';

type Finding = z.infer<typeof templateFinding>;

/** The words are checked after so long without a key, in milliseconds. */
const CALM_MS = 600;
/** What a title would be: it is not what is checked. */
const ANY_TITLE = '-';

/** What is wrong with the words, while they are written. */
export function WordsCheck() {
  const form = Form.useFormInstance();
  const watched: unknown = Form.useWatch((values) => JSON.stringify(values), form);
  const text = typeof watched === 'string' ? watched : '{}';
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), CALM_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const words = wordsOf(calm);
  const checked = useRequest(words === undefined ? undefined : `check ${calm}`, (signal) =>
    call({
      method: 'POST',
      path: '/outreach/template-check',
      body: words,
      answer: templateFindings,
      signal,
    }),
  );
  if (words === undefined) return null;
  return (
    <Card size="small" title={TEMPLATE_COPY.check} aria-live="polite">
      {checked.error !== undefined ? (
        <Alert type="warning" showIcon title={TEMPLATE_COPY.checkFailed} />
      ) : checked.data === undefined || calm !== text ? (
        <Typography.Text type="secondary">{TEMPLATE_COPY.checking}</Typography.Text>
      ) : (
        <Findings findings={checked.data.items} />
      )}
    </Card>
  );
}

/** Whatever can be checked of a form; undefined while there is no text. */
function wordsOf(text: string): z.infer<typeof templateInput> | undefined {
  const values = withoutBlanks(JSON.parse(text));
  if (typeof values !== 'object' || values === null) return undefined;
  const actions = 'actions' in values && Array.isArray(values.actions) ? values.actions : [];
  const parsed = templateInput.safeParse({
    title: ANY_TITLE,
    ...values,
    actions: actions.filter(isWhole),
  });
  return parsed.success ? parsed.data : undefined;
}

/** A button that is being written is not judged yet. */
function isWhole(action: unknown): boolean {
  return templateInput.shape.actions.safeParse([action]).success;
}

/** What was found, the worst first. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return <Typography.Text type="success">{TEMPLATE_COPY.clean}</Typography.Text>;
  }
  return (
    <Flex vertical gap={8}>
      {findings.toSorted(byKind).map((finding) => (
        <Alert
          key={`${finding.variant} ${finding.field} ${finding.code} ${finding.at}`}
          type={finding.kind === 'blocked' ? 'error' : 'warning'}
          showIcon
          title={TEMPLATE_COPY.blocked(placeOf(finding), finding.why)}
        />
      ))}
    </Flex>
  );
}

function byKind(a: Finding, b: Finding): number {
  return a.kind.localeCompare(b.kind);
}

function placeOf({ variant, field }: Finding): string {
  const name = TEMPLATE_COPY.fields[field];
  return variant === null ? name : `${variant} ${name}`;
}
