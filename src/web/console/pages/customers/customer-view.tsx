import { Card, Flex, Tabs, Tag } from 'antd';
import type { z } from 'zod';
import { customer } from '../../../../server/contract/customer.ts';
import { call, path } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/customer-care.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { TIERS } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showTime } from '../../parts/show.ts';
import { Tags } from '../../parts/tags.tsx';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';
import { CareTab } from './care-tab.tsx';
import { Consents } from './consents.tsx';
import { CustomerTables } from './customer-tables.tsx';
import { RevealCustomer } from './reveal-customer.tsx';

type Customer = z.infer<typeof customer>;

/** Customer 360: masked, with a reveal that is written down. */
export function CustomerView({ customerNo }: { customerNo: string }) {
  const loaded = useRequest(`customer ${customerNo}`, (signal) =>
    call({ path: path`/customers/${customerNo}`, answer: customer, signal }),
  );
  return (
    <PageFrame title={`${PAGE_TITLES.customers} ${customerNo}`}>
      <LoadedView loaded={loaded}>
        {(data) => (
          <Flex vertical gap={16}>
            <Basics data={data} />
            <Card size="small">
              <Tabs
                items={[
                  {
                    key: 'policies',
                    label: `${CUSTOMER_COPY.policies} ${data.policies.length}`,
                    children: <CustomerTables.Policies items={data.policies} />,
                  },
                  {
                    key: 'claims',
                    label: `${CUSTOMER_COPY.claims} ${data.claims.length}`,
                    children: <CustomerTables.Claims items={data.claims} />,
                  },
                  {
                    key: 'vehicles',
                    label: `${CUSTOMER_COPY.vehicles} ${data.vehicles.length}`,
                    children: <CustomerTables.Vehicles items={data.vehicles} />,
                  },
                  {
                    key: 'contacts',
                    label: `${CUSTOMER_COPY.contacts} ${data.contacts.length}`,
                    children: <CustomerTables.Contacts items={data.contacts} />,
                  },
                  {
                    key: 'identities',
                    label: `${CUSTOMER_COPY.channels} ${data.identities.length}`,
                    children: <CustomerTables.Identities items={data.identities} />,
                  },
                  {
                    key: 'consents',
                    label: CUSTOMER_COPY.consents,
                    children: <Consents customerNo={customerNo} />,
                  },
                  {
                    key: 'care',
                    label: CARE_COPY.tab,
                    children: <CareTab customerNo={customerNo} />,
                  },
                ]}
              />
            </Card>
          </Flex>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function Basics({ data }: { data: Customer }) {
  const { mayWork } = useRole();
  const gender =
    data.gender === 'male' || data.gender === 'female'
      ? CUSTOMER_COPY.genders[data.gender]
      : show(data.gender);
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center">
          {data.name}
          <Tag color="gold">{labelOf(TIERS, data.tier)}</Tag>
        </Flex>
      }
      extra={mayWork && <RevealCustomer customerNo={data.customerNo} />}
    >
      <Facts
        facts={[
          { label: CUSTOMER_COPY.customerNo, value: data.customerNo },
          { label: CUSTOMER_COPY.phone, value: show(data.phone) },
          { label: CUSTOMER_COPY.gender, value: gender },
          { label: CUSTOMER_COPY.idNumber, value: show(data.idNumber) },
          { label: CUSTOMER_COPY.birthday, value: show(data.birthday) },
          { label: CUSTOMER_COPY.email, value: show(data.email) },
          { label: CUSTOMER_COPY.address, value: show(data.address) },
          { label: CUSTOMER_COPY.branch, value: show(data.branch) },
          { label: CUSTOMER_COPY.manager, value: show(data.relationshipManager) },
          {
            label: CUSTOMER_COPY.tags,
            value: <Tags words={data.tags} />,
          },
          { label: CUSTOMER_COPY.sourceAt, value: showTime(data.sourceUpdatedAt) },
        ]}
      />
    </Card>
  );
}
