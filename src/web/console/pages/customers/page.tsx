import { Empty, Input } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { customerSummary } from '../../../../server/contract/customer.ts';
import { call, path } from '../../api.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { TIERS } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import type { PageProps } from '../../page-props.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { CustomerView } from './customer-view.tsx';

type Customer = z.infer<typeof customerSummary>;

const CUSTOMERS = pageOf(customerSummary);

/** Finding a customer, and everything about one. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <Find /> : <CustomerView key={rest} customerNo={rest} />;
}

const COLUMNS: readonly Column<Customer>[] = [
  {
    key: 'name',
    title: CUSTOMER_COPY.name,
    isHead: true,
    render: (item) => <Link to={path`/customers/${item.customerNo}`}>{item.name}</Link>,
  },
  { key: 'no', title: CUSTOMER_COPY.customerNo, render: ({ customerNo }) => customerNo },
  { key: 'phone', title: CUSTOMER_COPY.phone, render: ({ phone }) => show(phone) },
  { key: 'plates', title: CUSTOMER_COPY.plates, render: ({ plates }) => show(plates.join('、')) },
  { key: 'tier', title: CUSTOMER_COPY.tier, render: ({ tier }) => labelOf(TIERS, tier) },
  { key: 'branch', title: CUSTOMER_COPY.branch, render: ({ branch }) => show(branch) },
];

function Find() {
  const { read, write } = useQueryState();
  const query = read('q');
  const list = useList(query === undefined ? undefined : `customers ${query}`, (cursor, signal) =>
    call({ path: '/customers', query: { query, cursor }, answer: CUSTOMERS, signal }),
  );
  return (
    <PageFrame title={PAGE_TITLES.customers}>
      <Input.Search
        allowClear
        enterButton
        autoFocus
        size="large"
        defaultValue={query ?? ''}
        maxLength={100}
        placeholder={CUSTOMER_COPY.hint}
        aria-label={CUSTOMER_COPY.hint}
        style={{ maxWidth: 640, marginBottom: 16 }}
        onSearch={(text) => write({ q: text.trim() })}
      />
      {query === undefined ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={CUSTOMER_COPY.start} />
      ) : (
        <ListTable
          label={PAGE_TITLES.customers}
          list={list}
          columns={COLUMNS}
          rowKey={({ customerNo }) => customerNo}
          isFiltered
        />
      )}
    </PageFrame>
  );
}
