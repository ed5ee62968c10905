import { Button, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { article } from '../../../../server/contract/knowledge.ts';
import { call, path } from '../../api.ts';
import { KNOWLEDGE_COPY } from '../../copy-admin/find.ts';
import { ARTICLE_CATEGORIES, ARTICLE_STATUS } from '../../copy-admin/labels-case.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { ArticlePanel } from './article-panel.tsx';
import { ArticleView } from './article-view.tsx';

type Article = z.infer<typeof article>;

const ARTICLES = pageOf(article);
const STATUS_LABELS = {
  draft: ARTICLE_STATUS.draft.label,
  published: ARTICLE_STATUS.published.label,
  archived: ARTICLE_STATUS.archived.label,
} as const;

/** What the bot answers general questions from: written by one person, published by another. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <List /> : <ArticleView key={rest} slug={rest} />;
}

const COLUMNS: readonly Column<Article>[] = [
  {
    key: 'title',
    title: KNOWLEDGE_COPY.title,
    isHead: true,
    render: (item) => <Link to={path`/knowledge/${item.slug}`}>{item.title}</Link>,
  },
  {
    key: 'category',
    title: KNOWLEDGE_COPY.category,
    render: ({ category }) => ARTICLE_CATEGORIES[category],
  },
  {
    key: 'status',
    title: KNOWLEDGE_COPY.status,
    render: ({ status }) => (
      <Tag color={ARTICLE_STATUS[status].tone}>{ARTICLE_STATUS[status].label}</Tag>
    ),
  },
  {
    key: 'live',
    title: KNOWLEDGE_COPY.customersSee,
    render: ({ publishedVersion }) => (
      <Typography.Text type="secondary">
        {publishedVersion === null
          ? KNOWLEDGE_COPY.notLive
          : KNOWLEDGE_COPY.version(publishedVersion)}
      </Typography.Text>
    ),
  },
  { key: 'at', title: KNOWLEDGE_COPY.updatedAt, render: ({ updatedAt }) => showTime(updatedAt) },
];

function List() {
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const [isCreating, setCreating] = useState(false);
  const q = read('q');
  const status = oneOf(STATUS_LABELS, read('status'));
  const list = useList(`articles ${q} ${status}`, (cursor, signal) =>
    call({ path: '/knowledge', query: { q, status, cursor }, answer: ARTICLES, signal }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.knowledge}
      actions={
        <>
          <Input.Search
            allowClear
            defaultValue={q ?? ''}
            maxLength={100}
            placeholder={KNOWLEDGE_COPY.hint}
            aria-label={KNOWLEDGE_COPY.hint}
            style={{ width: 240 }}
            onSearch={(text) => write({ q: text.trim() })}
          />
          <Choice
            label={KNOWLEDGE_COPY.status}
            labels={STATUS_LABELS}
            value={status}
            choose={(next) => write({ status: next })}
          />
          {mayWork && (
            <Button type="primary" onClick={() => setCreating(true)}>
              {KNOWLEDGE_COPY.create}
            </Button>
          )}
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.knowledge}
        list={list}
        columns={COLUMNS}
        rowKey={({ slug }) => slug}
        isFiltered={q !== undefined || status !== undefined}
      />
      <ArticlePanel
        isOpen={isCreating}
        close={() => setCreating(false)}
        saved={(slug) => navigate(path`/knowledge/${slug}`)}
      />
    </PageFrame>
  );
}
