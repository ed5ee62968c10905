import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Typography } from 'antd';
import { useState } from 'react';
import { ACTS } from '../../copy-admin/complaint-acts.ts';
import { CASE_COPY } from '../../copy-admin/complaint-case.ts';
import { useRole } from '../../parts/use-role.ts';
import { useSession } from '../../session.ts';
import { ActPanel } from './acts/act-panel.tsx';
import { type ActName, sortActs } from './acts/sort-acts.ts';
import type { Complaint } from './complaint.ts';
import { ENDED } from './filters.ts';

interface ActionBarProps {
  readonly data: Complaint;
  readonly changed: () => void;
}

/** What may be done now: what the state asks for as buttons, the rest in a menu. */
export function ActionBar({ data, changed }: ActionBarProps) {
  const { mayWork } = useRole();
  const [open, setOpen] = useState<ActName>();
  if (!mayWork) return <Typography.Text type="secondary">{CASE_COPY.readOnly}</Typography.Text>;
  const { shown, more } = sortActs(data.status, data.may);
  if (shown.length === 0 && more.length === 0) return <WhyNothing data={data} />;
  return (
    <Flex gap={8} wrap role="group" aria-label={CASE_COPY.actions}>
      {shown.map((name, index) => (
        <Button key={name} type={index === 0 ? 'primary' : 'default'} onClick={() => setOpen(name)}>
          {ACTS[name].title}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((name) => ({
              key: name,
              label: ACTS[name].title,
              onClick: () => setOpen(name),
            })),
          }}
        >
          <Button>
            {CASE_COPY.more} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {open !== undefined && (
        <ActPanel
          key={open}
          name={open}
          data={data}
          close={() => setOpen(undefined)}
          changed={changed}
        />
      )}
    </Flex>
  );
}

/** Somebody who might work on it and may not is told why, and whom to ask. */
function WhyNothing({ data: { status, excluded, handlerName } }: Pick<ActionBarProps, 'data'>) {
  const { me } = useSession();
  if (ENDED.has(status)) return null;
  const text = excluded.some(({ id }) => id === me.id)
    ? CASE_COPY.recused
    : handlerName === null
      ? CASE_COPY.notAssigned
      : CASE_COPY.notYours(handlerName);
  return <Typography.Text type="secondary">{text}</Typography.Text>;
}
