import { Button, Form, InputNumber, Progress, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { outreachAccount, outreachAccountInput } from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { accountText, OUTREACH_COPY } from '../../copy-admin/outreach-settings.ts';
import { FormPanel } from '../../form/form-panel.tsx';
import { useFormSave } from '../../form/use-form-save.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { personOf } from '../../parts/person-of.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';

type Account = z.infer<typeof outreachAccount>;

const ACCOUNTS = shortList(outreachAccount);
/** What was sent today moves on, in milliseconds. */
const EVERY_MS = 10_000;
const PERCENT = 100;

/** What each account may send, and what it has sent today. */
export function Accounts() {
  const { isAdmin } = useRole();
  const names = usePeople();
  const [editing, setEditing] = useState<Account>();
  const loaded = useRequest(
    'outreach accounts',
    (signal) => call({ path: '/outreach/accounts', answer: ACCOUNTS, signal }),
    { everyMs: EVERY_MS },
  );
  return (
    <>
      <Typography.Paragraph type="secondary">{OUTREACH_COPY.accountsHint}</Typography.Paragraph>
      <ListTable
        label={OUTREACH_COPY.tabs.accounts}
        list={{ ...wholeList([]), ...loaded, items: loaded.data?.items }}
        columns={[
          ...COLUMNS,
          {
            key: 'by',
            title: OUTREACH_COPY.updatedBy,
            render: ({ updatedBy }) => personOf(updatedBy, names),
          },
          ...(isAdmin
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: Account) => (
                    <Button size="small" onClick={() => setEditing(item)}>
                      {ACTION_COPY.edit}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        rowKey={({ account }) => account}
        isWhole
      />
      {editing !== undefined && (
        <AccountPanel
          item={editing}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            loaded.reload();
          }}
        />
      )}
    </>
  );
}

const COLUMNS: readonly Column<Account>[] = [
  {
    key: 'account',
    title: OUTREACH_COPY.account,
    isHead: true,
    render: ({ account }) => accountText(account),
  },
  {
    key: 'today',
    title: OUTREACH_COPY.sentToday,
    render: ({ sentToday, perDay }) => (
      <div style={{ width: 180 }}>
        {`${sentToday.toLocaleString('zh-CN')} / ${perDay.toLocaleString('zh-CN')}`}
        <Progress
          percent={perDay === 0 ? 0 : Math.round((sentToday / perDay) * PERCENT)}
          size="small"
          showInfo={false}
          aria-label={OUTREACH_COPY.sentToday}
        />
      </div>
    ),
  },
  {
    key: 'minute',
    title: OUTREACH_COPY.perMinute,
    render: ({ perMinute }) => perMinute.toLocaleString('zh-CN'),
  },
  {
    key: 'chat',
    title: OUTREACH_COPY.perChat,
    render: ({ perChatMs }) => OUTREACH_COPY.seconds(perChatMs),
  },
  {
    key: 'switch',
    title: OUTREACH_COPY.switchPause,
    render: ({ switchMinMs, switchMaxMs }) =>
      switchMaxMs === 0
        ? OUTREACH_COPY.none
        : OUTREACH_COPY.pauseRange(
            OUTREACH_COPY.seconds(switchMinMs),
            OUTREACH_COPY.seconds(switchMaxMs),
          ),
  },
];

interface AccountPanelProps {
  readonly item: Account;
  readonly close: () => void;
  readonly saved: () => void;
}

const HINTS = { switchMaxMs: OUTREACH_COPY.switchWrong };
const FIELDS = [
  ['perMinute', OUTREACH_COPY.perMinuteField, 1, 1_000_000],
  ['perDay', OUTREACH_COPY.perDayField, 0, 100_000_000],
  ['perChatMs', OUTREACH_COPY.perChatField, 0, 3_600_000],
  ['switchMinMs', OUTREACH_COPY.switchMinField, 0, 3_600_000],
  ['switchMaxMs', OUTREACH_COPY.switchMaxField, 0, 3_600_000],
] as const;

function AccountPanel({ item, close, saved }: AccountPanelProps) {
  const [form] = Form.useForm();
  const saving = useFormSave({
    form,
    schema: outreachAccountInput,
    hints: HINTS,
    save: async (body) => {
      await call({
        method: 'PUT',
        path: path`/outreach/accounts/${item.account}`,
        body,
        answer: outreachAccount,
      });
      saved();
    },
  });
  return (
    <FormPanel
      title={OUTREACH_COPY.editAccount(accountText(item.account))}
      isOpen
      close={close}
      form={form}
      saving={saving}
      initialValues={item}
    >
      {FIELDS.map(([name, label, min, max]) => (
        <Form.Item key={name} name={name} label={label}>
          <InputNumber min={min} max={max} precision={0} style={{ width: 180 }} />
        </Form.Item>
      ))}
    </FormPanel>
  );
}
