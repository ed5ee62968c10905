import { App, Form, Input, InputNumber, Typography } from 'antd';
import { z } from 'zod';
import { qualityReview, qualitySampleInput } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { QUALITY_COPY } from '../../copy-admin/board.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { dayOf } from '../../format.ts';

interface DrawPanelProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly drawn: () => void;
}

const SAMPLE = z.object({ items: z.array(qualityReview) });
const WEEK_MS = 7 * 86_400_000;
const PERCENT = 5;

/** Draws a random sample of what every agent finished in a period. */
export function DrawPanel({ isOpen, close, drawn }: DrawPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: qualitySampleInput,
    hints: { to: QUALITY_COPY.toWrong },
    save: async (body) => {
      const { items } = await call({
        method: 'POST',
        path: '/quality-samples',
        body,
        answer: SAMPLE,
      });
      // The toast is told, not waited for.
      void message.info(QUALITY_COPY.drawn(items.length));
      close();
      drawn();
    },
  });
  const now = Date.now();
  const initial = {
    from: dayOf(new Date(now - WEEK_MS).toISOString()),
    to: dayOf(new Date(now).toISOString()),
    percent: PERCENT,
  };
  return (
    <FormPanel
      title={QUALITY_COPY.draw}
      isOpen={isOpen}
      close={close}
      form={form}
      saving={saving}
      initialValues={initial}
      saveText={QUALITY_COPY.draw}
    >
      <Typography.Paragraph type="secondary">{QUALITY_COPY.drawHint}</Typography.Paragraph>
      <Form.Item name="from" label={QUALITY_COPY.from}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={QUALITY_COPY.to}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="percent" label={QUALITY_COPY.percent}>
        <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormPanel>
  );
}
