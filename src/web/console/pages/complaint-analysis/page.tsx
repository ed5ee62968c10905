import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Flex, Input, Tabs, Typography } from 'antd';
import type { z } from 'zod';
import { report } from '../../../../server/contract/report.ts';
import { call, path } from '../../api.ts';
import { ANALYSIS_COPY } from '../../copy-admin/complaint-analysis.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import { CausesView } from './causes-view.tsx';
import { GroupsView } from './groups-view.tsx';
import { QualityView } from './quality-view.tsx';
import { lastDays, type Range, rangeOf } from './range.ts';
import { RegulatorView } from './regulator-view.tsx';
import { RootCausesView } from './root-causes-view.tsx';
import { TimelinessView } from './timeliness-view.tsx';

type Report = z.infer<typeof report>;

const HOUR_MS = 3_600_000;
const TABS = Object.entries(ANALYSIS_COPY.tabs).map(([key, label]) => ({ key, label }));
const RANGES = [30, 90, 365] as const;

/** What complaints teach: causes, kept and broken promises, quality, groups, what was put right. */
export function Page() {
  const { read, write } = useQueryState();
  const now = useTick(HOUR_MS);
  const name = oneOf(ANALYSIS_COPY.tabs, read('tab')) ?? 'complaints';
  const range = rangeOf(read, now);
  const isWrong = range.from > range.to;
  const loaded = useRequest(
    isWrong ? undefined : `report ${name} ${range.from} ${range.to}`,
    (signal) => call({ path: path`/reports/${name}`, query: { ...range }, answer: report, signal }),
  );
  return (
    <PageFrame
      title={PAGE_TITLES.complaintAnalysis}
      actions={
        <>
          <RangeFields range={range} now={now} write={write} />
          <Export name={name} range={range} />
        </>
      }
    >
      <Tabs
        activeKey={name}
        items={TABS}
        style={{ marginBottom: 12 }}
        onChange={(tab) => write({ tab })}
      />
      {isWrong ? (
        <Alert type="warning" showIcon title={ANALYSIS_COPY.wrongRange} />
      ) : (
        <LoadedView loaded={loaded}>
          {(data) => (
            <Flex vertical gap={12}>
              <Base data={data} />
              <View data={data} />
            </Flex>
          )}
        </LoadedView>
      )}
    </PageFrame>
  );
}

function View({ data }: { readonly data: Report }) {
  switch (data.name) {
    case 'complaints':
      return <CausesView data={data} />;
    case 'complaint-timeliness':
      return <TimelinessView data={data} />;
    case 'complaint-quality':
      return <QualityView data={data} />;
    case 'complaint-groups':
      return <GroupsView data={data} />;
    case 'complaint-root-causes':
      return <RootCausesView data={data} />;
    case 'complaint-regulator':
      return <RegulatorView data={data} />;
  }
}

/** Which complaints the figures are of, and which are not counted. */
function Base({ data: { from, to, base, madeAt, formulaVersion } }: { readonly data: Report }) {
  const { left } = ANALYSIS_COPY;
  const words = [
    ANALYSIS_COPY.base(from, to, base.counted),
    ...(base.notComplaints > 0 ? [left.notComplaints(base.notComplaints)] : []),
    ...(base.declined > 0 ? [left.declined(base.declined)] : []),
    ...(base.merged > 0 ? [left.merged(base.merged)] : []),
    ANALYSIS_COPY.formula(formulaVersion),
    ANALYSIS_COPY.madeAt(showTime(madeAt)),
  ];
  return <Typography.Text type="secondary">{words.join(' · ')}</Typography.Text>;
}

interface RangeFieldsProps {
  readonly range: Range;
  readonly now: number;
  readonly write: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function RangeFields({ range, now, write }: RangeFieldsProps) {
  return (
    <Flex gap={8} wrap align="center">
      {RANGES.map((days) => (
        <Button key={days} onClick={() => write({ ...lastDays(days, now) })}>
          {ANALYSIS_COPY.ranges[days]}
        </Button>
      ))}
      {(['from', 'to'] as const).map((name) => (
        <Flex key={name} gap={4} align="center">
          <Typography.Text type="secondary">{ANALYSIS_COPY[name]}</Typography.Text>
          <Input
            type="date"
            aria-label={ANALYSIS_COPY[name]}
            style={{ width: 145 }}
            value={range[name]}
            onChange={(event) => write({ [name]: event.target.value })}
          />
        </Flex>
      ))}
    </Flex>
  );
}

/** The same figures as a file; fetching one is audited. */
function Export({ name, range }: { readonly name: string; readonly range: Range }) {
  const link = (format: string): string =>
    `/api/v1${path`/reports/${name}`}?${new URLSearchParams({ ...range, format })}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'xlsx',
            label: (
              <a href={link('xlsx')} download>
                {ANALYSIS_COPY.exportXlsx}
              </a>
            ),
          },
          {
            key: 'csv',
            label: (
              <a href={link('csv')} download>
                {ANALYSIS_COPY.exportCsv}
              </a>
            ),
          },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{ANALYSIS_COPY.export}</Button>
    </Dropdown>
  );
}
