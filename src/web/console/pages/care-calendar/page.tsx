import { Tabs } from 'antd';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { MonthView } from './month-view.tsx';
import { Plans } from './plans.tsx';
import { YearView } from './year-view.tsx';

const TABS = Object.entries(CARE_COPY.tabs).map(([key, label]) => ({ key, label }));

/** What is due when, the plans behind it, and what became of a year of them. */
export function Page() {
  const { read, write } = useQueryState();
  const tab = oneOf(CARE_COPY.tabs, read('tab')) ?? 'calendar';
  return (
    <PageFrame title={PAGE_TITLES.careCalendar}>
      <Tabs
        activeKey={tab}
        items={TABS}
        style={{ marginBottom: 12 }}
        onChange={(next) => write({ tab: next })}
      />
      {tab === 'calendar' && <MonthView />}
      {tab === 'plans' && <Plans />}
      {tab === 'year' && <YearView />}
    </PageFrame>
  );
}
