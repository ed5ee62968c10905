import { App, Button, Checkbox, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { silentDay, silentDayInput } from '../../../../server/contract/care.ts';
import { call, NO_CONTENT } from '../../api.ts';
import { SILENT_CLASS_LABELS } from '../../copy-admin/care-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { OUTREACH_COPY } from '../../copy-admin/outreach-settings.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction, useRequest } from '../../use-request.ts';

type SilentDay = z.infer<typeof silentDay>;

const DAYS = shortList(silentDay);

/** Days on which some classes are not sent. */
export function SilentDays() {
  const { isLead } = useRole();
  const [isAdding, setAdding] = useState(false);
  const loaded = useRequest('silent days', (signal) =>
    call({ path: '/outreach/silent-days', answer: DAYS, signal }),
  );
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{OUTREACH_COPY.silentHint}</Typography.Text>
      {isLead && (
        <div>
          <Button onClick={() => setAdding(true)}>{OUTREACH_COPY.addSilent}</Button>
        </div>
      )}
      <ListTable
        label={OUTREACH_COPY.tabs.silent}
        list={{ ...wholeList([]), ...loaded, items: loaded.data?.items }}
        columns={[
          ...COLUMNS,
          ...(isLead
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: SilentDay) => <Remove item={item} changed={loaded.reload} />,
                },
              ]
            : []),
        ]}
        rowKey={({ day, region }) => `${day} ${region}`}
        isWhole
      />
      {isAdding && (
        <SilentPanel
          close={() => setAdding(false)}
          saved={() => {
            setAdding(false);
            loaded.reload();
          }}
        />
      )}
    </Flex>
  );
}

const YEARLY = /^\d\d-\d\d$/;

const COLUMNS: readonly Column<SilentDay>[] = [
  { key: 'name', title: OUTREACH_COPY.name, isHead: true, render: ({ name }) => name },
  {
    key: 'day',
    title: OUTREACH_COPY.day,
    render: ({ day }) => (YEARLY.test(day) ? OUTREACH_COPY.everyYear(day) : day),
  },
  {
    key: 'region',
    title: OUTREACH_COPY.region,
    render: ({ region }) => (region === '' ? OUTREACH_COPY.everywhere : region),
  },
  {
    key: 'classes',
    title: OUTREACH_COPY.classes,
    render: ({ classes }) => classes.map((one) => SILENT_CLASS_LABELS[one]).join('、'),
  },
];

function Remove({ item, changed }: { readonly item: SilentDay; readonly changed: () => void }) {
  const { modal } = App.useApp();
  const removing = useAction(async () => {
    const { day, region } = item;
    await call({
      method: 'DELETE',
      path: '/outreach/silent-days',
      query: { day, region },
      answer: NO_CONTENT,
    });
    changed();
  });
  const ask = (): void => {
    modal.confirm({
      title: OUTREACH_COPY.removeSilent(item.name),
      content: OUTREACH_COPY.removeSilentHint,
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

interface SilentPanelProps {
  readonly close: () => void;
  readonly saved: () => void;
}

const HINTS = { day: OUTREACH_COPY.dayHint };
const CLASSES = Object.entries(SILENT_CLASS_LABELS).map(([value, label]) => ({ value, label }));

function SilentPanel({ close, saved }: SilentPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: silentDayInput,
    hints: HINTS,
    save: async (body) => {
      await call({ method: 'PUT', path: '/outreach/silent-days', body, answer: silentDay });
      saved();
    },
  });
  return (
    <FormPanel
      title={OUTREACH_COPY.addSilent}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={{ classes: ['care', 'marketing'] }}
    >
      <Form.Item name="name" label={OUTREACH_COPY.name}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="day" label={OUTREACH_COPY.day} extra={OUTREACH_COPY.dayHint}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="region" label={OUTREACH_COPY.region} extra={OUTREACH_COPY.regionHint}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="classes" label={OUTREACH_COPY.classes}>
        <Checkbox.Group options={CLASSES} />
      </Form.Item>
    </FormPanel>
  );
}
