import { Alert, Card, Flex, Tooltip, Typography } from 'antd';
import type { z } from 'zod';
import { visitRates } from '../../../../server/contract/visits.ts';
import { call } from '../../api.ts';
import { VISIT_COPY, VISIT_KIND_LABELS } from '../../copy-admin/visits.ts';
import { Choice } from '../../parts/choice.tsx';
import { DayRange } from '../../parts/day-range.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { Rate } from '../../parts/rate.tsx';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import { rangeOf } from '../complaint-analysis/range.ts';

type Rates = z.infer<typeof visitRates>;
type Row = Rates['total'];

const HOUR_MS = 3_600_000;
const { rates: COPY } = VISIT_COPY;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'group',
    title: COPY.group,
    isHead: true,
    render: ({ key, name }) => (key === null ? <strong>{COPY.total}</strong> : nameOf(key, name)),
  },
  { key: 'due', title: COPY.due, render: ({ due }) => due },
  { key: 'coverage', title: COPY.coverage, render: ({ coverage }) => <Rate rate={coverage} /> },
  { key: 'success', title: COPY.success, render: ({ success }) => <Rate rate={success} /> },
  { key: 'time', title: COPY.timeliness, render: ({ timeliness }) => <Rate rate={timeliness} /> },
  {
    key: 'away',
    title: COPY.away,
    render: ({ away }) => <Tooltip title={COPY.awayHint}>{away}</Tooltip>,
  },
];

function nameOf(key: string, name: string | null): string {
  if (name !== null) return name;
  return key === '' ? COPY.nobody : key;
}

/** How many of the visits were made, made well and made in time: each with what it was counted from. */
export function VisitRates() {
  const { read, write } = useQueryState();
  const range = rangeOf(read, useTick(HOUR_MS));
  const kind = oneOf(VISIT_KIND_LABELS, read('kind'));
  const groupBy = oneOf(COPY.groups, read('groupBy'));
  const isWrong = range.from > range.to;
  const query = { ...range, kind, groupBy };
  const loaded = useRequest(
    isWrong ? undefined : `visit rates ${JSON.stringify(query)}`,
    (signal) => call({ path: '/return-visit-rates', query, answer: visitRates, signal }),
  );
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap align="center">
        <DayRange {...range} labels={COPY} write={write} />
        <Choice
          label={VISIT_COPY.kind}
          labels={VISIT_KIND_LABELS}
          value={kind}
          width={180}
          choose={(next) => write({ kind: next })}
        />
        <Choice
          label={COPY.groupBy}
          labels={COPY.groups}
          otherwise={COPY.none}
          value={groupBy}
          choose={(next) => write({ groupBy: next })}
        />
      </Flex>
      <Typography.Text type="secondary">{COPY.hint}</Typography.Text>
      {isWrong ? (
        <Alert type="warning" showIcon title={COPY.wrong} />
      ) : (
        <LoadedView loaded={loaded}>
          {({ total, groups }) => (
            <Card size="small">
              <ListTable
                label={VISIT_COPY.views.rates}
                list={wholeList([...groups, total])}
                columns={COLUMNS}
                rowKey={({ key }) => (key === null ? 'total' : `group ${key}`)}
                isWhole
              />
            </Card>
          )}
        </LoadedView>
      )}
    </Flex>
  );
}
