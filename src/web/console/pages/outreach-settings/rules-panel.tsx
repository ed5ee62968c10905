import { App, Button, Flex, Form, Input, InputNumber, Select, Typography } from 'antd';
import type { z } from 'zod';
import { pushSettings, pushSettingsInput } from '../../../../server/contract/push.ts';
import { call } from '../../api.ts';
import { OUTREACH_COPY } from '../../copy-admin/outreach-settings.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';

interface RulesPanelProps {
  readonly settings: z.infer<typeof pushSettings>;
  readonly close: () => void;
  readonly saved: () => void;
}

const HINTS = { hours: OUTREACH_COPY.hoursWrong };
const MODES = Object.entries(OUTREACH_COPY.consentModes).map(([value, label]) => ({
  value,
  label,
}));
const FIRST_CAP = { count: 1, days: 30 };

/** Every rule in one form. */
export function RulesPanel({ settings, close, saved }: RulesPanelProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: pushSettingsInput,
    hints: HINTS,
    save: async (body) => {
      await call({ method: 'PUT', path: '/outreach/settings', body, answer: pushSettings });
      // The toast is told, not waited for.
      void message.success(OUTREACH_COPY.saved);
      saved();
    },
  });
  return (
    <FormPanel
      title={OUTREACH_COPY.edit}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={settings}
      width={640}
    >
      <Typography.Paragraph strong>{OUTREACH_COPY.hours}</Typography.Paragraph>
      {(['service', 'others'] as const).map((row) =>
        (['workday', 'dayOff'] as const).map((day) => (
          <HoursField key={`${row} ${day}`} row={row} day={day} />
        )),
      )}
      <Typography.Paragraph strong>{OUTREACH_COPY.caps}</Typography.Paragraph>
      {(['marketing', 'care', 'survey', 'total'] as const).map((row) => (
        <CapsField key={row} row={row} />
      ))}
      <Typography.Paragraph strong>{OUTREACH_COPY.consent}</Typography.Paragraph>
      {(['marketing', 'care', 'survey'] as const).map((row) => (
        <Form.Item key={row} name={['consent', row]} label={OUTREACH_COPY.consentRows[row]}>
          <Select options={MODES} />
        </Form.Item>
      ))}
      <Typography.Paragraph strong>{OUTREACH_COPY.others}</Typography.Paragraph>
      <Form.Item
        name="quietDaysAfterRejection"
        label={OUTREACH_COPY.quietDaysAfterRejection}
        extra={OUTREACH_COPY.quietDaysHint}
      >
        <InputNumber min={0} max={90} precision={0} />
      </Form.Item>
      <Form.Item name="surveySilentMonths" label={OUTREACH_COPY.surveySilentMonths}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
      <Form.Item name="followUpHours" label={OUTREACH_COPY.followUpHours}>
        <InputNumber min={1} max={240} precision={0} />
      </Form.Item>
    </FormPanel>
  );
}

interface HoursFieldProps {
  readonly row: keyof typeof OUTREACH_COPY.hourRows;
  readonly day: keyof typeof OUTREACH_COPY.days;
}

function HoursField({ row, day }: HoursFieldProps) {
  const label = `${OUTREACH_COPY.hourRows[row]} · ${OUTREACH_COPY.days[day]}`;
  return (
    <Form.Item label={label}>
      <Flex gap={8} align="center">
        <Form.Item name={['hours', row, day, 'from']} noStyle>
          <Input type="time" style={{ width: 120 }} aria-label={`${label} ${OUTREACH_COPY.from}`} />
        </Form.Item>
        –
        <Form.Item name={['hours', row, day, 'until']} noStyle>
          <Input
            type="time"
            style={{ width: 120 }}
            aria-label={`${label} ${OUTREACH_COPY.until}`}
          />
        </Form.Item>
      </Flex>
    </Form.Item>
  );
}

function CapsField({ row }: { readonly row: keyof typeof OUTREACH_COPY.capRows }) {
  const label = OUTREACH_COPY.capRows[row];
  return (
    <Form.Item label={label}>
      <Form.List name={['caps', row]}>
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} align="center" wrap>
                <Form.Item name={[name, 'days']} noStyle>
                  <InputNumber
                    min={1}
                    max={366}
                    precision={0}
                    style={{ width: 80 }}
                    aria-label={`${label} ${OUTREACH_COPY.inDays}`}
                  />
                </Form.Item>
                {OUTREACH_COPY.inDays}
                <Form.Item name={[name, 'count']} noStyle>
                  <InputNumber
                    min={0}
                    max={1000}
                    precision={0}
                    style={{ width: 80 }}
                    aria-label={`${label} ${OUTREACH_COPY.count}`}
                  />
                </Form.Item>
                {OUTREACH_COPY.countUnit}
                <Button type="text" size="small" onClick={() => remove(name)}>
                  {OUTREACH_COPY.removeCap}
                </Button>
              </Flex>
            ))}
            <div>
              <Button size="small" onClick={() => add(FIRST_CAP)}>
                {OUTREACH_COPY.addCap}
              </Button>
            </div>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
