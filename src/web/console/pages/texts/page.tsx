import { App, Button, Flex, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type cannedAnswer, cannedAnswerList } from '../../../../server/contract/setup.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { TEXT_COPY } from '../../copy-admin/setup.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { TextPanel } from './text-panel.tsx';

type Answer = z.infer<typeof cannedAnswer>;

/** The texts that agents send with a word. */
export function Page() {
  const { isLead } = useRole();
  const loaded = useRequest('canned-answers', (signal) =>
    call({ path: '/canned-answers', answer: cannedAnswerList, signal }),
  );
  const [editing, setEditing] = useState<Answer | 'new'>();
  const [filter, setFilter] = useState('');
  const items = loaded.data?.items.filter((item) => isAbout(item, filter.trim()));
  return (
    <PageFrame
      title={PAGE_TITLES.texts}
      actions={
        <>
          <Input
            allowClear
            placeholder={TEXT_COPY.filter}
            aria-label={TEXT_COPY.filter}
            style={{ width: 240 }}
            onChange={(event) => setFilter(event.target.value)}
          />
          {isLead && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {TEXT_COPY.create}
            </Button>
          )}
        </>
      }
    >
      <Typography.Paragraph type="secondary">{TEXT_COPY.hint}</Typography.Paragraph>
      <ListTable
        label={PAGE_TITLES.texts}
        list={{ ...wholeList([]), ...loaded, items }}
        columns={[
          ...COLUMNS,
          ...(isLead
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: Answer) => (
                    <Actions item={item} edit={() => setEditing(item)} changed={loaded.reload} />
                  ),
                },
              ]
            : []),
        ]}
        rowKey={({ id }) => id}
        isFiltered={filter !== ''}
      />
      {editing !== undefined && (
        <TextPanel
          item={editing === 'new' ? undefined : editing}
          variables={loaded.data?.variables ?? []}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            loaded.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

function isAbout(item: Answer, filter: string): boolean {
  return [item.shortcut, item.title, item.category, item.text].some((text) =>
    text.toLowerCase().includes(filter.toLowerCase()),
  );
}

const COLUMNS: readonly Column<Answer>[] = [
  { key: 'title', title: TEXT_COPY.title, isHead: true, render: ({ title }) => title },
  {
    key: 'shortcut',
    title: TEXT_COPY.shortcut,
    render: ({ shortcut }) => <code>/{shortcut}</code>,
  },
  { key: 'category', title: TEXT_COPY.category, render: ({ category }) => <Tag>{category}</Tag> },
  {
    key: 'text',
    title: TEXT_COPY.text,
    render: ({ text }) => (
      <Typography.Paragraph
        style={{ margin: 0, maxWidth: 420, whiteSpace: 'pre-wrap' }}
        ellipsis={{ rows: 2, tooltip: text }}
      >
        {text}
      </Typography.Paragraph>
    ),
  },
  { key: 'at', title: TEXT_COPY.updatedAt, render: ({ updatedAt }) => showTime(updatedAt) },
];

interface ActionsProps {
  readonly item: Answer;
  readonly edit: () => void;
  readonly changed: () => void;
}

function Actions({ item, edit, changed }: ActionsProps) {
  const { modal } = App.useApp();
  const removing = useAction(async () => {
    await call({ method: 'DELETE', path: path`/canned-answers/${item.id}`, answer: NO_CONTENT });
    changed();
  });
  const ask = (): void => {
    modal.confirm({
      title: TEXT_COPY.removeTitle(item.title),
      content: TEXT_COPY.removeHint,
      okText: ACTION_COPY.remove,
      okButtonProps: { danger: true },
      cancelText: ACTION_COPY.cancel,
      onOk: removing.run,
    });
  };
  return (
    <Flex gap={4}>
      <Button size="small" onClick={edit}>
        {ACTION_COPY.edit}
      </Button>
      <Button size="small" danger onClick={ask}>
        {ACTION_COPY.remove}
      </Button>
    </Flex>
  );
}
