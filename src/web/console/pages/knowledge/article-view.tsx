import { App, Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { article } from '../../../../server/contract/knowledge.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { KNOWLEDGE_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { ARTICLE_CATEGORIES, ARTICLE_STATUS } from '../../copy-admin/labels-case.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { show, showTime } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { navigate } from '../../router.tsx';
import { useSession } from '../../session.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { ArticlePanel } from './article-panel.tsx';

type Article = z.infer<typeof article>;

/** One article: its newest words, who wrote them, and what customers read. */
export function ArticleView({ slug }: { slug: string }) {
  const loaded = useRequest(`article ${slug}`, (signal) =>
    call({ path: path`/knowledge/${slug}`, answer: article, signal }),
  );
  return (
    <PageFrame
      title={loaded.data?.title ?? PAGE_TITLES.knowledge}
      actions={loaded.data !== undefined && <Actions data={loaded.data} reload={loaded.reload} />}
    >
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function Content({ data }: { data: Article }) {
  const { label, tone } = ARTICLE_STATUS[data.status];
  const names = usePeople();
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} wrap>
          <Tag color={tone}>{label}</Tag>
          <Tag>{ARTICLE_CATEGORIES[data.category]}</Tag>
          <Tag>{KNOWLEDGE_COPY.version(data.version)}</Tag>
          <Typography.Text type="secondary">
            {data.publishedVersion === null
              ? KNOWLEDGE_COPY.notLive
              : KNOWLEDGE_COPY.live(data.publishedVersion)}
          </Typography.Text>
        </Flex>
      }
    >
      <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', maxWidth: 720 }}>
        {data.body}
      </Typography.Paragraph>
      <Facts
        columns={2}
        facts={[
          { label: KNOWLEDGE_COPY.questions, value: data.questions.join('；') },
          { label: KNOWLEDGE_COPY.keywords, value: show(data.keywords.join('、')) },
          { label: KNOWLEDGE_COPY.basis, value: show(data.basis) },
          { label: KNOWLEDGE_COPY.author, value: personOf(data.author, names) },
          {
            label: KNOWLEDGE_COPY.reviewer,
            value: data.reviewer === null ? show(null) : personOf(data.reviewer, names),
          },
          { label: KNOWLEDGE_COPY.updatedAt, value: showTime(data.updatedAt) },
          { label: KNOWLEDGE_COPY.slug, value: data.slug },
        ]}
      />
    </Card>
  );
}

function Actions({ data, reload }: { data: Article; reload: () => void }) {
  const { modal, message } = App.useApp();
  const { me } = useSession();
  const { mayWork, isLead } = useRole();
  const [isEditing, setEditing] = useState(false);
  const isOwn = data.author === `agent:${me.id}`;
  const publishing = useAction(async () => {
    await call({
      method: 'POST',
      path: path`/knowledge/${data.slug}/publish`,
      body: { version: data.version },
      answer: article,
    });
    // The toast is told, not waited for.
    void message.success(KNOWLEDGE_COPY.published);
    reload();
  });
  const archiving = useAction(async () => {
    await call({
      method: 'DELETE',
      path: path`/knowledge/${data.slug}`,
      answer: NO_CONTENT,
    });
    void message.success(KNOWLEDGE_COPY.archived);
    reload();
  });
  const confirm = (title: string, content: string, run: () => Promise<unknown>): void => {
    modal.confirm({
      title,
      content,
      okText: ACTION_COPY.confirm,
      cancelText: ACTION_COPY.cancel,
      onOk: run,
    });
  };
  return (
    <>
      <Button onClick={() => navigate('/knowledge')}>{PAGE_TITLES.knowledge}</Button>
      {mayWork && <Button onClick={() => setEditing(true)}>{ACTION_COPY.edit}</Button>}
      {isLead && data.status !== 'archived' && (
        <Button
          danger
          onClick={() =>
            confirm(KNOWLEDGE_COPY.archiveTitle, KNOWLEDGE_COPY.archiveHint, archiving.run)
          }
        >
          {KNOWLEDGE_COPY.archive}
        </Button>
      )}
      {isLead && data.status === 'draft' && (
        <Button
          type="primary"
          disabled={isOwn}
          title={isOwn ? KNOWLEDGE_COPY.ownText : ''}
          onClick={() =>
            confirm(KNOWLEDGE_COPY.publishTitle, KNOWLEDGE_COPY.publishHint, publishing.run)
          }
        >
          {KNOWLEDGE_COPY.publish}
        </Button>
      )}
      <ArticlePanel
        isOpen={isEditing}
        close={() => setEditing(false)}
        saved={reload}
        article={data}
      />
    </>
  );
}
