import { Form, Input, Switch, Typography } from 'antd';
import type { z } from 'zod';
import { calendar, calendarInput } from '../../../../server/contract/setup.ts';
import { call, path } from '../../api.ts';
import { HOURS_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { OpeningLine } from './opening-line.tsx';
import { dayProblem, type Holiday, sortDay, WEEKDAYS, type Week } from './week.ts';
import { WeekField } from './week-field.tsx';

interface CalendarPanelProps {
  readonly item: z.infer<typeof calendar>;
  readonly holidays: readonly Holiday[];
  readonly close: () => void;
  readonly saved: () => void;
}

/** The contract's form, and days whose intervals are in order: the API takes no others. */
const formSchema = calendarInput.superRefine(({ weekly }, context) => {
  for (const day of WEEKDAYS) {
    const problem = dayProblem(weekly[day]);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', path: ['weekly'], message: problem });
    }
  }
});
const HINTS = { weekly: HOURS_COPY.weeklyWrong };

/** The hours of a week, with a preview of what they mean now. */
export function CalendarPanel({ item, holidays, close, saved }: CalendarPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: formSchema,
    hints: HINTS,
    save: async (input) => {
      const body = { ...input, weekly: sorted(input.weekly) };
      await call({ method: 'PUT', path: path`/calendars/${item.id}`, body, answer: calendar });
      saved();
    },
  });
  return (
    <FormPanel
      title={HOURS_COPY.edit(item.name)}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item}
      width={640}
    >
      <Form.Item name="name" label={HOURS_COPY.name}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="weekly" label={HOURS_COPY.weekly} extra={HOURS_COPY.weeklyHint}>
        <WeekField />
      </Form.Item>
      <Form.Item name="keepsHolidays" label={HOURS_COPY.keepsHolidays} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Preview holidays={holidays} />
    </FormPanel>
  );
}

function sorted(week: Week): Week {
  return {
    mon: sortDay(week.mon),
    tue: sortDay(week.tue),
    wed: sortDay(week.wed),
    thu: sortDay(week.thu),
    fri: sortDay(week.fri),
    sat: sortDay(week.sat),
    sun: sortDay(week.sun),
  };
}

function Preview({ holidays }: { holidays: readonly Holiday[] }) {
  const weekly: unknown = Form.useWatch('weekly');
  const keepsHolidays: unknown = Form.useWatch('keepsHolidays');
  const edited = calendarInput.safeParse({ name: HOURS_COPY.preview, weekly, keepsHolidays });
  if (!edited.success) return null;
  return (
    <>
      <Typography.Paragraph strong>{HOURS_COPY.preview}</Typography.Paragraph>
      <OpeningLine calendar={edited.data} holidays={holidays} />
    </>
  );
}
