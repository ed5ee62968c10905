import { Alert, Card, Col, Flex, Row, Typography } from 'antd';
import type { z } from 'zod';
import { results } from '../../../../server/contract/survey-results.ts';
import { call, path } from '../../api.ts';
import { BarChart } from '../../chart.tsx';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { RESULTS_COPY } from '../../copy-admin/questionnaires.ts';
import { Choice } from '../../parts/choice.tsx';
import { DayRange } from '../../parts/day-range.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { showDay, showShare } from '../../parts/show.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';
import { FunnelCard, ScoreCards, ScoreCell } from './figures.tsx';
import { intervalsOf } from './intervals.ts';

type Results = z.infer<typeof results>;
type Group = Results['groups'][number];

/** What a questionnaire came to in a time: never a number without how many it is of. */
export function ResultsView({ id }: { readonly id: string }) {
  const { read, write } = useQueryState();
  const groupBy = oneOf(RESULTS_COPY.groups, read('groupBy'));
  const query = { from: read('from'), to: read('to'), groupBy };
  const isWrong = query.from !== undefined && query.to !== undefined && query.from > query.to;
  const loaded = useRequest(
    isWrong ? undefined : `results ${id} ${JSON.stringify(query)}`,
    (signal) => call({ path: path`/questionnaires/${id}/results`, query, answer: results, signal }),
  );
  const { from = loaded.data?.from ?? '', to = loaded.data?.to ?? '' } = query;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap align="center">
        <DayRange from={from} to={to} labels={RESULTS_COPY} write={write} />
        <Choice
          label={RESULTS_COPY.groupBy}
          labels={RESULTS_COPY.groups}
          otherwise={RESULTS_COPY.groupNone}
          value={groupBy}
          choose={(next) => write({ groupBy: next })}
        />
      </Flex>
      {isWrong ? (
        <Alert type="warning" showIcon title={RESULTS_COPY.wrongRange} />
      ) : (
        <LoadedView loaded={loaded}>
          {(data) => (
            <Flex vertical gap={12}>
              <ScoreCards figures={data.all} />
              {groupBy !== undefined && <Groups groups={data.groups} isWay={groupBy === 'way'} />}
              <Row gutter={[12, 12]}>
                <Col xs={24} lg={12}>
                  <FunnelCard funnel={data.all.funnel} />
                </Col>
                <Col xs={24} lg={12}>
                  <Comments comments={data.comments} />
                </Col>
              </Row>
              <Questions questions={data.questions} />
            </Flex>
          )}
        </LoadedView>
      )}
    </Flex>
  );
}

interface GroupsProps {
  readonly groups: readonly Group[];
  readonly isWay: boolean;
}

function Groups({ groups, isWay }: GroupsProps) {
  return (
    <Card size="small" title={RESULTS_COPY.groupBy}>
      <Typography.Paragraph type="secondary">{RESULTS_COPY.groupsHint}</Typography.Paragraph>
      <ListTable
        label={RESULTS_COPY.groupBy}
        list={wholeList(groups)}
        columns={columnsOf(isWay)}
        rowKey={({ key }) => key}
        isWhole
      />
    </Card>
  );
}

const WAYS: Readonly<Record<string, string>> = PUSH_WAY_LABELS;

function columnsOf(isWay: boolean): readonly Column<Group>[] {
  const score = (kind: 'csat' | 'nps' | 'ces', title: string): Column<Group> => ({
    key: kind,
    title,
    render: ({ figures }) =>
      figures === null ? null : <ScoreCell interval={intervalsOf(figures)[kind]} />,
  });
  return [
    {
      key: 'label',
      title: RESULTS_COPY.group,
      isHead: true,
      render: ({ key, label }) => (isWay ? (WAYS[key] ?? label) : label),
    },
    {
      key: 'rate',
      title: RESULTS_COPY.responseRate,
      render: ({ figures, isHidden }) =>
        isHidden || figures === null ? (
          <Typography.Text type="secondary">{RESULTS_COPY.hidden}</Typography.Text>
        ) : (
          showShare(figures.funnel.responseRate)
        ),
    },
    score('csat', RESULTS_COPY.csat),
    score('nps', RESULTS_COPY.nps),
    score('ces', RESULTS_COPY.ces),
  ];
}

function Comments({ comments }: Pick<Results, 'comments'>) {
  return (
    <Card size="small" title={RESULTS_COPY.comments} style={{ height: '100%' }}>
      {comments.length === 0 ? (
        <Typography.Text type="secondary">{RESULTS_COPY.noComments}</Typography.Text>
      ) : (
        <Flex vertical gap={10} style={{ maxHeight: 260, overflowY: 'auto' }}>
          {comments.map(({ text, csat, at }) => (
            <div key={`${at} ${text}`}>
              {text}{' '}
              <Typography.Text type="secondary">
                {[...(csat === null ? [] : [RESULTS_COPY.score(csat)]), showDay(at)].join(' · ')}
              </Typography.Text>
            </div>
          ))}
        </Flex>
      )}
    </Card>
  );
}

/** A chart of each question that has steps or options. */
function Questions({ questions }: Pick<Results, 'questions'>) {
  return (
    <Row gutter={[12, 12]}>
      {questions
        .filter(({ kind }) => kind !== 'text')
        .map(({ id, text, n, skipped, shares }) => (
          <Col xs={24} lg={12} key={id}>
            <Card size="small" title={text} style={{ height: '100%' }}>
              <Typography.Text type="secondary">
                {`${RESULTS_COPY.n(n)} · ${RESULTS_COPY.skipped(skipped)}`}
              </Typography.Text>
              {shares.length === 0 ? (
                <Typography.Paragraph type="secondary">
                  {RESULTS_COPY.hiddenShares}
                </Typography.Paragraph>
              ) : (
                <BarChart
                  title={text}
                  height={200}
                  data={{
                    categoryLabel: RESULTS_COPY.option,
                    categories: shares.map(({ label }) => label),
                    series: [
                      {
                        name: RESULTS_COPY.answersSeries,
                        values: shares.map(({ count }) => count),
                      },
                    ],
                  }}
                />
              )}
            </Card>
          </Col>
        ))}
    </Row>
  );
}
