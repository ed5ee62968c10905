import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Grid, Tabs, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { pageOf } from '../../../../server/contract/common.ts';
import { complaintSummary } from '../../../../server/contract/complaint.ts';
import { call } from '../../api.ts';
import { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { useClockNow } from '../../parts/countdown.tsx';
import { ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useList } from '../../parts/use-list.ts';
import { useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { navigate } from '../../router.tsx';
import { useSession } from '../../session.ts';
import { FilterBar } from './filter-bar.tsx';
import { isWanted, queryOf, readFilters, type Summary, VIEWS } from './filters.ts';
import { COLUMNS } from './list-columns.tsx';
import { NewComplaint } from './new-complaint.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { useLiveRows } from './use-live-rows.ts';

const COMPLAINTS = pageOf(complaintSummary);

/** Complaints with the clock of each that ends next. */
export function ComplaintList() {
  const { me } = useSession();
  const { mayWork } = useRole();
  const { read, write } = useQueryState();
  const [isNew, setNew] = useState(false);
  const filters = readFilters(read, me.role);
  const query = queryOf(filters);
  const key = `complaints ${JSON.stringify(query)}`;
  const listed = useList(key, (cursor, signal) =>
    call({ path: '/complaints', query: { ...query, cursor }, answer: COMPLAINTS, signal }),
  );
  const nowMs = useClockNow(null);
  const inView = { me: me.id, nowMs };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the filters say.
  const isOfList = useCallback((item: Summary) => isWanted(item, filters, inView), [key, nowMs]);
  const list = useLiveRows(listed, isOfList);
  const isWide = Grid.useBreakpoint().md !== false;
  const hint = (
    <Typography.Text type="secondary">{COMPLAINT_COPY.tabHints[filters.view]}</Typography.Text>
  );
  return (
    <PageFrame
      title={PAGE_TITLES.complaints}
      actions={
        <>
          <SavedFilters
            filters={filters}
            choose={(chosen) => navigate(`/complaints?${new URLSearchParams(chosen)}`)}
          />
          {mayWork && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
              {COMPLAINT_COPY.create.open}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        activeKey={filters.view}
        style={{ marginBottom: 12 }}
        items={VIEWS.filter((view) => mayWork || view !== 'mine').map((view) => ({
          key: view,
          label: COMPLAINT_COPY.tabs[view],
        }))}
        onChange={(view) => write({ view })}
        {...(isWide ? { tabBarExtraContent: hint } : {})}
      />
      <Flex vertical gap={12}>
        <FilterBar filters={filters} write={write} />
        {!isWide && hint}
        <ListTable
          label={PAGE_TITLES.complaints}
          list={list}
          columns={COLUMNS}
          rowKey={({ complaintNo }) => complaintNo}
          isFiltered={filters.view !== 'all' || Object.keys(filters.values).length > 0}
        />
      </Flex>
      {isNew && <NewComplaint close={() => setNew(false)} />}
    </PageFrame>
  );
}
