import { Flex, Form, Input, InputNumber, Select, Typography } from 'antd';
import type { z } from 'zod';
import { type template, templatePage } from '../../../../server/contract/outreach-words.ts';
import { call } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import type { PUSH_CLASS_LABELS } from '../../copy-admin/push-labels.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useRequest } from '../../use-request.ts';
import { PushText } from '../push-templates/push-text.tsx';
import { valuesToGive } from './campaign-form.ts';

const TEMPLATES_MAX = 200;

/** The words of a campaign: an approved template of its class, what it leaves to be filled in, and its second text. */
export function TemplateFields({
  pushClass,
}: {
  readonly pushClass: keyof typeof PUSH_CLASS_LABELS | undefined;
}) {
  const form = Form.useFormInstance();
  const chosen: unknown = Form.useWatch('templateId', form);
  const loaded = useRequest(
    pushClass === undefined ? undefined : `approved ${pushClass}`,
    (signal) =>
      call({
        path: '/outreach/templates',
        // The newest version may be a draft while an older one is approved and in use.
        query: { pushClass, status: 'approved', allVersions: true, limit: TEMPLATES_MAX },
        answer: templatePage,
        signal,
      }),
  );
  const items = loaded.data?.items ?? [];
  const words = items.find(({ id }) => id === chosen);
  return (
    <>
      {loaded.error !== undefined && <LoadProblem error={loaded.error} retry={loaded.reload} />}
      <Form.Item
        name="templateId"
        label={CAMPAIGN_COPY.template}
        extra={
          loaded.data !== undefined && items.length === 0
            ? CAMPAIGN_COPY.noTemplate
            : CAMPAIGN_COPY.templateHint
        }
      >
        <Select
          loading={loaded.isLoading}
          showSearch={{ optionFilterProp: 'label' }}
          options={items.map(({ id, title, code }) => ({
            value: id,
            label: `${title}（${code}）`,
          }))}
        />
      </Form.Item>
      {words !== undefined && (
        <>
          <Shown words={words} />
          {valuesToGive(words, loaded.data?.variables ?? []).map(({ name, placeholder }) => (
            <Form.Item
              key={name}
              name={['values', name]}
              label={`${CAMPAIGN_COPY.values} ${placeholder}`}
            >
              <Input maxLength={500} />
            </Form.Item>
          ))}
          {words.variants.length > 1 && (
            <Form.Item
              name="shareOfB"
              label={CAMPAIGN_COPY.shareOfB}
              extra={CAMPAIGN_COPY.shareOfBHint}
            >
              <InputNumber min={0} max={100} precision={0} suffix="%" />
            </Form.Item>
          )}
        </>
      )}
    </>
  );
}

function Shown({ words }: { readonly words: z.infer<typeof template> }) {
  return (
    <Flex vertical gap={8} style={{ marginBottom: 16 }}>
      <Typography.Text type="secondary">{CAMPAIGN_COPY.templateShown}</Typography.Text>
      {words.variants.map(({ key, text }) => (
        <Flex key={key} gap={8}>
          {words.variants.length > 1 && <strong>{key}</strong>}
          <div style={{ flex: 1, minWidth: 0 }}>
            <PushText text={text} taps={words.actions.map(({ label }) => label)} />
          </div>
        </Flex>
      ))}
    </Flex>
  );
}
