import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { questionnaire } from '../../../../server/contract/surveys.ts';
import { call, path } from '../../api.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import { PURPOSE_LABELS, QUESTIONNAIRE_STATES } from '../../copy-admin/survey-labels.ts';
import { Choice } from '../../parts/choice.tsx';
import { labelsOf } from '../../parts/labels-of.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { DraftPanel } from './draft-panel.tsx';

type Questionnaire = z.infer<typeof questionnaire>;

const QUESTIONNAIRES = pageOf(questionnaire);
const STATE_LABELS = labelsOf(QUESTIONNAIRE_STATES);

const COLUMNS: readonly Column<Questionnaire>[] = [
  {
    key: 'title',
    title: QUESTIONNAIRE_COPY.title,
    isHead: true,
    render: ({ id, title }) => <Link to={path`/questionnaires/${id}`}>{title}</Link>,
  },
  {
    key: 'purpose',
    title: QUESTIONNAIRE_COPY.purpose,
    render: ({ purpose }) => PURPOSE_LABELS[purpose],
  },
  {
    key: 'version',
    title: QUESTIONNAIRE_COPY.version,
    render: ({ code, version }) => `${code} · ${QUESTIONNAIRE_COPY.versionOf(version)}`,
  },
  {
    key: 'status',
    title: QUESTIONNAIRE_COPY.status,
    render: ({ status }) => (
      <Tag color={QUESTIONNAIRE_STATES[status].tone}>{QUESTIONNAIRE_STATES[status].label}</Tag>
    ),
  },
  {
    key: 'questions',
    title: QUESTIONNAIRE_COPY.questions,
    render: ({ content }) => QUESTIONNAIRE_COPY.questionCount(content.questions.length),
  },
  {
    key: 'published',
    title: QUESTIONNAIRE_COPY.publishedAt,
    render: ({ publishedAt }) => showTime(publishedAt),
  },
];

/** Every version of every questionnaire. */
export function QuestionnaireList() {
  const { isLead } = useRole();
  const { read, write } = useQueryState();
  const [isNew, setNew] = useState(false);
  const purpose = oneOf(PURPOSE_LABELS, read('purpose'));
  const status = oneOf(STATE_LABELS, read('status'));
  const list = useList(`questionnaires ${purpose} ${status}`, (cursor, signal) =>
    call({
      path: '/questionnaires',
      query: { purpose, status, cursor },
      answer: QUESTIONNAIRES,
      signal,
    }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.questionnaires}
      actions={
        <>
          <Choice
            label={QUESTIONNAIRE_COPY.purpose}
            labels={PURPOSE_LABELS}
            value={purpose}
            choose={(next) => write({ purpose: next })}
          />
          <Choice
            label={QUESTIONNAIRE_COPY.status}
            labels={STATE_LABELS}
            value={status}
            choose={(next) => write({ status: next })}
          />
          {isLead && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
              {QUESTIONNAIRE_COPY.create}
            </Button>
          )}
        </>
      }
    >
      <ListTable
        label={PAGE_TITLES.questionnaires}
        list={list}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        isFiltered={purpose !== undefined || status !== undefined}
      />
      {isNew && (
        <DraftPanel
          of={{ kind: 'new' }}
          close={() => setNew(false)}
          saved={({ id }) => navigate(path`/questionnaires/${id}`)}
        />
      )}
    </PageFrame>
  );
}
