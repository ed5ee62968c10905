import { Alert, Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  audienceInput,
  audiencePreview,
  type ruleExplanation,
} from '../../../../server/contract/outreach-words.ts';
import { call } from '../../api.ts';
import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useRequest } from '../../use-request.ts';

const RULE = audienceInput.shape.rule;
const TIMEOUT_MS = 60_000;
const WAYS = ['wechat', 'web', 'sms'] as const;

/** Whom a rule means, when asked: each look is of customers and is audited. */
export function RulePeople({ rule }: { readonly rule: unknown }) {
  const parsed = RULE.safeParse(rule ?? {});
  const text = parsed.success ? JSON.stringify(parsed.data) : undefined;
  const [asked, setAsked] = useState<string>();
  const isCurrent = asked !== undefined && asked === text;
  const loaded = useRequest(isCurrent ? `people ${asked}` : undefined, (signal) =>
    call({
      method: 'POST',
      path: '/outreach/audience-preview',
      body: { rule: parsed.data },
      answer: audiencePreview,
      timeoutMs: TIMEOUT_MS,
      signal,
    }),
  );
  return (
    <Flex vertical gap={8} aria-live="polite">
      <Flex gap={8} align="center" wrap>
        <Button
          size="small"
          disabled={text === undefined}
          loading={isCurrent && loaded.isLoading}
          onClick={() => setAsked(text)}
        >
          {AUDIENCE_COPY.count}
        </Button>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {text === undefined
            ? AUDIENCE_COPY.wrong
            : asked === undefined || isCurrent
              ? AUDIENCE_COPY.looked
              : AUDIENCE_COPY.stale}
        </Typography.Text>
      </Flex>
      {isCurrent && loaded.error !== undefined && (
        <LoadProblem error={loaded.error} retry={loaded.reload} />
      )}
      {isCurrent && loaded.data !== undefined && <Found found={loaded.data} />}
    </Flex>
  );
}

function Found({ found }: { readonly found: z.infer<typeof audiencePreview> }) {
  const { count, countKind, reachable, examples, explanation } = found;
  return (
    <Alert
      type={count === 0 ? 'warning' : 'info'}
      title={
        <Flex gap={12} wrap align="baseline">
          <strong>{AUDIENCE_COPY.people(count, countKind)}</strong>
          <span>
            {AUDIENCE_COPY.reachable(WAYS.map((way) => [PUSH_WAY_LABELS[way], reachable[way]]))}
          </span>
        </Flex>
      }
      description={
        <Flex vertical gap={6}>
          <RuleWords explanation={explanation} />
          {examples.length > 0 && (
            <Flex gap={4} wrap align="center">
              <Typography.Text type="secondary">{AUDIENCE_COPY.examples}</Typography.Text>
              {examples.map(({ customerNo, name, plates }) => (
                <Tag key={customerNo}>{[name, ...plates.slice(0, 1)].join(' ')}</Tag>
              ))}
            </Flex>
          )}
        </Flex>
      }
    />
  );
}

/** A rule in words. */
export function RuleWords({
  explanation,
}: {
  readonly explanation: z.infer<typeof ruleExplanation>;
}) {
  return <span style={{ whiteSpace: 'normal' }}>{explanation.sentence}</span>;
}
