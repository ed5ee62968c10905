import { Alert, Button, Card, Flex, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  type template,
  templatePreview,
  type templatePreviewInput,
} from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useRequest } from '../../use-request.ts';
import { PushText } from './push-text.tsx';

type Way = z.infer<typeof templatePreviewInput>['way'];
type Preview = z.infer<typeof templatePreview>['items'][number];

const WAYS = (['web', 'wechat', 'sms'] as const).map((value) => ({
  value,
  label: PUSH_WAY_LABELS[value],
}));
const CUSTOMERS_MAX = 5;

/** What real customers would read; each look is audited, so it is asked for. */
export function RealPreview({ item }: { readonly item: z.infer<typeof template> }) {
  const [way, setWay] = useState<Way>('web');
  const [variant, setVariant] = useState<'A' | 'B'>('A');
  const [customers, setCustomers] = useState('');
  const [asked, setAsked] = useState<z.input<typeof templatePreviewInput>>();
  const loaded = useRequest(
    asked === undefined ? undefined : `preview ${item.id} ${JSON.stringify(asked)}`,
    (signal) =>
      call({
        method: 'POST',
        path: path`/outreach/templates/${item.id}/preview`,
        body: asked,
        answer: templatePreview,
        signal,
      }),
  );
  const run = (): void => {
    const customerNos = customers.split(/[\s,，、]+/).filter((one) => one !== '');
    const some = customerNos.slice(0, CUSTOMERS_MAX);
    setAsked({ way, variant, ...(some.length === 0 ? {} : { customerNos: some }) });
  };
  return (
    <Card size="small" title={TEMPLATE_COPY.preview}>
      <Flex vertical gap={12}>
        <Flex gap={8} wrap>
          <Select<Way>
            aria-label={TEMPLATE_COPY.previewWay}
            style={{ width: 100 }}
            value={way}
            options={WAYS}
            onChange={setWay}
          />
          {item.variants.length > 1 && (
            <Select<'A' | 'B'>
              aria-label={TEMPLATE_COPY.previewVariant}
              style={{ width: 90 }}
              value={variant}
              options={item.variants.map(({ key }) => ({ value: key, label: key }))}
              onChange={setVariant}
            />
          )}
          <Input
            style={{ width: 260 }}
            aria-label={TEMPLATE_COPY.previewCustomers}
            placeholder={TEMPLATE_COPY.previewCustomers}
            value={customers}
            onChange={(event) => setCustomers(event.target.value)}
            onPressEnter={run}
          />
          <Button onClick={run} loading={loaded.isLoading}>
            {TEMPLATE_COPY.previewRun}
          </Button>
        </Flex>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {TEMPLATE_COPY.previewHint}
        </Typography.Text>
        {loaded.error !== undefined && <LoadProblem error={loaded.error} retry={loaded.reload} />}
        {loaded.data !== undefined && <Shown items={loaded.data.items} />}
      </Flex>
    </Card>
  );
}

function Shown({ items }: { readonly items: readonly Preview[] }) {
  if (items.length === 0) {
    return <Typography.Text type="secondary">{TEMPLATE_COPY.previewNone}</Typography.Text>;
  }
  return (
    <Flex gap={16} wrap>
      {items.map(({ customerNo, name, text, taps, smsSegments, missing }) => (
        <div key={customerNo} style={{ flex: '1 1 280px', minWidth: 0, maxWidth: 420 }}>
          <Typography.Text strong>{`${name} ${customerNo}`}</Typography.Text>
          {smsSegments !== null && (
            <Typography.Text type="secondary">
              {` · ${TEMPLATE_COPY.segments(smsSegments)}`}
            </Typography.Text>
          )}
          <PushText text={text} taps={taps} />
          {missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={TEMPLATE_COPY.missing(missing.join('、'))}
              style={{ marginTop: 8 }}
            />
          )}
        </div>
      ))}
    </Flex>
  );
}
