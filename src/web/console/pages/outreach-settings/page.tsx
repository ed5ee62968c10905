import { Tabs, Typography } from 'antd';
import { OUTREACH_COPY } from '../../copy-admin/outreach-settings.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { Accounts } from './accounts.tsx';
import { Rules } from './rules.tsx';
import { SilentDays } from './silent-days.tsx';

const TABS = Object.entries(OUTREACH_COPY.tabs).map(([key, label]) => ({ key, label }));

/** The one policy of pushes: its hours, caps and consents, its accounts, and its silent days. */
export function Page() {
  const { read, write } = useQueryState();
  const tab = oneOf(OUTREACH_COPY.tabs, read('tab')) ?? 'rules';
  return (
    <PageFrame title={PAGE_TITLES.outreachSettings}>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>
        {OUTREACH_COPY.hint}
      </Typography.Paragraph>
      <Tabs
        activeKey={tab}
        items={TABS}
        style={{ marginBottom: 12 }}
        onChange={(next) => write({ tab: next })}
      />
      {tab === 'rules' && <Rules />}
      {tab === 'accounts' && <Accounts />}
      {tab === 'silent' && <SilentDays />}
    </PageFrame>
  );
}
