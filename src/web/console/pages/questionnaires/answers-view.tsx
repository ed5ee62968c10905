import { Flex, Switch } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { answer } from '../../../../server/contract/surveys.ts';
import { call } from '../../api.ts';
import { QUESTIONNAIRE_COPY, RESULTS_COPY } from '../../copy-admin/questionnaires.ts';
import { ANSWER_WAY_LABELS } from '../../copy-admin/survey-labels.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { scoresText } from '../../parts/scores-text.ts';
import { show, showTime } from '../../parts/show.ts';
import { SubjectLink } from '../../parts/subject-link.tsx';
import { useList } from '../../parts/use-list.ts';
import { useQueryState } from '../../parts/use-query-state.ts';

type Answer = z.infer<typeof answer>;

const ANSWERS = pageOf(answer);
const { answer: COPY } = RESULTS_COPY;

const COLUMNS: readonly Column<Answer>[] = [
  {
    key: 'at',
    title: COPY.at,
    isHead: true,
    render: ({ completedAt, updatedAt }) => showTime(completedAt ?? updatedAt),
  },
  {
    key: 'customer',
    title: COPY.customer,
    render: ({ customer }) =>
      customer === null ? (
        RESULTS_COPY.anonymous
      ) : (
        <CaseLink to="customers" no={customer.customerNo} text={customer.name} />
      ),
  },
  { key: 'via', title: COPY.via, render: ({ via }) => ANSWER_WAY_LABELS[via] },
  { key: 'scores', title: COPY.scores, render: ({ scores }) => scoresText(scores) },
  { key: 'comment', title: COPY.comment, render: ({ scores }) => show(scores.comment) },
  {
    key: 'subject',
    title: COPY.subject,
    render: ({ subject }) => (subject === null ? show(null) : <SubjectLink {...subject} />),
  },
  {
    key: 'handler',
    title: COPY.handler,
    render: ({ attributedTo }) => show(attributedTo?.name),
  },
];

/** Every answer to it, the newest first; masked, and nobody named who chose not to be. */
export function AnswersView({ id }: { readonly id: string }) {
  const { read, write } = useQueryState();
  const isLow = read('low') === 'true';
  const query = { questionnaireId: id, ...(isLow ? { isLow } : {}) };
  const list = useList(`answers ${id} ${isLow}`, (cursor, signal) =>
    call({ path: '/answers', query: { ...query, cursor }, answer: ANSWERS, signal }),
  );
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center">
        <Switch
          checked={isLow}
          aria-label={COPY.low}
          onChange={(next) => write({ low: next ? 'true' : undefined })}
        />
        {COPY.low}
      </Flex>
      <ListTable
        label={QUESTIONNAIRE_COPY.tabs.answers}
        list={list}
        columns={COLUMNS}
        rowKey={(item) => item.id}
        isFiltered={isLow}
      />
    </Flex>
  );
}
