import { App, Button, Card, Flex, Tabs, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { questionnaire } from '../../../../server/contract/surveys.ts';
import { call, path } from '../../api.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { PURPOSE_LABELS, QUESTIONNAIRE_STATES } from '../../copy-admin/survey-labels.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { navigate } from '../../router.tsx';
import { useSession } from '../../session.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { AnswersView } from './answers-view.tsx';
import { ContentView } from './content-view.tsx';
import { DraftPanel } from './draft-panel.tsx';
import { Preview } from './preview.tsx';
import { ResultsView } from './results-view.tsx';

type Questionnaire = z.infer<typeof questionnaire>;

/** One version of a questionnaire: its questions, as customers see it, and what it came to. */
export function QuestionnaireView({ id }: { readonly id: string }) {
  const loaded = useRequest(`questionnaire ${id}`, (signal) =>
    call({ path: path`/questionnaires/${id}`, answer: questionnaire, signal }),
  );
  const { data } = loaded;
  return (
    <PageFrame
      title={data?.title ?? ''}
      note={data !== undefined && <Note data={data} />}
      actions={data !== undefined && <Actions data={data} changed={loaded.reload} />}
    >
      <LoadedView loaded={loaded}>{(item) => <Content data={item} />}</LoadedView>
    </PageFrame>
  );
}

function Note({ data: { code, version, status, purpose } }: { readonly data: Questionnaire }) {
  const { label, tone } = QUESTIONNAIRE_STATES[status];
  const words = [PURPOSE_LABELS[purpose], code, QUESTIONNAIRE_COPY.versionOf(version)];
  return (
    <Flex gap={8} align="center" wrap>
      <Tag color={tone}>{label}</Tag>
      <Typography.Text type="secondary">{words.join(' · ')}</Typography.Text>
    </Flex>
  );
}

interface Tab {
  readonly key: keyof typeof QUESTIONNAIRE_COPY.tabs;
  readonly children: ReactNode;
}

function Content({ data }: { readonly data: Questionnaire }) {
  const { me } = useSession();
  const { read, write } = useQueryState();
  const isDraft = data.status === 'draft';
  const tabs: readonly Tab[] = [
    { key: 'content', children: <ContentView data={data} /> },
    {
      key: 'preview',
      children: (
        <Card size="small">
          <Preview title={data.title} content={data.content} />
        </Card>
      ),
    },
    // Nobody has answered a draft; figures by colleague are for those who lead, and for auditors.
    ...(isDraft || me.role === 'agent'
      ? []
      : [{ key: 'results' as const, children: <ResultsView id={data.id} /> }]),
    ...(isDraft ? [] : [{ key: 'answers' as const, children: <AnswersView id={data.id} /> }]),
  ];
  const asked = oneOf(QUESTIONNAIRE_COPY.tabs, read('tab'));
  return (
    <Tabs
      activeKey={tabs.find(({ key }) => key === asked)?.key ?? 'content'}
      destroyOnHidden
      items={tabs.map(({ key, children }) => ({
        key,
        label: QUESTIONNAIRE_COPY.tabs[key],
        children: <div style={{ paddingTop: 12 }}>{children}</div>,
      }))}
      onChange={(tab) => write({ tab })}
    />
  );
}

const MOVES = {
  publish: {
    title: QUESTIONNAIRE_COPY.publishTitle,
    content: QUESTIONNAIRE_COPY.publishHint,
    okText: QUESTIONNAIRE_COPY.publish,
    done: QUESTIONNAIRE_COPY.published,
  },
  retire: {
    title: QUESTIONNAIRE_COPY.retireTitle,
    content: QUESTIONNAIRE_COPY.retireHint,
    okText: QUESTIONNAIRE_COPY.retire,
    done: QUESTIONNAIRE_COPY.retired,
  },
} as const;

interface ActionsProps {
  readonly data: Questionnaire;
  readonly changed: () => void;
}

function Actions({ data, changed }: ActionsProps) {
  const { modal, message } = App.useApp();
  const { isLead } = useRole();
  const [editing, setEditing] = useState<'draft' | 'next'>();
  const moving = useAction(async (move: keyof typeof MOVES) => {
    await call({
      method: 'POST',
      path: `${path`/questionnaires/${data.id}`}/${move}`,
      answer: questionnaire,
    });
    // The toast is told, not waited for.
    void message.success(MOVES[move].done);
    changed();
  });
  if (!isLead) return null;
  const ask = (move: keyof typeof MOVES): void => {
    const { title, content, okText } = MOVES[move];
    const cancelText = ACTION_COPY.cancel;
    modal.confirm({ title, content, okText, cancelText, onOk: () => moving.run(move) });
  };
  return (
    <>
      {data.status === 'draft' ? (
        <>
          <Button onClick={() => setEditing('draft')}>{QUESTIONNAIRE_COPY.edit}</Button>
          <Button type="primary" onClick={() => ask('publish')}>
            {QUESTIONNAIRE_COPY.publish}
          </Button>
        </>
      ) : (
        <Button onClick={() => setEditing('next')}>{QUESTIONNAIRE_COPY.newVersion}</Button>
      )}
      {data.status === 'published' && (
        <Button danger onClick={() => ask('retire')}>
          {QUESTIONNAIRE_COPY.retire}
        </Button>
      )}
      {editing !== undefined && (
        <DraftPanel
          of={{ kind: editing, item: data }}
          close={() => setEditing(undefined)}
          saved={({ id }) => {
            setEditing(undefined);
            if (id === data.id) changed();
            else navigate(path`/questionnaires/${id}`);
          }}
        />
      )}
    </>
  );
}
