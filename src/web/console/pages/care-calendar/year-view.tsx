import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Typography } from 'antd';
import { careYear } from '../../../../server/contract/care.ts';
import { call } from '../../api.ts';
import { BarChart } from '../../chart.tsx';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { dayOf } from '../../format.ts';
import { Choice } from '../../parts/choice.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { useQueryState } from '../../parts/use-query-state.ts';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import { type CareYear, occasionText, outcomeData, sumBy } from './year.ts';
import { OccasionTable, PushTable, VisitTable } from './year-tables.tsx';

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 60_000;
/** In CSS pixels, of a bar with its label. */
const BAR_HEIGHT = 26;
const CHART_MIN = 160;

/** A year of care: what was due and what became of it, by month and occasion. */
export function YearView() {
  const { read, write } = useQueryState();
  const thisYear = Number(dayOf(new Date(useTick(HOUR_MS)).toISOString()).slice(0, 4));
  const asked = Number(read('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : thisYear;
  const loaded = useRequest(`care year ${year}`, (signal) =>
    call({
      path: '/outreach/year',
      query: { from: `${year}-01-01`, to: `${year}-12-31` },
      answer: careYear,
      timeoutMs: TIMEOUT_MS,
      signal,
    }),
  );
  const go = (by: number): void => write({ year: String(year + by), of: undefined });
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} align="center" wrap>
        <Button icon={<LeftOutlined />} aria-label={String(year - 1)} onClick={() => go(-1)} />
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {CARE_COPY.yearTitle(year)}
        </Typography.Title>
        <Button icon={<RightOutlined />} aria-label={String(year + 1)} onClick={() => go(1)} />
        <Typography.Text type="secondary">{CARE_COPY.yearHint}</Typography.Text>
      </Flex>
      <LoadedView loaded={loaded}>{(data) => <Year data={data} year={year} />}</LoadedView>
    </Flex>
  );
}

function Year({ data, year }: { readonly data: CareYear; readonly year: number }) {
  const { read, write } = useQueryState();
  const months = [...new Set(data.occasions.map(({ month }) => month))].toSorted();
  const month = months.find((one) => one === read('of'));
  const rows =
    month === undefined ? data.occasions : data.occasions.filter((row) => row.month === month);
  if (data.occasions.length + data.pushes.length + data.visits.length === 0) {
    return <Empty description={CARE_COPY.yearEmpty} />;
  }
  const byMonth = sumBy(
    data.occasions.toSorted((a, b) => a.month.localeCompare(b.month)),
    (row) => row.month,
  );
  const byOccasion = sumBy(rows, ({ occasion }) => occasion).toSorted((a, b) => b.due - a.due);
  return (
    <>
      <Card size="small" title={CARE_COPY.yearChart(year)}>
        <BarChart
          title={CARE_COPY.yearChart(year)}
          data={outcomeData(byMonth, { label: CARE_COPY.monthLabel, nameOf: CARE_COPY.monthName })}
          height={280}
        />
      </Card>
      <Card
        size="small"
        title={CARE_COPY.occasionsTable}
        extra={
          <Choice
            label={CARE_COPY.monthLabel}
            labels={Object.fromEntries(months.map((one) => [one, CARE_COPY.monthName(one)]))}
            value={month}
            otherwise={CARE_COPY.allMonths}
            choose={(value) => write({ of: value })}
          />
        }
      >
        <Flex vertical gap={16}>
          <BarChart
            title={CARE_COPY.occasionChart(year)}
            data={{
              ...outcomeData(byOccasion, { label: CARE_COPY.occasion, nameOf: occasionText }),
              isHorizontal: true,
            }}
            height={Math.max(CHART_MIN, byOccasion.length * BAR_HEIGHT + CHART_MIN / 2)}
          />
          <OccasionTable rows={byOccasion} />
        </Flex>
      </Card>
      {data.visits.length > 0 && (
        <Card size="small" title={CARE_COPY.visitsTable}>
          <VisitTable rows={data.visits} />
        </Card>
      )}
      {data.pushes.length > 0 && (
        <Card size="small" title={CARE_COPY.pushesTable}>
          <PushTable rows={data.pushes} />
        </Card>
      )}
    </>
  );
}
