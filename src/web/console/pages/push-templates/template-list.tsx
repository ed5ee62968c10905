import { Button, Flex, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type template, templatePage } from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { OCCASION_LABELS, TEMPLATE_STATES } from '../../copy-admin/care-labels.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { PUSH_CLASS_LABELS } from '../../copy-admin/push-labels.ts';
import { TEMPLATE_COPY } from '../../copy-admin/push-templates.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { usePeople } from '../../parts/use-people.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { TemplatePanel } from './template-panel.tsx';

type Template = z.infer<typeof template>;

const VIEWS = Object.entries(TEMPLATE_COPY.views).map(([key, label]) => ({ key, label }));

/** Templates by how far their review is; the newest version of each. */
export function TemplateList() {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const names = usePeople();
  const [isNew, setNew] = useState(false);
  const view = oneOf(TEMPLATE_COPY.views, read('view')) ?? 'all';
  const pushClass = oneOf(PUSH_CLASS_LABELS, read('class'));
  const occasion = oneOf(OCCASION_LABELS, read('occasion'));
  const status = view === 'all' ? undefined : view;
  const list = useList(`templates ${view} ${pushClass} ${occasion}`, (cursor, signal) =>
    call({
      path: '/outreach/templates',
      query: { status, pushClass, occasion, cursor },
      answer: templatePage,
      signal,
    }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.templates}
      actions={
        mayWork && (
          <Button type="primary" onClick={() => setNew(true)}>
            {TEMPLATE_COPY.create}
          </Button>
        )
      }
    >
      <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>
        {TEMPLATE_COPY.hint}
      </Typography.Paragraph>
      <Tabs
        activeKey={view}
        items={VIEWS}
        style={{ marginBottom: 12 }}
        onChange={(next) => write({ view: next })}
      />
      <Filters />
      <ListTable
        label={PAGE_TITLES.templates}
        list={list}
        columns={columnsOf(names)}
        rowKey={({ id }) => id}
        isFiltered={view !== 'all' || pushClass !== undefined || occasion !== undefined}
        emptyAction={TEMPLATE_COPY.emptyHint}
      />
      {isNew && (
        <TemplatePanel
          item={undefined}
          close={() => setNew(false)}
          saved={(id) => navigate(path`/outreach/templates/${id}`)}
        />
      )}
    </PageFrame>
  );
}

function Filters() {
  const { read, write } = useQueryState();
  return (
    <Flex gap={8} wrap style={{ marginBottom: 12 }}>
      <Choice
        label={TEMPLATE_COPY.pushClass}
        labels={PUSH_CLASS_LABELS}
        value={oneOf(PUSH_CLASS_LABELS, read('class'))}
        choose={(value) => write({ class: value })}
      />
      <Choice
        label={TEMPLATE_COPY.occasion}
        labels={OCCASION_LABELS}
        value={oneOf(OCCASION_LABELS, read('occasion'))}
        width={200}
        choose={(value) => write({ occasion: value })}
      />
    </Flex>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): readonly Column<Template>[] {
  return [
    {
      key: 'title',
      title: TEMPLATE_COPY.title,
      isHead: true,
      render: ({ id, title, code }) => (
        <Flex vertical>
          <Link to={path`/outreach/templates/${id}`}>{title}</Link>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {code}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'status',
      title: TEMPLATE_COPY.status,
      render: ({ status, version }) => (
        <Flex gap={4} align="center">
          <Tag color={TEMPLATE_STATES[status].tone}>{TEMPLATE_STATES[status].label}</Tag>
          <Typography.Text type="secondary">{TEMPLATE_COPY.version(version)}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'class',
      title: TEMPLATE_COPY.pushClass,
      render: ({ pushClass }) => PUSH_CLASS_LABELS[pushClass],
    },
    {
      key: 'occasion',
      title: TEMPLATE_COPY.occasion,
      render: ({ occasion }) =>
        occasion === null ? TEMPLATE_COPY.noOccasion : (OCCASION_LABELS[occasion] ?? occasion),
    },
    {
      key: 'text',
      title: TEMPLATE_COPY.words,
      render: ({ variants }) => (
        <Typography.Paragraph
          ellipsis={{ rows: 2 }}
          style={{ margin: 0, maxWidth: 360, whiteSpace: 'normal' }}
        >
          {variants[0]?.text}
        </Typography.Paragraph>
      ),
    },
    {
      key: 'author',
      title: TEMPLATE_COPY.author,
      render: ({ authorId }) => personOf(authorId, names),
    },
    { key: 'at', title: TEMPLATE_COPY.updatedAt, render: ({ updatedAt }) => showTime(updatedAt) },
  ];
}
