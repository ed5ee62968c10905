import { Tag } from 'antd';
import type { z } from 'zod';
import type { customer } from '../../../../server/contract/customer.ts';
import { path } from '../../api.ts';
import { CUSTOMER_COPY } from '../../copy-admin/find.ts';
import { CLAIM_STAGES, LEVELS, POLICY_KINDS, POLICY_STATUS } from '../../copy-admin/labels-case.ts';
import { channelName, labelOf, MODE_LABELS } from '../../copy-admin/labels-desk.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show, showDay, showTime, showYuan } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { Link } from '../../router.tsx';

type Customer = z.infer<typeof customer>;
type Policy = Customer['policies'][number];
type Claim = Customer['claims'][number];
type Vehicle = Customer['vehicles'][number];
type Contact = Customer['contacts'][number];
type Identity = Customer['identities'][number];

const POLICY_COLUMNS: readonly Column<Policy>[] = [
  {
    key: 'no',
    title: CUSTOMER_COPY.policyNo,
    isHead: true,
    render: ({ policyNo }) => <Link to={path`/policies/${policyNo}`}>{policyNo}</Link>,
  },
  { key: 'kind', title: CUSTOMER_COPY.kind, render: ({ kind }) => labelOf(POLICY_KINDS, kind) },
  {
    key: 'status',
    title: CUSTOMER_COPY.status,
    render: ({ status }) => (
      <Tag color={status === 'active' ? 'success' : 'default'}>
        {labelOf(POLICY_STATUS, status)}
      </Tag>
    ),
  },
  {
    key: 'period',
    title: CUSTOMER_COPY.period,
    render: ({ startsAt, endsAt }) => `${showDay(startsAt)} ～ ${showDay(endsAt)}`,
  },
  { key: 'plate', title: CUSTOMER_COPY.plate, render: ({ vehicle }) => show(vehicle?.plate) },
  { key: 'premium', title: CUSTOMER_COPY.premium, render: (item) => showYuan(item.premiumFen) },
];

const CLAIM_COLUMNS: readonly Column<Claim>[] = [
  {
    key: 'no',
    title: CUSTOMER_COPY.claimNo,
    isHead: true,
    render: ({ claimNo }) => <Link to={path`/claims/${claimNo}`}>{claimNo}</Link>,
  },
  {
    key: 'stage',
    title: CUSTOMER_COPY.stage,
    render: ({ status, rawStatus, hasInjury }) => (
      <>
        <Tag color="processing">{rawStatus ?? CLAIM_STAGES[status]}</Tag>
        {hasInjury && <Tag color="error">{CUSTOMER_COPY.injury}</Tag>}
      </>
    ),
  },
  { key: 'at', title: CUSTOMER_COPY.stageAt, render: ({ statusAt }) => showTime(statusAt) },
  { key: 'report', title: CUSTOMER_COPY.reportNo, render: ({ reportNo }) => show(reportNo) },
];

const VEHICLE_COLUMNS: readonly Column<Vehicle>[] = [
  { key: 'plate', title: CUSTOMER_COPY.plate, isHead: true, render: ({ plate }) => show(plate) },
  { key: 'vin', title: CUSTOMER_COPY.vin, render: ({ vin }) => show(vin) },
  { key: 'model', title: CUSTOMER_COPY.model, render: ({ model }) => show(model) },
  { key: 'energy', title: CUSTOMER_COPY.energy, render: ({ energy }) => show(energy) },
];

const CONTACT_COLUMNS: readonly Column<Contact>[] = [
  {
    key: 'at',
    title: CUSTOMER_COPY.lastAt,
    isHead: true,
    render: (item) => (
      <Link to={path`/conversations/${item.conversationId}`}>{showTime(item.lastMessageAt)}</Link>
    ),
  },
  {
    key: 'channel',
    title: CUSTOMER_COPY.channel,
    render: ({ channelAccount }) => channelName(channelAccount),
  },
  { key: 'mode', title: CUSTOMER_COPY.mode, render: ({ mode }) => labelOf(MODE_LABELS, mode) },
  { key: 'count', title: CUSTOMER_COPY.messages, render: (item) => item.messageCount },
];

const IDENTITY_COLUMNS: readonly Column<Identity>[] = [
  {
    key: 'channel',
    title: CUSTOMER_COPY.channel,
    isHead: true,
    render: ({ channelAccount }) => channelName(channelAccount),
  },
  { key: 'level', title: CUSTOMER_COPY.level, render: ({ level }) => LEVELS[level] ?? level },
  { key: 'at', title: CUSTOMER_COPY.verifiedAt, render: (item) => showTime(item.verifiedAt) },
];

interface ItemsProps<T> {
  readonly items: readonly T[];
}

function Whole<T extends object>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (item: T) => string;
}) {
  const { items, ...rest } = props;
  return <ListTable {...rest} list={wholeList(items)} isWhole />;
}

/** What a customer has, one table of each kind. */
export const CustomerTables = {
  Policies: ({ items }: ItemsProps<Policy>) => (
    <Whole
      label={CUSTOMER_COPY.policies}
      items={items}
      columns={POLICY_COLUMNS}
      rowKey={({ policyNo }) => policyNo}
    />
  ),
  Claims: ({ items }: ItemsProps<Claim>) => (
    <Whole
      label={CUSTOMER_COPY.claims}
      items={items}
      columns={CLAIM_COLUMNS}
      rowKey={({ claimNo }) => claimNo}
    />
  ),
  Vehicles: ({ items }: ItemsProps<Vehicle>) => (
    <Whole
      label={CUSTOMER_COPY.vehicles}
      items={items}
      columns={VEHICLE_COLUMNS}
      rowKey={(item) => `${item.plate} ${item.vin}`}
    />
  ),
  Contacts: ({ items }: ItemsProps<Contact>) => (
    <Whole
      label={CUSTOMER_COPY.contacts}
      items={items}
      columns={CONTACT_COLUMNS}
      rowKey={({ conversationId }) => conversationId}
    />
  ),
  Identities: ({ items }: ItemsProps<Identity>) => (
    <Whole
      label={CUSTOMER_COPY.channels}
      items={items}
      columns={IDENTITY_COLUMNS}
      rowKey={(item) => `${item.channelAccount} ${item.verifiedAt} ${item.level}`}
    />
  ),
};
