import { App, Button, Card, Form, Input, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { holiday, holidayInput, holidayParams } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { HOURS_COPY } from '../../copy-admin/setup.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { type Loaded, useAction } from '../../use-request.ts';

type Holiday = z.infer<typeof holiday>;

interface HolidaysProps {
  readonly loaded: Loaded<{ readonly items: readonly Holiday[] }>;
  readonly changed: () => void;
}

/** Days off and days worked instead, the latest first. */
export function Holidays({ loaded, changed }: HolidaysProps) {
  const { isAdmin } = useRole();
  const [isAdding, setAdding] = useState(false);
  const items = loaded.data?.items.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <Card
      size="small"
      title={HOURS_COPY.holidays}
      extra={
        isAdmin && (
          <Button size="small" onClick={() => setAdding(true)}>
            {HOURS_COPY.addHoliday}
          </Button>
        )
      }
    >
      <Typography.Paragraph type="secondary">{HOURS_COPY.holidaysHint}</Typography.Paragraph>
      <ListTable
        label={HOURS_COPY.holidays}
        list={{ ...wholeList([]), ...loaded, items }}
        columns={[
          ...COLUMNS,
          ...(isAdmin
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: Holiday) => <Remove item={item} changed={changed} />,
                },
              ]
            : []),
        ]}
        rowKey={({ date }) => date}
      />
      <HolidayPanel
        isOpen={isAdding}
        close={() => setAdding(false)}
        saved={() => {
          setAdding(false);
          changed();
        }}
      />
    </Card>
  );
}

const COLUMNS: readonly Column<Holiday>[] = [
  { key: 'date', title: HOURS_COPY.date, isHead: true, render: ({ date }) => date },
  {
    key: 'kind',
    title: HOURS_COPY.kind,
    render: ({ isWorkday }) => (
      <Tag color={isWorkday ? 'processing' : 'success'}>
        {isWorkday ? HOURS_COPY.workday : HOURS_COPY.dayOff}
      </Tag>
    ),
  },
  { key: 'name', title: HOURS_COPY.holidayName, render: ({ name }) => name },
];

function Remove({ item, changed }: { item: Holiday; changed: () => void }) {
  const { modal } = App.useApp();
  const removing = useAction(async () => {
    await call({ method: 'DELETE', path: path`/holidays/${item.date}`, answer: NO_CONTENT });
    changed();
  });
  const ask = (): void => {
    modal.confirm({
      title: HOURS_COPY.removeTitle(item.date),
      content: HOURS_COPY.removeHint,
      okText: ACTION_COPY.remove,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: removing.run,
    });
  };
  return (
    <Button size="small" onClick={ask}>
      {ACTION_COPY.remove}
    </Button>
  );
}

interface HolidayPanelProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly saved: () => void;
}

const formSchema = holidayInput.extend(holidayParams.shape);

function HolidayPanel({ isOpen, close, saved }: HolidayPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: formSchema,
    save: async ({ date, ...body }) => {
      await call({ method: 'PUT', path: path`/holidays/${date}`, body, answer: holiday });
      saved();
    },
  });
  return (
    <FormPanel
      title={HOURS_COPY.addHoliday}
      isOpen={isOpen}
      close={close}
      form={form}
      saving={saving}
      initialValues={{ isWorkday: false }}
    >
      <Form.Item name="date" label={HOURS_COPY.date}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="isWorkday" label={HOURS_COPY.kind}>
        <Segmented
          options={[
            { value: false, label: HOURS_COPY.dayOff },
            { value: true, label: HOURS_COPY.workday },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={HOURS_COPY.holidayName}>
        <Input maxLength={50} />
      </Form.Item>
    </FormPanel>
  );
}
