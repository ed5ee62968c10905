import { Alert, Checkbox, Drawer, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { disasterInput, type disasterNotice } from '../../../../server/contract/care.ts';
import { path } from '../../api.ts';
import { STORM_COPY } from '../../copy-admin/campaigns.ts';
import { DISASTER_LABELS } from '../../copy-admin/care-labels.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { formatMoment } from '../../format.ts';
import { Link } from '../../router.tsx';
import { useTick } from '../../use-tick.ts';
import { StormCheck } from './storm-check.tsx';

type Notice = z.output<typeof disasterInput>;
type Answer = z.infer<typeof disasterNotice>;
type Step =
  | { readonly kind: 'write' }
  | { readonly kind: 'check'; readonly notice: Notice }
  | { readonly kind: 'sent'; readonly answer: Answer };

const MINUTE_MS = 60_000;

/** A notice before a storm in two steps: written, then looked at and pressed. */
export function StormNotice({ close }: { readonly close: () => void }) {
  const [step, setStep] = useState<Step>({ kind: 'write' });
  const [written, setWritten] = useState<Partial<Notice>>();
  switch (step.kind) {
    case 'write':
      return (
        <WriteStep
          before={written}
          close={close}
          next={(notice) => {
            setWritten(notice);
            setStep({ kind: 'check', notice });
          }}
        />
      );
    case 'check':
      return (
        <StormCheck
          notice={step.notice}
          back={() => setStep({ kind: 'write' })}
          sent={(answer) => setStep({ kind: 'sent', answer })}
        />
      );
    case 'sent':
      return <SentStep answer={step.answer} close={close} />;
  }
}

interface WriteStepProps {
  readonly before: Partial<Notice> | undefined;
  readonly close: () => void;
  readonly next: (notice: Notice) => void;
}

const KINDS = Object.entries(DISASTER_LABELS).map(([value, label]) => ({ value, label }));
const WAYS = (['wechat', 'web', 'sms'] as const).map((value) => ({
  value,
  label: PUSH_WAY_LABELS[value],
}));

function WriteStep({ before, close, next }: WriteStepProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({ form, schema: disasterInput, save: async (notice) => next(notice) });
  return (
    <FormPanel
      title={STORM_COPY.title}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={before ?? { kind: 'storm', ways: ['wechat', 'web', 'sms'] }}
      saveText={STORM_COPY.next}
      width={600}
    >
      <Alert type="warning" showIcon title={STORM_COPY.hint} style={{ marginBottom: 16 }} />
      <Form.Item name="city" label={STORM_COPY.city} extra={STORM_COPY.cityHint}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="kind" label={STORM_COPY.kind}>
        <Select options={KINDS} />
      </Form.Item>
      <Form.Item name="warning" label={STORM_COPY.warning} extra={STORM_COPY.warningHint}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="text" label={STORM_COPY.ownText} extra={STORM_COPY.ownTextHint}>
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="ways" label={STORM_COPY.ways}>
        <Checkbox.Group options={WAYS} />
      </Form.Item>
    </FormPanel>
  );
}

function SentStep({ answer, close }: { readonly answer: Answer; readonly close: () => void }) {
  const now = useTick(MINUTE_MS);
  const words = [
    ...answer.byWay.map(({ way, people }) => STORM_COPY.byWay(PUSH_WAY_LABELS[way], people)),
    ...(answer.unreachable > 0 ? [STORM_COPY.unreachable(answer.unreachable)] : []),
    ...(answer.doneBy === null ? [] : [STORM_COPY.doneBy(formatMoment(answer.doneBy, now))]),
  ];
  return (
    <Drawer title={STORM_COPY.title} open onClose={close} size="min(600px, 100vw)">
      <Flex vertical gap={16}>
        <Alert
          type={answer.isNew ? 'success' : 'info'}
          showIcon
          title={answer.isNew ? STORM_COPY.sent(answer.people) : STORM_COPY.known}
          description={words.join(' · ')}
        />
        <Link to={path`/outreach/campaigns/${answer.campaignId}`}>{STORM_COPY.see}</Link>
      </Flex>
    </Drawer>
  );
}
