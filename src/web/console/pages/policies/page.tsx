import { Card, Flex, Tag } from 'antd';
import { policy } from '../../../../server/contract/customer.ts';
import { call, path } from '../../api.ts';
import { CLAIM_COPY, CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { POLICY_KINDS, POLICY_STATUS } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import type { PageProps } from '../../page-props.ts';
import { CaseLink } from '../../parts/case-link.tsx';
import { Facts } from '../../parts/facts.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { show, showDay, showTime, showYuan } from '../../parts/show.ts';
import { useRequest } from '../../use-request.ts';

/** One policy, to read; reached from its customer, a claim or the search. */
export function Page({ rest }: PageProps) {
  const loaded = useRequest(rest === '' ? undefined : `policy ${rest}`, (signal) =>
    call({ path: path`/policies/${rest}`, answer: policy, signal }),
  );
  return (
    <PageFrame title={CLAIM_COPY.policy(rest)}>
      <LoadedView loaded={loaded}>
        {(data) => (
          <Card
            size="small"
            title={
              <Flex gap={8}>
                {labelOf(POLICY_KINDS, data.kind)}
                <Tag color={data.status === 'active' ? 'success' : 'default'}>
                  {labelOf(POLICY_STATUS, data.status)}
                </Tag>
              </Flex>
            }
          >
            <Facts
              facts={[
                {
                  label: CUSTOMER_COPY.customerNo,
                  value: <CaseLink to="customers" no={data.customerNo} />,
                },
                {
                  label: CUSTOMER_COPY.period,
                  value: `${showDay(data.startsAt)} ～ ${showDay(data.endsAt)}`,
                },
                { label: CUSTOMER_COPY.premium, value: showYuan(data.premiumFen) },
                { label: CUSTOMER_COPY.plate, value: show(data.vehicle?.plate) },
                { label: CUSTOMER_COPY.model, value: show(data.vehicle?.model) },
                { label: CUSTOMER_COPY.branch, value: show(data.branch) },
                { label: CUSTOMER_COPY.covers, value: <Covers covers={data.covers} /> },
                { label: CUSTOMER_COPY.sourceAt, value: showTime(data.sourceUpdatedAt) },
              ]}
            />
          </Card>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function Covers({ covers }: { covers: readonly Readonly<Record<string, unknown>>[] }) {
  if (covers.length === 0) return show(null);
  return (
    <Flex wrap gap={4}>
      {covers.map((cover) => {
        const name = String(cover['name'] ?? cover['code'] ?? '');
        const sum = cover['sumInsuredFen'];
        return (
          <Tag key={String(cover['code'] ?? name)}>
            {typeof sum === 'number' ? `${name} ${showYuan(sum)}` : name}
          </Tag>
        );
      })}
    </Flex>
  );
}
